"""What every command knows: which store, for whom to print, and who calls."""

import getpass
import os
import shlex
from dataclasses import dataclass

import typer

VARIABLE = "ROSTERING_DB"
DEFAULT_STORE = "rostering.db"


@dataclass(frozen=True)
class Settings:
    """The options of every command; `db` is None when neither option nor environment names a store."""

    db: str | None
    as_json: bool

    @property
    def store(self) -> str:
        """The store to work on."""
        return DEFAULT_STORE if self.db is None else self.db

    def command(self, words: str) -> str:
        """How to call rostering on the same store, without giving a password away."""
        if self.db is None or self.db == os.environ.get(VARIABLE):
            return f"rostering {words}"
        return f"rostering --db {'URL' if '@' in self.db else shlex.quote(self.db)} {words}"


def settings_of(ctx: typer.Context) -> Settings:
    """The settings of the command that runs."""
    settings = ctx.obj
    if not isinstance(settings, Settings):
        raise TypeError("no command runs without settings")
    return settings


def caller() -> str:
    """The name under which the log keeps what the caller does."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"  # as in a container whose user has no name
