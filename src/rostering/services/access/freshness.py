"""Freshness of forms: what somebody was shown when they filled one in, and what has been changed since.

A form carries a mark, the number of the newest entry of the log about what it shows; whoever saves hands it back.
"""

from rostering.errors import Stale
from rostering.language import _
from rostering.language.formats import moment
from rostering.store import LogEntry, Reading


def mark_of(reading: Reading, *about: str) -> str:
    """What a form is to carry that shows these, as the log names them: `roster 3`, `leave of anna`; or all there is."""
    return str(reading.newest_entry(about))


def check_mark(reading: Reading, mark: str, *about: str) -> None:
    """Let nothing be saved that was filled in before these were changed last. Raises Stale."""
    number = int(mark) if mark.isascii() and mark.isdigit() and len(mark) < 19 else None
    since = reading.entries_after(number or 0, about)
    if number is None or number > reading.newest_entry(about):
        raise Stale(_("this form does not say what it was made from: look at it again, then send it"))
    if since:
        raise Stale(_("this was changed after you opened the form"), (_told(reading, entry) for entry in since[-5:]))


def changed_since(reading: Reading, mark: str) -> Stale:
    """What to raise where something that a form rests on is another by now; says what was done since."""
    number = int(mark) if mark.isascii() and mark.isdigit() and len(mark) < 19 else None
    since = () if number is None else reading.entries_after(number)[-5:]
    return Stale(_("this was changed after you opened the form"), (_told(reading, entry) for entry in since))


def _told(reading: Reading, entry: LogEntry) -> str:
    organisation = reading.organisation()
    at = moment(entry.at, organisation.zone) if organisation else entry.at.isoformat()
    change = " → ".join(filter(None, (entry.before, entry.after)))
    said = _("{at}, {who}: {action}, {what}", at=at, who=entry.who, action=entry.action, what=entry.what)
    return f"{said} ({change})" if change else said
