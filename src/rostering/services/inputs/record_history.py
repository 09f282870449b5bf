"""The history of a record: what was done to it, when and by whom, by imports, on pages, and by its own consultant."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from rostering.answers.data import DataTable, RecordEvent
from rostering.store import LogEntry, Reading

_MOST = 100
"""Entries that are looked at, the newest."""
_COLUMNS = {"first": "from", "last": "to"}
"""What the store calls the columns of dates."""
_OWN = frozenset({"enter leave", "change leave", "withdraw leave"})


def history_of(reading: Reading, table: DataTable, key: str) -> tuple[RecordEvent, ...]:
    """What was done to a record, the newest first."""
    place = f"{table.file}:{key}"
    texts, subjects = [json.dumps(place)], [place]
    if table.name == "leave":
        who, first, last, kind = key.split(":")
        texts, subjects = [*texts, f"{kind} {first}..{last}"], [place, who]
    if table.name == "bookings":
        subjects.append(f"booking {key}")
    found = reading.log_book.mentions(texts, subjects, _MOST)
    return tuple(event for entry in found if (event := _event(entry, table, key)))


def document_history(reading: Reading, file: str) -> tuple[RecordEvent, ...]:
    """What was done to a document, the newest first; its texts stand in the log."""
    found = reading.log_book.mentions([json.dumps(f"{file}:{file}")], [file], _MOST)
    return tuple(
        RecordEvent(entry.number, entry.at, entry.who, entry.action, (), is_new=_is_first(entry, f"{file}:{file}"))
        for entry in found
        if f"{file}:{file}" in {**_records(entry.before), **_records(entry.after)}
    )


def _is_first(entry: LogEntry, place: str) -> bool:
    return place not in _records(entry.before)


def _event(entry: LogEntry, table: DataTable, key: str) -> RecordEvent | None:
    """What an entry says of the record; None where it only mentions another with the same words."""
    place = f"{table.file}:{key}"
    before, after = _records(entry.before).get(place), _records(entry.after).get(place)
    if before is None and after is None:
        return _own_event(entry, table, key)
    changes = tuple(_changes(_cells(before), _cells(after)))
    return RecordEvent(entry.number, entry.at, entry.who, entry.action, changes, before is None, after is None)


def _own_event(entry: LogEntry, table: DataTable, key: str) -> RecordEvent | None:
    """Leave that a consultant put in or took back, or that was recorded for them; a booking made of a quote."""
    if table.name == "bookings" and entry.action == "book":
        return RecordEvent(entry.number, entry.at, entry.who, entry.action, (), is_new=True)
    if table.name != "leave":
        return None
    who, first, last, kind = key.split(":")
    text = f"{kind} {first}..{last}"
    is_own = entry.action in _OWN and entry.what.startswith(f"leave of {who}:")
    is_recorded = (entry.action, entry.what, entry.after) == ("record leave", who, f"{first}..{last}")
    if not (is_own or (is_recorded and kind == "leave")):
        return None
    stood, stands = text in (entry.before or "").split("; "), is_recorded or text in (entry.after or "").split("; ")
    return RecordEvent(entry.number, entry.at, entry.who, entry.action, (), not stood, stood and not stands)


def _records(text: str | None) -> Mapping[str, str]:
    """The records that an entry tells, by place; none where it tells something else."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return {place: said for place, said in found.items() if isinstance(said, str)} if isinstance(found, dict) else {}


def changes_of(before: str, after: str) -> tuple[tuple[str, str, str], ...]:
    """What changed in a record that the store tells as text: column, before, after; of a document nothing."""
    try:
        return tuple(_changes(_cells(before), _cells(after)))
    except ValueError:
        return ()


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for column in dict.fromkeys((*before, *after)):
        if before.get(column, "") != after.get(column, ""):
            yield column, before.get(column, ""), after.get(column, "")


def _cells(text: str | None) -> dict[str, str]:
    """A record that the store tells as its cells."""
    said: dict[str, Any] = json.loads(text) if text else {}
    dates = said.pop("role_dates", None) or {}
    cells = {_COLUMNS.get(name, name): _cell(value) for name, value in said.items()}
    if dates:
        cells["roles"] = " ".join(role + _dated(*dates.get(role, (None, None))) for role in said["roles"])
    return cells


def _cell(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, dict):
        return " ".join(f"{name}:{number}" for name, number in sorted(value.items()))
    return str(value)


def _dated(first: str | None, last: str | None) -> str:
    until = f"..{last}" if last else ""
    return f"@{first or ''}{until}" if first or last else ""
