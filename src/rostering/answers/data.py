"""The data as people look at it: tables described by their columns, records, and what a change of one means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rostering.domain.rights import Action
from rostering.language import _


class CellKind(StrEnum):
    """How a cell is filled in."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    YES = "yes"
    CHOICE = "choice"
    WORDS = "words"
    """Ids separated by spaces, some with a number or dates."""


@dataclass(frozen=True)
class TableColumn:
    """A column of a table, as its file has it, and what it is called; words are marked messages."""

    name: str
    words: str
    kind: CellKind = CellKind.TEXT
    names: str = ""
    """The kind of thing that its ids are, such as `customer`."""
    needed: bool = False
    more: str = ""
    """How to fill it in."""
    listed: bool = True
    """Whether lists show it."""

    @property
    def label(self) -> str:
        """What it is called."""
        return _(self.words)

    @property
    def hint(self) -> str:
        """How to fill it in."""
        return _(self.more) if self.more else ""


@dataclass(frozen=True)
class DataTable:
    """A table of the data folder; words are marked messages."""

    name: str
    """In addresses."""
    file: str
    words: str
    one: str
    """A record of it, with what is done: `Add a booking`."""
    about: str
    key: tuple[str, ...]
    columns: tuple[TableColumn, ...]
    look: Action
    filters: tuple[str, ...] = ()
    """By which its list can be narrowed, beside a search: columns, `month` and `now`."""
    sort: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return _(self.words)

    @property
    def add(self) -> str:
        """What its button says."""
        return _(self.one)

    @property
    def lead(self) -> str:
        """What it holds."""
        return _(self.about)

    def column(self, name: str) -> TableColumn:
        """A column by its name."""
        return next(column for column in self.columns if column.name == name)


Names = Mapping[str, Mapping[str, str]]
"""By the kind of thing, what each id is called."""


@dataclass(frozen=True)
class Record:
    """One record: its key, and its cells by column, as its file has them."""

    key: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class RecordList:
    """Some records of a table, those that a search found, by page."""

    table: DataTable
    records: tuple[Record, ...]
    found: int
    total: int
    page: int
    pages: int
    names: Names


@dataclass(frozen=True)
class RecordEvent:
    """Something that was done to a record: what it was, and what it became."""

    number: int
    at: datetime
    who: str
    action: str
    changes: tuple[tuple[str, str, str], ...]
    """Column, before, after."""
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True)
class RecordView:
    """One record to be looked at and changed, or the place for a new one."""

    table: DataTable
    record: Record | None
    names: Names
    version: str
    """What a form that shows it is to carry."""
    history: tuple[RecordEvent, ...] = ()


@dataclass(frozen=True)
class SaveOutcome:
    """What became of a change: stored, or held back until somebody has seen what it means."""

    key: str
    stored: bool
    meanings: tuple[str, ...]
    """What it means for what is published or closed, in sentences."""
    seen: str
    """What says that these were seen."""


@dataclass(frozen=True)
class DocumentView:
    """A TOML file to be looked at and changed."""

    file: str
    text: str
    version: str
    history: tuple[RecordEvent, ...] = ()


@dataclass(frozen=True)
class Inventory:
    """All that the data folder holds: how many records each table has, and the files of text."""

    counts: Mapping[str, int]
    """By table, for whoever may look at it."""
    documents: tuple[str, ...]
    changed: tuple[datetime, str] | None
    """When something was changed last, and by whom."""


@dataclass(frozen=True)
class ValueField:
    """One value of a TOML file: its path, what it is called, what is written, and what holds where nothing is."""

    path: str
    label: str
    text: str
    otherwise: str


@dataclass(frozen=True)
class ValueGroup:
    """Values that belong together."""

    title: str
    lead: str
    fields: tuple[ValueField, ...]
    key: str = ""


@dataclass(frozen=True)
class ValuesView:
    """The values of a TOML file that are changed by form."""

    file: str
    groups: tuple[ValueGroup, ...]
    version: str
