"""Flask-SocketIO: events of Socket.IO."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_socketio",
    may=(),
    extensions={"SocketIO": 0},
    tried="Flask-SocketIO 5.7.0",
)
