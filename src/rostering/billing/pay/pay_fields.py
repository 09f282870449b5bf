"""The fields that a profile for payroll can choose from, each read from one line of a month's pay."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rostering.billing.pay.pay_statement import PayStatement, pay_text
from rostering.billing.profiles.profile import DocumentForm, TableLayout, Value
from rostering.billing.profiles.table_cells import FieldKind
from rostering.billing.text.values import name_of
from rostering.domain.pay import HOUR, PayLine
from rostering.language import speaking
from rostering.money import Ore


@dataclass(frozen=True)
class PayProfile:
    """How pay is written for one payroll system."""

    name: str
    seal: str
    """The SHA-256 of its file."""
    title: str
    example: bool
    """It is to be checked against one's own agreement."""
    note: str
    form: DocumentForm
    sheet: TableLayout
    pay_types: Mapping[str, Value] = field(default_factory=dict)
    """What payroll calls a kind of pay: by kind of duty, `callout`; under the empty text that of all others."""
    kind: str = "csv"


@dataclass(frozen=True)
class PayEntry:
    """A line, and the statement and profile that it is written by."""

    profile: PayProfile
    statement: PayStatement
    line: PayLine

    @property
    def hundredths(self) -> int:
        """Units in hundredths: hours of what is paid by the hour, else one; negative where it is taken back."""
        units = self.line.minutes * 100 // HOUR if self.line.minutes else 100
        return -units if self.line.is_credit else units

    @property
    def pay_type(self) -> Value | None:
        """What payroll calls it; None where the profile does not say."""
        key = CALLOUTS if self.line.callout else self.line.duty_kind
        return self.profile.pay_types.get(key, self.profile.pay_types.get(""))


CALLOUTS = "callout"
"""The pay type of call-outs."""


@dataclass(frozen=True)
class PayField:
    """What a column can be filled with."""

    kind: FieldKind
    read: Callable[[PayEntry], Value | date | None]
    of_invoice: bool = False
    adds_up: bool = False
    """The sum over all lines means something."""


def _text(read: Callable[[PayEntry], Value | None]) -> PayField:
    return PayField(FieldKind.TEXT, read)


def _money(read: Callable[[PayEntry], Ore], adds_up: bool = False) -> PayField:
    return PayField(FieldKind.MONEY, read, adds_up=adds_up)


def _written(entry: PayEntry) -> str:
    with speaking(entry.statement.names.language):
        return pay_text(entry.line, entry.statement.names)


PAY_FIELDS: dict[str, PayField] = {
    "id": _text(lambda entry: entry.line.id),
    "date": PayField(FieldKind.DATE, lambda entry: entry.line.day),
    "payroll_number": _text(lambda entry: entry.statement.numbers.get(entry.line.consultant)),
    "consultant": _text(lambda entry: entry.line.consultant),
    "consultant_name": _text(lambda entry: name_of(entry.statement.names.consultants, entry.line.consultant)),
    "role": _text(lambda entry: entry.line.role),
    "role_name": _text(lambda entry: name_of(entry.statement.names.roles, entry.line.role)),
    "duty_kind": _text(lambda entry: entry.line.duty_kind),
    "day_class": _text(lambda entry: entry.line.day_class),
    "kind": _text(lambda entry: entry.line.kind),
    "corrects": _text(lambda entry: entry.line.corrects),
    "callout": PayField(FieldKind.WHOLE, lambda entry: entry.line.callout),
    "pay_type": _text(lambda entry: entry.pay_type),
    "units": PayField(FieldKind.MONEY, lambda entry: entry.hundredths),
    "rate": _money(lambda entry: entry.line.rate),
    "amount": _money(lambda entry: entry.line.amount * entry.profile.form.sign, adds_up=True),
    "text": _text(_written),
    "cvr": _text(lambda entry: entry.statement.cvr),
    "month": _text(lambda entry: f"{entry.statement.month.first:%Y-%m}"),
    "month_first": PayField(FieldKind.DATE, lambda entry: entry.statement.month.first),
    "month_last": PayField(FieldKind.DATE, lambda entry: entry.statement.month.last),
    "batch": _text(lambda entry: entry.statement.batch),
}
"""What a column can be filled with, by name."""
NEEDED = ("payroll_number", "pay_type")
"""What no payroll books without."""
