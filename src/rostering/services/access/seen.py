"""What a form was made from, item by item, and what has become of that since.

Where a form shows a few things of one person, it carries them itself; what others did elsewhere makes it no older.
"""

from collections.abc import Callable, Iterable

from rostering.errors import Stale
from rostering.language import _

LONGEST = 1 << 16
"""Letters of a version that are looked at."""
_EMPTY = "-"
_MOST = 8
"""Changes that are told."""


def version_of(items: Iterable[str]) -> str:
    """What a form is to carry that shows these items, none of which has a bar in it."""
    return "|".join(sorted(set(items))) or _EMPTY


def check_seen(version: str, items: Iterable[str], tell: Callable[[str], str]) -> None:
    """Let nothing be saved that was filled in when there were other items.

    `tell` says an item in words, and nothing of a text that can be none. Raises Stale.
    """
    if not version or len(version) > LONGEST:
        raise Stale(_("this form does not say what it was made from: look at it again, then send it"))
    shown, there = set(version.split("|")) - {_EMPTY}, set(items)
    new = [_("new since then: {what}", what=tell(item)) for item in sorted(there - shown)]
    gone = [_("no longer there: {what}", what=tell(item)) for item in sorted(shown - there) if tell(item)]
    if shown != there:
        raise Stale(_("this was changed after you opened the form"), [*new, *gone][:_MOST])
