"""Records changed one at a time: the same checks as an import's, and what it means said before it is stored."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rostering.answers.data import DataTable, RecordEvent, SaveOutcome
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Fault, FaultyInput, Stale
from rostering.folder.rows import FORMS, Cells, key_at, key_of, rows_of, with_row
from rostering.folder.writer import write_files
from rostering.language import _
from rostering.language.formats import moment
from rostering.services.access.rights import require
from rostering.services.charges.confirming import prices_to_freeze
from rostering.services.clock import now
from rostering.services.inputs.checks import check_files
from rostering.services.inputs.dependants import refuse_removal
from rostering.services.inputs.meaning import meanings
from rostering.services.inputs.record_history import history_of
from rostering.services.inputs.records import UnknownRecord, digest_of
from rostering.services.inputs.tables import TABLES, table_of
from rostering.services.opening import existing_store
from rostering.store import Records, Transaction, records_of

_ACTS = {(False, True): "add record", (True, True): "change record", (True, False): "remove record"}
"""What the log calls it, by whether there was a record, and whether there is one."""


@dataclass(frozen=True)
class Seen:
    """What somebody was shown when they filled a form in, and what they were told that it means."""

    version: str
    meanings: str = ""


def save_record(url: str, actor: Actor, name: str, key: str | None, cells: Cells, seen: Seen) -> SaveOutcome:
    """Change the record of a key, or add one; held back until somebody has seen what it means for what is published.

    Faults name the columns. Raises Forbidden, UnknownTable, UnknownRecord, FaultyInput, Stale, NoInputs.
    """
    table = table_of(name)
    require(actor, Action.KEEP_DATA)
    with existing_store(url).transaction() as tx:
        before = _checked(tx, table, key, seen.version)
        _refuse_empty(table, cells)
        data, line = with_row(before, table.file, key, cells)
        files = {**write_files(before), table.file: data}
        with placed(_Placing(files, table.file, line)):
            after = check_files(files).inputs
            return store(tx, actor.name, before, after, (table.file, key_of(table.file, cells)), seen)


def remove_record(url: str, actor: Actor, name: str, key: str, seen: Seen) -> SaveOutcome:
    """Take a record out, as an import would that does not have it any more. Raises as `save_record` does."""
    table = table_of(name)
    require(actor, Action.KEEP_DATA)
    with existing_store(url).transaction() as tx:
        before = _checked(tx, table, key, seen.version)
        data, _line = with_row(before, table.file, key, None)
        files = {**write_files(before), table.file: data}
        with placed(_Placing(files, table.file)):
            refuse_removal([(table.file, key)], tx.publications(), tx.charges.lines())
            return store(tx, actor.name, before, check_files(files).inputs, (table.file, key), seen)


def store(tx: Transaction, by: str, before: Inputs, after: Inputs, about: tuple[str, str], seen: Seen) -> SaveOutcome:
    """Make the inputs what they are after a change, once it was seen what that means. Raises FaultyInput."""
    old, new = records_of(before), records_of(after)
    removed = old.keys() - new.keys()
    if removed:
        refuse_removal(removed, tx.publications(), tx.charges.lines())
    freezing = prices_to_freeze(after, tx.charges.frozen(), now())
    told = meanings(tx, before, after, now().astimezone(before.organisation.zone).date()) if old != new else ()
    mark = digest_of("\n".join(told))
    if told and seen.meanings != mark:
        return SaveOutcome(about[1], False, told, mark)
    if old != new:
        tx.replace_inputs(after)
        tx.charges.freeze(freezing)
        _log(tx, by, subject_of(*about), old, new)
    return SaveOutcome(about[1], True, told, mark)


def subject_of(file: str, key: str) -> str:
    """What the log says that something was done to; of leave it does not say the kind."""
    if file == key:
        return file
    if file != "leave.csv":
        return f"{file}:{key}"
    who, first, last, _kind = key.split(":")
    return f"leave of {who}: {first}..{last}"


def stale(events: Iterable[RecordEvent], since: int, zone: ZoneInfo, table: DataTable | None = None) -> Stale:
    """The refusal of a form that was filled in before others changed the same, and what they did."""
    new = [event for event in events if event.number > since]
    return Stale(
        _("this was changed after you opened the form"), [_told(event, zone, table) for event in reversed(new[:5])]
    )


def number_in(version: str) -> int:
    """How far the log went when a form was shown. Raises Stale."""
    number, dot, _digest = version.partition(".")
    if not (dot and number.isascii() and number.isdigit() and len(number) < 19):
        raise Stale(_("this form does not say what it was made from: look at it again, then send it"))
    return int(number)


@contextmanager
def placed(placing: Callable[[Fault], Fault]) -> Iterator[None]:
    """Let the faults of what is done meanwhile stand where people find them."""
    try:
        yield
    except FaultyInput as faulty:
        raise FaultyInput(map(placing, faulty.faults)) from None


def _checked(tx: Transaction, table: DataTable, key: str | None, version: str) -> Inputs:
    """The inputs, if the form was made from the record that is there. Raises UnknownRecord, Stale."""
    inputs, since = tx.inputs(), number_in(version)
    cells = rows_of(inputs, table.file).get(key) if key is not None else None
    if key is not None and cells is None:
        raise UnknownRecord(table, key)
    if version.partition(".")[2] != digest_of(cells):
        raise stale(history_of(tx, table, key) if key is not None else (), since, inputs.organisation.zone, table)
    return inputs


def _refuse_empty(table: DataTable, cells: Cells) -> None:
    """Refuse a row without anything, which a file may have and no record is made of."""
    if not any(cell.strip() for cell in cells.values()):
        needed = (column.name for column in table.columns if column.needed)
        raise FaultyInput(Fault(name, _("{column} is empty", column=name)) for name in needed)


def _told(event: RecordEvent, zone: ZoneInfo, table: DataTable | None) -> str:
    """Who did what to a record, in a sentence."""
    words = {column.name: column.label for column in table.columns} if table else {}
    told = ((words.get(column, column), before or "–", after or "–") for column, before, after in event.changes)
    changes = "; ".join(f"{column}: {before} → {after}" for column, before, after in told)
    return ": ".join(filter(None, (f"{moment(event.at, zone)}, {event.who}", changes)))


@dataclass(frozen=True)
class _Placing:
    """Puts the faults of files that were made for a check where people find them."""

    files: Mapping[str, bytes]
    file: str = ""
    line: int = 0
    """Where the row stands that is changed."""

    def __call__(self, fault: Fault) -> Fault:
        """The fault beside its cell, where it is one of the row's; else with the key of its record in its message."""
        file, _colon, line = fault.place.partition(":")
        if (file, line) == (self.file, str(self.line)):
            return Fault(fault.column, fault.message.removeprefix(f"{fault.column}: "), fault.hint)
        if not line.isdigit() or file not in FORMS:
            return Fault("", fault.message if file == self.file else f"{fault.place}: {fault.message}", fault.hint)
        key = key_at(file, self.files.get(file, b""), int(line))
        table = next(table for table in TABLES.values() if table.file == file)
        return Fault("", f"{table.title}, {key}: {fault.message}", fault.hint)


def _log(tx: Transaction, by: str, what: str, old: Records, new: Records) -> None:
    """Keep what the records were and what they have become; as a rule it is one."""
    places = {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)}
    was, became = (any(place in records for place in places) for records in (old, new))
    act = "change document" if what.endswith(".toml") else _ACTS[was, became]
    tx.log(by, act, what, _said(old, places), _said(new, places), at=now())


def _said(records: Records, places: Iterable[tuple[str, str]]) -> str:
    said: Mapping[str, str] = {":".join(place): records[place] for place in sorted(places) if place in records}
    return json.dumps(said, ensure_ascii=False)
