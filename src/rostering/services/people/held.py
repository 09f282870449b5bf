"""All that is held of somebody, table by table, without secrets and without what is about others alone."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from rostering.answers.people import Held, HeldTable
from rostering.domain.former import number_of
from rostering.domain.parties import Consultant
from rostering.domain.rights import Action
from rostering.domain.traces import Traces
from rostering.domain.users import Actor
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.people.known_as import person_of, traces_of
from rostering.store import Reading
from rostering.store.holdings import HOLDINGS, Holding

_OF_USERS = {"session": "user", "invitation": "user", "access_token": "user", "errand": "owner"}
"""Tables that name users by number, and by which column."""


def held(url: str, actor: Actor, key: str, at: datetime | None = None) -> Held:
    """All that is held of somebody. Raises Forbidden, NoInputs, UnknownPerson."""
    require(actor, Action.LOOK_HELD, key)
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        who = person_of(inputs, key)
        firm = inputs.organisation
        tables = tuple(_tables(reading, who, _traces(reading, who)))
        return Held(who.id, who.name, at or now(), firm.zone, firm.name, tables)


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


def _secretless(holding: Holding, row: Mapping[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in row.items() if column not in holding.secrets and value is not None}


def _shown(holding: Holding, row: Mapping[str, Any], traces: Traces) -> dict[str, Any]:
    """A row without secrets; of what is about many people, the part that is about this one."""
    shown = {}
    for column, value in _secretless(holding, row).items():
        part = traces.part(value, column) if isinstance(value, dict | list) or _is_json(value) else value
        if part not in ([], {}, ""):
            shown[column] = part
    return shown


def _is_json(value: object) -> bool:
    return isinstance(value, str) and value[:1] == "{"
