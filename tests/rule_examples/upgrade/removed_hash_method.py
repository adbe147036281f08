"""Examples of removed-hash-method."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES = (
    Bad(
        "Flask 3 is declared, the method is a constant",
        {
            "requirements.txt": "flask==3.0.3\n",
            "shop/users.py": """
            from werkzeug.security import generate_password_hash

            METHOD = "md5"


            def hashed(password):
                return generate_password_hash(password, METHOD)  # FLK967
            """,
        },
        says="no hash method `md5`",
    ),
    Good(
        "an older Werkzeug",
        {
            "requirements.txt": "flask\nwerkzeug==2.3.8\n",
            "users.py": """
            from werkzeug.security import generate_password_hash


            def hashed(password):
                return generate_password_hash(password, method="sha256")
            """,
        },
    ),
    Good(
        "another function, and a method from outside",
        """
        from werkzeug.security import generate_password_hash as generate


        def generate_password_hash(password, method):
            return password


        def hashed(password, method):
            generate_password_hash(password, method="sha256")
            return generate(password, method=method)
        """,
    ),
)
