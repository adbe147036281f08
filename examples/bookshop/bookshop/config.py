"""What the application can be told, one class per way of running it."""

import os


class ConfigError(Exception):
    """The configuration is unknown or lacks a setting."""


class Config:
    """What all configurations share. What is secret or differs per deployment has no default."""

    SECRET_KEY = os.getenv("SECRET_KEY")
    SQLALCHEMY_DATABASE_URI = os.getenv("DATABASE_URL")
    SQLALCHEMY_TRACK_MODIFICATIONS = False
    LOW_STOCK = 3


class DevelopmentConfig(Config):
    """Starts with an empty environment."""

    DEBUG = True
    SECRET_KEY = os.getenv("SECRET_KEY", "for development only")
    SQLALCHEMY_DATABASE_URI = os.getenv("DATABASE_URL", "sqlite:///bookshop.db")


class TestingConfig(Config):
    """Keeps its data in memory."""

    TESTING = True
    SECRET_KEY = os.getenv("SECRET_KEY", "for tests only")
    SQLALCHEMY_DATABASE_URI = os.getenv("TEST_DATABASE_URL", "sqlite://")


class ProductionConfig(Config):
    """Takes every secret and address from the environment."""

    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"


CONFIGS: dict[str, type[Config]] = {
    "development": DevelopmentConfig,
    "testing": TestingConfig,
    "production": ProductionConfig,
}

# The settings nobody can do without, and the variables they come from.
REQUIRED = {"SECRET_KEY": "SECRET_KEY", "SQLALCHEMY_DATABASE_URI": "DATABASE_URL"}


def chosen_config(name: str | None = None) -> type[Config]:
    """The named configuration, complete; ConfigError if it is not."""
    name = name or os.getenv("FLASK_CONFIG", "development")
    if name not in CONFIGS:
        raise ConfigError(f"there is no configuration {name!r}; there are {', '.join(CONFIGS)}")
    config = CONFIGS[name]
    missing = [variable for setting, variable in REQUIRED.items() if not getattr(config, setting)]
    if missing:
        raise ConfigError(f"the {name} configuration needs {', '.join(missing)} in the environment")
    return config
