"""Freshness of forms: what somebody was shown when they filled one in, and what has been changed since.

A form carries a mark, the number of the newest entry of the log about what it shows; whoever saves hands it back.
"""

from collections.abc import Iterable

from rostering.errors import Stale
from rostering.language import _
from rostering.language.formats import moment
from rostering.store import LogEntry, Reading

_MOST = 5
"""Of what was done meanwhile so many things are told."""
_LONGEST = 200
"""Letters of what stood there before and after; whole texts are for the log."""


def mark_of(reading: Reading, *about: str) -> str:
    """What a form is to carry that shows these, as the log names them: `roster 3`, `leave of anna`; or all there is."""
    return str(reading.newest_entry(about))


def check_mark(reading: Reading, mark: str, *about: str) -> None:
    """Let nothing be saved that was filled in before these were changed last. Raises Stale."""
    if since := entries_since(reading, mark, *about):
        raise changed_meanwhile(_told(reading, entry) for entry in since)


def entries_since(reading: Reading, mark: str, *about: str) -> tuple[LogEntry, ...]:
    """What was done to these after somebody was shown them. Raises Stale where the mark is none of ours."""
    number = int(mark) if mark.isascii() and mark.isdigit() and len(mark) < 19 else None
    if number is None or number > reading.newest_entry(about):
        raise Stale(_("this form does not say what it was made from: look at it again, then send it"))
    return reading.entries_after(number, about)


def changed_meanwhile(told: Iterable[str]) -> Stale:
    """The refusal of what somebody saves second, with the last few things that were done before."""
    return Stale(_("this was changed after you opened the form"), list(told)[-_MOST:])


def changed_since(reading: Reading, mark: str) -> Stale:
    """What to raise where something that a form rests on is another by now; says what was done since."""
    number = int(mark) if mark.isascii() and mark.isdigit() and len(mark) < 19 else None
    since = () if number is None else reading.entries_after(number)[-5:]
    return Stale(_("this was changed after you opened the form"), (_told(reading, entry) for entry in since))


def _told(reading: Reading, entry: LogEntry) -> str:
    organisation = reading.organisation()
    at = moment(entry.at, organisation.zone) if organisation else entry.at.isoformat()
    change = " → ".join(filter(None, (entry.before, entry.after)))
    change = "" if len(change) > _LONGEST or "\n" in change else change
    said = _("{at}, {who}: {action}, {what}", at=at, who=entry.who, action=entry.action, what=entry.what)
    return f"{said} ({change})" if change else said
