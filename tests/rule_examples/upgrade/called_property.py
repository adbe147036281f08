"""Examples of called-property."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES = (
    Bad(
        "in a condition, with users whose properties are Flask-Login's",
        {
            "requirements.txt": "Flask-Login>=0.5\n",
            "shop/models.py": """
            from flask_login import UserMixin


            class User(UserMixin):
                @property
                def is_active(self):
                    return True
            """,
            "shop/views.py": """
            from flask import g
            from flask_login import current_user as user


            def load():
                known = not user.is_anonymous()  # FLK971
                g.user = user if known and user.is_active() else None  # FLK971
            """,
        },
        fixed={
            "shop/views.py": """
            from flask import g
            from flask_login import current_user as user


            def load():
                known = not user.is_anonymous  # FLK971
                g.user = user if known and user.is_active else None  # FLK971
            """,
        },
    ),
    Good(
        "any version may be installed",
        {
            "requirements.txt": "flask\nflask-login\n",
            "app.py": """
            from flask_login import current_user


            def is_known():
                return current_user.is_authenticated()
            """,
        },
    ),
    Good(
        "another user",
        """
        def is_known(user):
            return user.is_authenticated()
        """,
    ),
)
