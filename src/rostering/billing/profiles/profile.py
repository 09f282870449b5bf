"""Mapping profiles: how charges are written for one ERP, as data."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rostering.billing.invoices.vat import VatClass
from rostering.billing.text.encodings import Separation, TextEncoding

Value = str | int
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A field in a template."""


@dataclass(frozen=True)
class Column:
    """One column of a table or one key of a document: a field, a constant, or a text made of fields."""

    header: str
    """In JSON the key; points in it lead into objects."""
    field: str = ""
    constant: Value | None = None
    template: str = ""
    """Such as `{date} {consultant_name}`."""
    longest: int | None = None
    """Texts end after so many letters."""

    @property
    def fields(self) -> Sequence[str]:
        """The names of the fields that it is made of."""
        return [self.field] if self.field else PLACEHOLDER.findall(self.template)


@dataclass(frozen=True)
class DocumentForm:
    """How amounts and dates are written."""

    date: str = "%Y-%m-%d"
    """As strftime takes it."""
    decimal: str = ","
    thousands: str = ""
    sign: int = 1
    """-1 turns amounts around: what is charged is negative."""


@dataclass(frozen=True)
class TableLayout:
    """A table with a row for each line."""

    columns: tuple[Column, ...]
    header: bool
    text_encoding: TextEncoding
    separation: Separation


@dataclass(frozen=True)
class Note:
    """A document for each customer: its own keys, and its lines under one of them."""

    columns: tuple[Column, ...]
    lines: str
    line_columns: tuple[Column, ...]


class Chosen(StrEnum):
    """What rules of a profile choose."""

    ACCOUNT = "account"
    PRODUCT = "product"
    COST_CENTRE = "cost_centre"
    VAT_CODE = "vat_code"


@dataclass(frozen=True)
class ProfileRule:
    """What a line is given that fits; None fits all."""

    chooses: Chosen
    value: Value
    vat: VatClass | None = None
    day_class: str | None = None
    role: str | None = None
    customer: str | None = None

    @property
    def conditions(self) -> tuple[object, ...]:
        """From the one that tells most to the one that tells least."""
        return self.customer, self.role, self.day_class, self.vat

    @property
    def rank(self) -> tuple[int, tuple[bool, ...]]:
        """The rule with most conditions wins, among equals that of the customer, then of the role."""
        said = tuple(one is not None for one in self.conditions)
        return sum(said), said

    def fits(self, *values: object) -> bool:
        """Whether a line with these values, in the order of the conditions, is meant."""
        return all(wanted in (None, value) for wanted, value in zip(self.conditions, values, strict=True))


@dataclass(frozen=True)
class Profile:
    """How charges are written for one ERP."""

    name: str
    seal: str
    """The SHA-256 of its file: the same profile writes a closed month in the same way."""
    title: str
    example: bool
    """It is to be checked against one's own agreement."""
    note: str
    form: DocumentForm
    sheet: TableLayout | None
    """Of a table; None of documents."""
    invoice: Note | None
    credit_note: Note | None
    """Of a customer who is owed money; None: such an invoice has a negative total."""
    account: Value = ""
    vat_codes: Mapping[VatClass, Value] = field(default_factory=dict)
    products: Mapping[str, Value] = field(default_factory=dict)
    """By day class; under the empty text that of all others."""
    customers: Mapping[str, Value] = field(default_factory=dict)
    """The ERP's customer numbers by our ids, where they differ."""
    rules: tuple[ProfileRule, ...] = ()
    text: str = ""
    """How the field `text` is made, of other fields; empty: as in every other format."""

    def choice(self, chooses: Chosen, *values: object) -> Value | None:
        """What the rules give a line with these values, if one fits: customer, role, day class, VAT class."""
        fitting = [rule for rule in self.rules if rule.chooses is chooses and rule.fits(*values)]
        return max(fitting, key=lambda rule: rule.rank).value if fitting else None

    @property
    def kind(self) -> str:
        """What its files are: csv or json."""
        return "csv" if self.sheet else "json"

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields that its columns are made of."""
        notes = [note for note in (self.invoice, self.credit_note) if note]
        columns = [*(self.sheet.columns if self.sheet else ())]
        columns += [column for note in notes for column in (*note.columns, *note.line_columns)]
        used = {name for column in columns for name in column.fields}
        return frozenset(used | (set(PLACEHOLDER.findall(self.text)) if "text" in used else set()))
