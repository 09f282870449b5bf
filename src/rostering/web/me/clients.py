"""What families of calendar clients are called."""

from rostering.language import _, marked

_WORDS = {
    "other": marked("an unknown calendar"),
    "unknown": marked("an unknown calendar"),
    "browser": marked("a browser"),
}


def client_name(family: str | None) -> str:
    """The family's name, or what it is where that is none."""
    return _(_WORDS[family]) if family in _WORDS else family or _("an unknown calendar")
