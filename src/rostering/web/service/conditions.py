"""Conditional requests: whether what a client has is still what it would get."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

_TAGS = re.compile(r'"[^"]*"')


def http_date(at: datetime) -> str:
    """An instant as HTTP writes it, to the second."""
    return format_datetime(at.astimezone(UTC).replace(microsecond=0), usegmt=True)


def is_unchanged(headers: Mapping[str, str], etag: str, modified: datetime | None, now: datetime) -> bool:
    """Whether 304 is the answer; If-None-Match wins, and a `modified` of None is never old enough.

    Source: RFC 9110, 13.1.2, 13.1.3 and 13.2.2. Tags are compared weakly; dates to come are not believed.
    """
    known = headers.get("if-none-match")
    if known is not None:
        return known.strip() == "*" or etag in _TAGS.findall(known)
    since = _date(headers.get("if-modified-since", ""))
    return modified is not None and since is not None and modified.replace(microsecond=0) <= since <= now


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found
