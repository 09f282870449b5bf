"""Leaves out whatever looks like a secret, wherever in an event it stands."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from structlog.typing import EventDict, WrappedLogger

LEFT_OUT = "..."
_SHORTEST = 43
_SECRET = re.compile(rf"[A-Za-z0-9_-]{{{_SHORTEST},}}")
"""As the secrets of links are, and of most that others hand out."""
_PASSWORD = re.compile(r"(://[^\s/:@]*):[^\s/@]+@")
"""As addresses of databases and mail servers have it."""
_NAMES = re.compile(r"(?i)password|secret|token_text|authorization|cookie|api_key")
"""What is named so is never told, whatever it looks like."""
_UNWRITTEN = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "?")
"""Control characters, by which a terminal could be told what to do."""


def secrets_left_out(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """An event without secrets."""
    return {key: LEFT_OUT if _is_secret(key) else cleaned(value) for key, value in event.items()}


def cleaned(value: Any) -> Any:
    """A value without secrets; what is neither a number nor made of others is told as text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return secrets_left_out(None, "", {str(key): each for key, each in value.items()})
    if isinstance(value, list | tuple | set | frozenset):
        return [cleaned(each) for each in value]
    text = str(value)
    if len(text) >= _SHORTEST or "://" in text:  # most is short, and there are many requests in a second
        text = _SECRET.sub(LEFT_OUT, _PASSWORD.sub(rf"\1:{LEFT_OUT}@", text))
    return text if text.isprintable() else text.translate(_UNWRITTEN)


@cache
def _is_secret(name: str) -> bool:
    return _NAMES.search(name) is not None
