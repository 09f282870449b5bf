"""The audit log, read by those who may; absences are left out for whoever may not see them."""

import json
from collections.abc import Iterator, Mapping

from rostering.answers.log import ChangedRecord, LogFilter, Logged, LogNames, LogPage
from rostering.domain.rights import Action, may
from rostering.domain.users import Actor
from rostering.errors import Unknown
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.opening import existing_store
from rostering.store import LogEntry, LogQuery, Reading

PAGE = 100
"""Entries of a page."""
_ABSENCES = ("leave.csv:", "leave of ")
"""How records begin that say why somebody is away."""
_ABOUT_LEAVE = frozenset({"record leave", "enter leave", "change leave", "withdraw leave", "sign leave"})


class UnknownEntry(Unknown):
    """A number that no entry has."""

    def __init__(self, number: int) -> None:
        super().__init__(_("there is no entry {number} in the log", number=number))


def audit_log(
    url: str, actor: Actor, wanted: LogFilter, before: int | None = None, after: int | None = None, most: int = PAGE
) -> LogPage:
    """A page of the log: the newest entries, those before a number, or those after one. Raises Forbidden, NoStore."""
    require(actor, Action.READ_LOG)
    sees = may(actor, Action.LOOK_ABSENCES)
    query = LogQuery(wanted.who, wanted.record, sees, wanted.since, wanted.until)
    with existing_store(url).reading() as reading:
        book = reading.log_book
        found = book.older(query, before, most) if after is None else book.newer(query, after, most)
        edge = (found[0].number, found[-1].number) if found else (after or 0, before or 0)
        return LogPage(
            tuple(_logged(entry, sees) for entry in found),
            _names(reading),
            book.people(),
            edge[1] if found and book.older(query, edge[1], 1) else None,
            edge[0] if found and book.newer(query, edge[0], 1) else None,
        )


def logged(url: str, actor: Actor, number: int) -> tuple[Logged, LogNames]:
    """One entry with all its records. Raises Forbidden, UnknownEntry, NoStore."""
    require(actor, Action.READ_LOG)
    with existing_store(url).reading() as reading:
        entry = reading.log_book.entry(number)
        if entry is None:
            raise UnknownEntry(number)
        return _logged(entry, may(actor, Action.LOOK_ABSENCES)), _names(reading)


def _names(reading: Reading) -> LogNames:
    inputs = reading.inputs() if reading.has_inputs() else None
    roles = inputs.catalogue.roles if inputs else {}
    customers = {one.id: one.name for one in inputs.customers} if inputs else {}
    return LogNames(reading.names(), {user.number: user.name for user in reading.users.all()}, roles, customers)


def _logged(entry: LogEntry, sees: bool) -> Logged:
    records = tuple(_records(entry))
    shown = tuple(one for one in records if sees or not _is_absence(entry, one))
    hidden = len(records) - len(shown)
    return Logged(entry.number, entry.at, entry.who, entry.action, entry.what, shown, hidden)


def _is_absence(entry: LogEntry, record: ChangedRecord) -> bool:
    return entry.action in _ABOUT_LEAVE or record.place.startswith(_ABSENCES)


def _records(entry: LogEntry) -> Iterator[ChangedRecord]:
    """What an entry changed: record by record where it tells several, as an import does."""
    before, after = _several(entry.before), _several(entry.after)
    if before is None or after is None:
        if entry.before is not None or entry.after is not None:
            yield ChangedRecord("", entry.before, entry.after)
        return
    for place in sorted({*before, *after}):
        yield ChangedRecord(place, _fields(before.get(place)), _fields(after.get(place)))


def _several(text: str | None) -> Mapping[str, str] | None:
    """Records by place; None where the text is not of several."""
    found = _object(text or "{}") or ({} if text in {None, "{}"} else None)
    texts = {place: value for place, value in (found or {}).items() if isinstance(value, str)}
    return texts if found is not None and len(texts) == len(found) else None


def _fields(text: str | None) -> Mapping[str, str] | str | None:
    """A record's values by column; a document's text as it is."""
    found = None if text is None else _object(text)
    return text if found is None else {name: _plain(value) for name, value in found.items()}


def _object(text: str) -> dict[str, object] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _plain(value: object) -> str:
    if value is None or isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
