"""supysonic: what the oracle needs to start it, what it asks, and what it is given to have
fixed."""

REQUIREMENT = "supysonic==0.7.9"
TARGET = "wsgi:app"
ENVIRONMENT = {"SCROBBLER_SECRET": "d41d8cd98f00b204e9800998ecf8427e"}

FILES = {
    "wsgi.py": '''\
"""The application with its database in the directory for temporary files."""

import os
import tempfile

from supysonic.web import create_application

os.makedirs(os.path.join(tempfile.gettempdir(), "supysonic"), exist_ok=True)
app = create_application()
'''
}
# An error class with a handler, JSON errors in two views, a secret.
EDITS = [
    (
        "supysonic/web.py",
        "    app.secret_key = get_secret_key",
        '    app.config["SCROBBLER_SECRET"] = "d41d8cd98f00b204e9800998ecf8427e"\n'
        "    init_errors(app)\n"
        "    app.secret_key = get_secret_key",
    ),
    (
        "supysonic/web.py",
        "from .utils import get_secret_key\n",
        "from .errors import init_app as init_errors\nfrom .utils import get_secret_key\n",
    ),
    (
        "supysonic/api/chat.py",
        '    msg = request.values["message"]\n',
        '    msg = request.values["message"]\n'
        "    if not msg.strip():\n"
        '        return jsonify({"error": "An empty message", "message_length": len(msg)}), 422\n',
    ),
    (
        "supysonic/api/chat.py",
        "from flask import request\n",
        "from flask import jsonify, request\n",
    ),
    (
        "supysonic/frontend/playlist.py",
        '        flash("You\'re not allowed to edit this playlist", "danger")\n',
        '        return jsonify({"error": "Not yours"}), 403\n',
    ),
    (
        "supysonic/frontend/playlist.py",
        "from flask import Response, flash",
        "from flask import Response, flash, jsonify",
    ),
]
SERVICES = ["tracks", "folders", "albums", "artists", "chat_messages", "message", "playlists"]
SERVICES += ["users", "radio_stations"]

WHO = "u=alice&p=Alic3&c=oracle&f=json"
USER = "00000000-0000-0000-0000-00000000000a"
PLAYLIST = "00000000-0000-0000-0000-00000000000b"
OTHERS = "00000000-0000-0000-0000-00000000000c"

REQUESTS = [
    {"path": f"/rest/{view}{'&' if '?' in view else '?'}{WHO}", "name": view}
    for view in (
        "ping", "getLicense", "getMusicFolders", "getIndexes", "getIndexes?ifModifiedSince=9",
        "getMusicDirectory?id=1", "getGenres", "getArtists", "getAlbumList?type=newest",
        "getAlbumList?type=alphabeticalByName", "getAlbumList?type=nonsense",
        "getAlbumList2?type=newest", "getAlbumList2?type=alphabeticalByArtist",
        "getRandomSongs?size=1&fromYear=2002&genre=jazz", "getNowPlaying",
        "getSongsByGenre?genre=jazz", "getStarred", "getStarred2", "search?any=a",
        "search?artist=root", "search?title=song", "search?album=a", "search2?query=song",
        "search3?query=a", "getPlaylists", "getPlaylists?username=bob",
        f"getPlaylist?id={PLAYLIST}", "createPlaylist?name=new", "getPlaylists",
        f"createPlaylist?playlistId={PLAYLIST}&name=renamed", "getLyrics?artist=ann&title=song",
        "getUser?username=bob", "getUser?username=nobody", "getUsers",
        "createUser?username=eve&password=x&email=e%40example.com", "getUser?username=eve",
        "updateUser?username=eve&email=f%40example.com", "getUsers",
        "deleteUser?username=eve", "getUsers",
        "addChatMessage?message=hello", "addChatMessage?message=%20", "addChatMessage",
        "getChatMessages", "getChatMessages?since=0",
        "createInternetRadioStation?streamUrl=http://r/&name=r", "getInternetRadioStations",
        "createInternetRadioStation?name=r", "nosuchview", "jukeboxControl?action=status",
    )
] + [
    {"path": "/rest/ping?u=alice&p=wrong&c=oracle"},
    {"path": "/"},
    {"path": "/user/login"},
    {"path": "/user/login", "method": "POST", "data": {"user": "alice", "password": "Alic3"}},
    {"path": "/"},
    {"path": "/user"},
    {"path": "/user/me"},
    {"path": f"/user/{USER}"},
    {"path": f"/user/{USER}/changeusername", "method": "POST", "data": {"user": "bob"}},
    {
        "path": f"/user/{USER}/changeusername",
        "method": "POST",
        "data": {"user": "carol", "admin": "1"},
    },
    {"path": f"/user/{USER}/changeusername", "method": "POST", "data": {"user": ""}},
    {"path": "/folder"},
    {"path": "/folder/add"},
    {"path": "/playlist"},
    {"path": f"/playlist/{PLAYLIST}"},
    {"path": f"/playlist/{PLAYLIST}", "method": "POST", "data": {"name": "mine"}},
    {"path": f"/playlist/{OTHERS}", "method": "POST", "data": {"name": "mine"}},
    {"path": "/playlist/none"},
    {"path": f"/playlist/del/{PLAYLIST}"},
    {"path": "/playlist"},
    {"path": "/user/logout"},
    {"path": "/nowhere"},
]  # fmt: skip


def prepare(app):
    """A user with some music."""
    from uuid import UUID

    from supysonic import db
    from supysonic.managers.user import UserManager

    db.open_connection()
    UserManager.add("alice", "Alic3", admin=True, id=UUID(USER))
    UserManager.add("bob", "B0b", id=UUID(int=1))
    root = db.Folder.create(root=True, name="root", path="/music")
    inner = db.Folder.create(root=False, name="a", path="/music/a", parent=root)
    artist = db.Artist.create(name="ann", id=UUID(int=2))
    album = db.Album.create(name="an album", artist=artist, id=UUID(int=3))
    for number in range(3):
        db.Track.create(
            id=UUID(int=10 + number), disc=1, number=number, title=f"song {number}",
            year=2000 + number, genre="jazz", duration=60, album=album, artist=artist,
            bitrate=128, path=f"/music/a/{number}.mp3", last_modification=0, root_folder=root,
            folder=inner,
        )  # fmt: skip
    db.Playlist.create(id=UUID(PLAYLIST), user=UUID(USER), name="alice's")
    db.Playlist.create(id=UUID(OTHERS), user=UUID(int=1), name="bob's", public=True)
    db.close_connection()
