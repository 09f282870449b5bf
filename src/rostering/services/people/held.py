"""All that is held of somebody, table by table, without secrets and without what is about others alone."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from rostering.answers.people import AllHeld, HeldTable
from rostering.domain.former import number_of
from rostering.domain.parties import Consultant
from rostering.domain.rights import Action
from rostering.domain.traces import Traces
from rostering.domain.users import Actor
from rostering.folder.zips import packed
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.people.known_as import person_of, traces_of
from rostering.store import Reading
from rostering.store.holdings import HOLDINGS, HeldKind

_OF_USERS = {"session": "user", "invitation": "user", "access_token": "user", "errand": "owner"}
"""Tables that name users by number, and by which column."""


_OWNERS = ("id", "consultant", "giver", "holder", "subject_id")
"""Columns that say whose a row is."""


def held(url: str, actor: Actor, key: str, at: datetime | None = None) -> AllHeld:
    """All that is held of somebody. Raises Forbidden, NoInputs, UnknownPerson."""
    require(actor, Action.LOOK_HELD, key)
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        who = person_of(inputs, key)
        firm = inputs.organisation
        tables = tuple(_tables(reading, who, _traces(reading, who)))
        return AllHeld(who.id, who.name, at or now(), firm.zone, firm.name, tables)


def zipped_files(files: Mapping[str, bytes]) -> bytes:
    """Files as one: the same bytes for the same files."""
    return packed(files)


def _traces(reading: Reading, who: Consultant) -> Traces:
    """Of somebody who was forgotten there is a number, and nothing else to look for."""
    if number_of(who.id) is not None:
        return Traces(who.id, (who.name,))
    return traces_of(reading, reading.inputs(), who)


def _tables(reading: Reading, who: Consultant, traces: Traces) -> Iterator[HeldTable]:
    users = {user.number for user in reading.users.all() if user.consultant == who.id}
    for name, holding in HOLDINGS.items():
        rows = [_shown(holding, line, traces) for line in reading.whole_lines_of(name, traces)]
        if name in _OF_USERS:
            rows = [_secretless(holding, row) for row in reading.rows_where(name, _OF_USERS[name], users)]
        if rows:
            columns = tuple(dict.fromkeys(column for row in rows for column in row))
            yield HeldTable(name, _(holding.title), columns, tuple(rows))


def _secretless(holding: HeldKind, row: Mapping[str, Any]) -> dict[str, Any]:
    hidden = {*holding.secrets, "position"}
    return {column: value for column, value in row.items() if column not in hidden and value is not None}


def _shown(holding: HeldKind, row: Mapping[str, Any], traces: Traces) -> dict[str, Any]:
    """A row without secrets; of what is about many people, the part that is about this one."""
    plain = _secretless(holding, row)
    if any(plain.get(column) == traces.id for column in _OWNERS):
        return plain
    parts = {column: _part(column, value, traces) for column, value in plain.items()}
    return {column: part for column, part in parts.items() if part not in ([], {}, "")}


def _part(column: str, value: Any, traces: Traces) -> Any:
    if isinstance(value, str) and value.count("\n") > 1 and value[:1] != "{":  # a document: the lines about them
        return "\n".join(line for line in value.splitlines() if traces.in_text(line))
    is_many = isinstance(value, dict | list) or (isinstance(value, str) and value[:1] == "{")
    return traces.part(value, column) if is_many else value
