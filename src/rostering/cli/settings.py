"""What every command knows: which store, for whom to print, and who calls."""

import getpass
import os
import shlex
from dataclasses import dataclass

import typer

from rostering.cli import services
from rostering.errors import BadCall
from rostering.language import LANGUAGES, SOURCE, _, speak

VARIABLE = "ROSTERING_DB"
LANGUAGE = "ROSTERING_LANGUAGE"
DEFAULT_STORE = "rostering.db"


def wanted_language() -> str | None:
    """The language that the environment asks for, if it does. Raises UnknownLanguage."""
    wanted = os.environ.get(LANGUAGE) or None
    if wanted not in (None, *LANGUAGES):
        raise UnknownLanguage(str(wanted))
    return wanted


@dataclass(frozen=True)
class Settings:
    """The options of every command; `db` is None when neither option nor environment names a store."""

    db: str | None
    as_json: bool

    @property
    def store(self) -> str:
        """The store to work on."""
        return DEFAULT_STORE if self.db is None else self.db

    @property
    def language(self) -> str:
        """What people are spoken to in: as the environment says, else as the firm does; JSON is English."""
        if self.as_json:
            return SOURCE
        return wanted_language() or services.opening.language_of(self.store) or SOURCE

    def command(self, words: str) -> str:
        """How to call rostering on the same store, without giving a password away."""
        if self.db is None or self.db == os.environ.get(VARIABLE):
            return f"rostering {words}"
        return f"rostering --db {'URL' if '@' in self.db else shlex.quote(self.db)} {words}"


class UnknownLanguage(BadCall):
    """A language that we do not speak."""

    def __init__(self, code: str) -> None:
        known = ", ".join(LANGUAGES)
        super().__init__(_("'{code}' is not a language of rostering; known: {known}", code=code, known=known))


def settings_of(ctx: typer.Context) -> Settings:
    """The settings of the command that runs, which speaks the firm's language from here on.

    Raises UnknownLanguage.
    """
    settings = ctx.obj
    if not isinstance(settings, Settings):
        raise TypeError("no command runs without settings")
    speak(settings.language)
    return settings


def caller() -> str:
    """The name under which the log keeps what the caller does."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"  # as in a container whose user has no name
