"""The form of one record: its fields from the columns of its table, what is wrong beside them, and its history."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from rostering.answers.data import CellKind, DataTable, RecordEvent, RecordView, SaveOutcome, TableColumn
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Fault, FaultyInput
from rostering.language import _
from rostering.language.formats import days
from rostering.services.inputs.changing import Seen, remove_record, save_record
from rostering.services.inputs.records import UnknownRecord, record
from rostering.services.inputs.tables import TABLES, table_of
from rostering.web.data.hidden_fields import say_at_large
from rostering.web.data.lists import by_name, shelf_of, shown
from rostering.web.data.words import act
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Fields, Text
from rostering.web.frame.form import Form
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

LONGEST = 1 << 16
"""Letters of a cell: a consultant may know a thousand customers."""
_COLUMNS = tuple(dict.fromkeys(column.name for table in TABLES.values() for column in table.columns))
_SEEN = Text("seen", required=False, longest=64)
CELLS = Fields(*(Text(name, required=False, longest=LONGEST, lines=name == "name") for name in _COLUMNS), _SEEN)
"""The columns of all tables; a form has those of its own, and no others are taken."""
REMOVAL = Fields(_SEEN)
QUERY = Fields(
    ChoiceField("done", options=("added", "changed"), required=False),
    *(Text(name, required=False, longest=200) for name in _COLUMNS),
)
"""What was done, and what a new record begins with."""


@dataclass(frozen=True)
class RecordField:
    """A field of the form: a column with what stands there, and what can be chosen."""

    column: TableColumn
    value: str
    options: list[tuple[str, str]]
    is_kept: bool
    """Whether it stays as it is: the id of a record that there is."""
    now: str = ""
    """What others made of it since the form was opened."""

    @property
    def hint(self) -> str:
        """How to fill it in, and what stands there by now."""
        return " ".join(
            filter(None, (self.column.hint, self.now and _("Changed meanwhile to: {value}", value=self.now)))
        )

    @property
    def is_long(self) -> bool:
        """Whether it has several lines."""
        return "\n" in self.value


@dataclass(frozen=True)
class MeaningTold:
    """What a change would mean, and whether it is the record's end."""

    outcome: SaveOutcome
    is_removal: bool


async def show_new(asked: Asked) -> Reply:
    """The form of a new record."""
    found = await asked.run(record, asked.store, asked.actor, asked.param("table"), None, shelf_of(asked))
    return await asked.run(_form_page, asked, found, None)


async def show_record(asked: Asked) -> Reply:
    """A record, to be looked at and changed; one that is gone meanwhile as a new one, so that nothing typed is lost."""
    try:
        found = await asked.run(record, *_whom(asked), shelf_of(asked))
    except UnknownRecord:
        if not asked.form.is_sent or not set(asked.form.typed) - {"seen"}:
            raise
        return await show_new(asked)
    return await asked.run(_form_page, asked, found, None)


async def add(asked: Asked) -> Reply:
    """Add a record."""
    return await _save(asked, None)


async def change(asked: Asked) -> Reply:
    """Change a record."""
    return await _save(asked, asked.param("key"))


async def remove(asked: Asked) -> Reply:
    """Take a record out."""
    seen = Seen(asked.form.version, asked.form.text("seen"))
    outcome: SaveOutcome = await asked.run(remove_record, *_whom(asked), seen)
    if outcome.stored:
        return see(asked.url("data_table", table=asked.param("table"), done="removed"))
    found = await asked.run(record, *_whom(asked), shelf_of(asked))
    return await asked.run(_form_page, replace(asked, form=Form()), found, MeaningTold(outcome, True))


def _whom(asked: Asked) -> tuple[str, Actor, str, str]:
    return asked.store, asked.actor, asked.param("table"), asked.param("key")


async def _save(asked: Asked, key: str | None) -> Reply:
    table = table_of(asked.param("table"))
    cells = _cells(asked, table, key)
    seen = Seen(asked.form.version, asked.form.text("seen"))
    outcome = await asked.run(save_record, asked.store, asked.actor, table.name, key, cells, seen)
    if outcome.stored:
        done = "added" if key is None else "changed"
        return see(asked.url("data_record", table=table.name, key=outcome.key, done=done))
    found = await asked.run(record, asked.store, asked.actor, table.name, key, shelf_of(asked))
    return await asked.run(_form_page, asked, found, MeaningTold(outcome, False))


def _cells(asked: Asked, table: DataTable, key: str | None) -> Mapping[str, str]:
    """What was typed, by column; the id of a record that there is stays. Raises FaultyInput."""
    columns = [column.name for column in table.columns]
    if strange := [name for name in asked.form.typed if name not in (*columns, "seen")]:
        raise FaultyInput([Fault("", _("this form has no field '{name}'", name=name)) for name in strange])
    typed = {name: asked.form.text(name) for name in columns}
    return {**typed, "id": key} if key is not None and "id" in columns else typed


def _form_page(asked: Asked, found: RecordView, told: MeaningTold | None) -> Reply:
    """The page of a record's form; what is wrong with another table's fields is wrong with all of it."""
    table, form = found.table, asked.form
    say_at_large(form)
    form.faults[:] = [_by_label(fault, table) for fault in form.faults]
    names = {column.name for column in table.columns if found.record is None or column.name != "id"}
    form.fields = Fields(*(field for name, field in CELLS.by_name.items() if name in names))
    lines = [_line(asked, found, column) for column in table.columns]
    return page(
        asked,
        "data/record.html",
        found=found,
        table=table,
        title=_title(found),
        lead=_lead(found),
        lines=lines,
        facts=[(line.column.label, shown(line.column, line.value, found.names)) for line in lines],
        told=told,
        history=[_event(event, found) for event in found.history],
        may_keep=asked.may(Action.KEEP_DATA),
        done=asked.query.text("done"),
        related=list(_related(asked, found)),
    )


def _by_label(fault: Fault, table: DataTable) -> Fault:
    """A fault that names its column as the file does, with the name that the form has for it."""
    for column in table.columns:
        if fault.place == column.name and fault.message == _("{column} is empty", column=column.name):
            return replace(fault, message=_("{column} is empty", column=column.label))
    return fault


def _line(asked: Asked, found: RecordView, column: TableColumn) -> RecordField:
    cells = found.record.cells if found.record else {}
    value = cells.get(column.name, "" if found.record else asked.query.text(column.name))
    options = by_name(found.names.get(column.names, {})) if column.names else []
    typed = asked.form.again(column.name, value)
    if column.kind is CellKind.CHOICE:
        strange = [(typed, typed)] if typed and typed not in dict(options) else []
        options = [*([] if column.needed and typed else [("", "–")]), *options, *strange]
    is_kept = column.name == "id" and found.record is not None
    return RecordField(
        column, value, options, is_kept, shown(column, _meanwhile(asked, found).get(column.name, ""), found.names)
    )


def _meanwhile(asked: Asked, found: RecordView) -> dict[str, str]:
    """What others made of the record's cells since the form that was sent was opened."""
    since = asked.form.version.partition(".")[0]
    if not since.isdigit():
        return {}
    events = [event for event in found.history if event.number > int(since)]
    return {column: after or "–" for event in reversed(events) for column, _before, after in event.changes}


def _title(found: RecordView) -> str:
    """What a record is called: by its name, else by what it names and its dates."""
    if found.record is None:
        return found.table.add
    cells = found.record.cells
    if cells.get("name"):
        return cells["name"]
    shown_cells = [shown(found.table.column(name), cells[name], found.names) for name in found.table.key]
    return ", ".join(filter(None, shown_cells))


def _lead(found: RecordView) -> str:
    """What a booking is besides its id."""
    if found.record is None or found.table.name != "bookings":
        return ""
    cells = found.record.cells
    dates = days(date.fromisoformat(cells["from"]), date.fromisoformat(cells["to"]))
    customer = found.names["customer"].get(cells["customer"], cells["customer"])
    return ", ".join(filter(None, (cells["title"], customer, dates)))


def _event(event: RecordEvent, found: RecordView) -> dict[str, object]:
    """What was done, in words; of a record that was new or is gone there is no need to tell every cell."""
    columns = {column.name: column for column in found.table.columns}
    changes = [
        (columns[name].label if name in columns else name, *(_value(columns.get(name), each, found) for each in values))
        for name, *values in event.changes
        if not (event.is_new or event.is_gone)
    ]
    return {"event": event, "act": act(event.action), "changes": changes}


def _value(column: TableColumn | None, value: str, found: RecordView) -> str:
    return shown(column, value, found.names) if column else value


def _related(asked: Asked, found: RecordView) -> list[tuple[str, str]]:
    """Where to go on from a record: what else is about the same consultant or customer."""
    if found.record is None:
        return []
    key = found.record.key
    if found.table.name == "customers":
        ways = [("agreements", {"customer": key}), ("bookings", {"customer": key})]
    elif found.table.name == "consultants":
        ways = [("leave", {"consultant": key})]
    else:
        return []
    return [(TABLES[name].title, asked.url("data_table", table=name, **query)) for name, query in ways]
