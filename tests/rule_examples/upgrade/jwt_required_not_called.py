"""Examples of jwt-required-not-called."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES = (
    Bad(
        "an import shows version 4",
        {
            "requirements.txt": "flask\nflask-jwt-extended\n",
            "shop/views.py": """
            import flask_jwt_extended as jwt
            from flask_jwt_extended import get_jwt


            @jwt.jwt_required  # FLK972
            def desk():
                return get_jwt()
            """,
        },
        fixed={
            "shop/views.py": """
            import flask_jwt_extended as jwt
            from flask_jwt_extended import get_jwt


            @jwt.jwt_required()  # FLK972
            def desk():
                return get_jwt()
            """,
        },
    ),
    Good(
        "any version may be installed",
        {
            "requirements.txt": "flask\nflask-jwt-extended\n",
            "views.py": """
            from flask_jwt_extended import jwt_required


            @jwt_required
            def desk():
                return "desk"
            """,
        },
    ),
    Good(
        "a decorator of the project",
        """
        from flask_jwt_extended import jwt_required as required


        def jwt_required(view):
            return required()(view)


        @jwt_required
        def desk():
            return "desk"
        """,
    ),
)
