"""Which language is spoken here and now, in this task or thread alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LANGUAGES = ("en", "da")
SOURCE = "en"
"""The language in which messages are written, and which needs no catalogue."""
_spoken: ContextVar[str] = ContextVar("language", default=SOURCE)


def spoken() -> str:
    """The language that is spoken here and now."""
    return _spoken.get()


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Speak a language for a while, in this task or thread alone; one that is not known is English."""
    token = _spoken.set(wanted if wanted in LANGUAGES else SOURCE)
    try:
        yield
    finally:
        _spoken.reset(token)


def speak(wanted: str) -> None:
    """Speak a language from here on, until what is spoken around this ends; one that is not known is English."""
    _spoken.set(wanted if wanted in LANGUAGES else SOURCE)
