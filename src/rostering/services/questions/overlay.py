"""Inputs as they would be with some changes: written as options, read and checked like a data folder, kept nowhere."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement, Booking
from rostering.folder.cells import as_is, day
from rostering.folder.coverage import refuse_overlaps, refuse_uncovered
from rostering.folder.notes import Notes, quoted
from rostering.folder.orders import AGREEMENTS, BOOKINGS
from rostering.folder.people import LEAVE
from rostering.folder.references import refuse_doubles
from rostering.folder.sheets import Records, SheetForm, SheetRow
from rostering.language import _, n_
from rostering.language.dates import written
from rostering.services.questions.changes import IN_TURN, Alteration, NothingToChange
from rostering.services.questions.parameters import Parameter, faults_in, read_parameter, with_parameters
from rostering.spans import DAY, Period

Value = TypeVar("Value")

_ALWAYS = Period(date.min, date.max)


@dataclass(frozen=True)
class Altered:
    """The inputs with all changes made, and each change in a sentence."""

    inputs: Inputs
    texts: tuple[str, ...]


def altered(inputs: Inputs, period: Period, changes: Sequence[Alteration]) -> Altered:
    """Make changes that concern a period. Raises NothingToChange, or FaultyInput with the faults of all of them."""
    if not changes:
        raise NothingToChange
    draft = _ChangedInputs(inputs, period)
    for change in sorted(changes, key=lambda change: list(IN_TURN).index(change.option)):
        draft.make(change)
    return Altered(draft.settled(), tuple(draft.texts))


def with_booking(inputs: Inputs, place: str, cells: Mapping[str, str]) -> tuple[Inputs, Booking]:
    """The inputs with one more booking, from the cells of its row but for the id. Raises FaultyInput."""
    draft = _ChangedInputs(inputs, _ALWAYS)
    draft.book(SheetRow(draft.notes, place, cells))
    changed = draft.settled()
    return changed, changed.bookings[-1]


def dates(text: str) -> dict[str, str]:
    """The cells of `FROM..TO`, or of one date."""
    first, _sep, last = text.partition("..")
    return {"from": first.strip(), "to": last.strip()}


class _ChangedInputs:
    """A data folder's content under change, with the notebook of its faults."""

    def __init__(self, inputs: Inputs, period: Period) -> None:
        self.texts: list[str] = []
        self.notes = _notes_on(inputs)
        self._inputs, self._period = inputs, period
        self._agreements = _records(self.notes, AGREEMENTS, inputs.agreements)
        self._bookings = _records(self.notes, BOOKINGS, inputs.bookings)
        self._leave = _records(self.notes, LEAVE, inputs.leave)
        self._ends: dict[str, date] = {}
        self._cancelled: set[str] = set()
        self._ended: set[int] = set()
        self._parameters: dict[tuple[str, str], Parameter] = {}

    def make(self, change: Alteration) -> None:
        """Make a change, or note what is wrong with it."""
        step: Callable[[Alteration], None] = getattr(self, f"_{IN_TURN[change.option].name}")
        step(change)

    def settled(self) -> Inputs:
        """The inputs with all changes, once nothing speaks against any of them. Raises FaultyInput."""
        refuse_overlaps(self._agreements)
        refuse_uncovered(self._bookings, self._agreements, self._inputs.catalogue, self.notes)
        refuse_doubles(LEAVE, self._leave)
        self.notes.settle()
        people = (replace(c, employed_to=self._ends.get(c.id, c.employed_to)) for c in self._inputs.consultants)
        return replace(
            with_parameters(self._inputs, self._parameters.values()),
            consultants=tuple(people),
            agreements=tuple(self._agreements.values),
            bookings=tuple(self._bookings.values),
            leave=tuple(self._leave.values),
        )

    def book(self, row: SheetRow) -> None:
        """Add a booking, under an id that is free."""
        number = next(n for n in range(1, len(self._bookings.found) + 2) if not self.notes.knows("booking", _id(n)))
        self.notes.declare("booking", _id(number), row.place)
        cells = {"id": _id(number), **row.cells}
        booking = _added(self._bookings, replace(row, cells=cells | {"to": cells["to"] or cells["from"]}), BOOKINGS)
        if booking:
            self._refuse_crowd(row, booking)
        if booking and self._concerns(row, booking.period.first, booking.period.last):
            seats = " ".join(f"{role}:{heads}" for role, heads in booking.roles.items())
            self.texts.append(_booked(booking, seats))

    def _refuse_crowd(self, row: SheetRow, booking: Booking) -> None:
        """A slip of the pen, and no question: more heads than there are people with the role."""
        for role, heads in booking.roles.items():
            able = sum(role in consultant.roles for consultant in self._inputs.consultants)
            if heads > able:
                row.fault(f"{role}:{heads}: {_holding(able, role)}")

    def _add_agreement(self, change: Alteration) -> None:
        if row := self._row(change, "customer", "package", "dates"):
            agreement = _added(self._agreements, row, AGREEMENTS)
            if agreement and self._concerns(row, agreement.first, agreement.last):
                self.texts.append(_agreed(agreement))

    def _end_agreement(self, change: Alteration) -> None:
        row = self._row(change, "customer", "last")
        customer = row and row.required("customer", as_is, names="customer")
        last = row and row.required("last", day)
        if row and last and customer and self.notes.knows("customer", customer):
            self._end(row, customer, last)

    def _end(self, row: SheetRow, customer: str, last: date) -> None:
        for number, (where, agreement) in enumerate(self._agreements.found):
            if agreement.customer == customer and _goes_on_after(agreement, last) and number not in self._ended:
                self._agreements.found[number] = where, replace(agreement, last=last)
                self._ended.add(number)
                if self._concerns(row, last, None):
                    self.texts.append(
                        _(
                            "{customer} has package {package} until {day} only.",
                            customer=customer,
                            package=agreement.package,
                            day=last,
                        )
                    )
                return
        row.fault(
            _("customer {customer} has no agreement that goes on after {last}", customer=quoted(customer), last=last)
        )

    def _add_booking(self, change: Alteration) -> None:
        if row := self._row(change, "customer", "dates", "part", "roles"):
            self.book(replace(row, cells={**row.cells, "roles": row.cells["roles"].replace(",", " ")}))

    def _cancel_booking(self, change: Alteration) -> None:
        self.notes.mention(change.place, "booking", [change.text])
        for number, (row, booking) in enumerate(self._bookings.found):
            if booking.id == change.text:
                self._bookings.found[number] = row, replace(booking, cancelled=True)
                self._cancel(SheetRow(self.notes, change.place, {}), booking)
        self._cancelled.add(change.text)

    def _cancel(self, row: SheetRow, booking: Booking) -> None:
        if booking.id in self._cancelled:
            row.fault(_("booking {id} is cancelled twice", id=quoted(booking.id)), _("leave out one of the two"))
        elif booking.cancelled:
            row.fault(_("booking {id} is cancelled already", id=quoted(booking.id)))
        elif self._concerns(row, booking.period.first, booking.period.last):
            self.texts.append(_cancelled(booking))

    def _remove_consultant(self, change: Alteration) -> None:
        before = self.notes.count
        name, _sep, first = change.text.partition(":")
        row = SheetRow(self.notes, change.place, {"consultant": name, "from": first})
        row.required("consultant", as_is, names="consultant")
        leaves = row.optional("from", day, self._period.first)
        known = next((consultant for consultant in self._inputs.consultants if consultant.id == name), None)
        if known is None or self.notes.count > before:
            return
        if name in self._ends:
            row.fault(_("consultant {name} is removed twice", name=quoted(name)), _("leave out one of the two"))
        elif known.employed_to and known.employed_to < leaves:
            row.fault(
                _(
                    "consultant {name} is employed until {employed_to} only",
                    name=quoted(name),
                    employed_to=known.employed_to,
                )
            )
        elif self._concerns(row, leaves, None):
            self.texts.append(_("{consultant} is gone from {day} on.", consultant=name, day=leaves))
        self._ends[name] = max(leaves, known.employed_from) - DAY

    def _add_leave(self, change: Alteration) -> None:
        if row := self._row(change, "consultant", "dates"):
            row = replace(row, cells={**row.cells, "to": row.cells["to"] or row.cells["from"], "kind": "leave"})
            leave = _added(self._leave, row, LEAVE)
            if row.cells["consultant"] in self._ends:
                row.fault(
                    _("consultant {name} is removed as well", name=quoted(row.cells["consultant"])),
                    _("leave out one of the two"),
                )
            if leave and self._concerns(row, leave.period.first, leave.period.last):
                self.texts.append(
                    _("{consultant} is on leave on {dates}.", consultant=leave.consultant, dates=_dates(leave.period))
                )

    def _set_rule(self, change: Alteration) -> None:
        parameter = read_parameter(change.text)
        if parameter is None:
            self._malformed(change)
            return
        first = self._parameters.setdefault((parameter.rule, parameter.name), parameter)
        if first != parameter:
            self.notes.fault(change.place, _("contradicts {first}", first=first), _("leave out one of the two"))
        for fault in faults_in(self._inputs, parameter):
            self.notes.fault(change.place, fault.message, fault.hint)
        self.texts.append(f"{parameter}.")

    def _row(self, change: Alteration, *columns: str) -> SheetRow | None:
        """The row that a change is written as; a fault when it has too few parts."""
        parts = change.text.split(":", len(columns) - 1)
        if len(parts) < len(columns):
            self._malformed(change)
            return None
        cells = {column: part.strip() for column, part in zip(columns, parts, strict=True)}
        return SheetRow(self.notes, change.place, cells | (dates(cells.pop("dates")) if "dates" in cells else {}))

    def _malformed(self, change: Alteration) -> None:
        self.notes.fault(
            change.place,
            _("cannot be read"),
            _("write {option} {form}", option=change.option, form=IN_TURN[change.option].form),
        )

    def _concerns(self, row: SheetRow, first: date, last: date | None) -> bool:
        """Whether a change from a date to another, or for good, has to do with the period; a fault if not."""
        period = self._period
        if first <= period.last and (last is None or period.first <= last):
            return True
        row.fault(_("concerns no date of {period}", period=period), _("choose another period"))
        return False


def _notes_on(inputs: Inputs) -> Notes:
    """A notebook that knows everything there is."""
    notes, catalogue = Notes(()), inputs.catalogue
    known: dict[str, Iterable[str]] = {
        "customer": (customer.id for customer in inputs.customers),
        "consultant": (consultant.id for consultant in inputs.consultants),
        "booking": (booking.id for booking in inputs.bookings),
        "package": catalogue.packages,
        "part": catalogue.parts,
        "role": catalogue.roles,
    }
    for thing, ids in known.items():
        notes.open(thing)
        for id_ in ids:
            notes.declare(thing, id_, thing)
    return notes


def _records(notes: Notes, form: SheetForm[Value], values: Iterable[Value]) -> Records[Value]:
    """The rows that there are, called by their file and key."""
    rows = (SheetRow(notes, f"{form.file}: {':'.join(form.key_of(value))}", {}) for value in values)
    return Records(list(zip(rows, values, strict=True)), complete=True)


def _added(records: Records[Value], row: SheetRow, form: SheetForm[Value]) -> Value | None:
    """The value of one more row; None when it has a fault."""
    records.add(row, form.read)
    return records.found[-1][1] if records.found and records.found[-1][0] is row else None


def _goes_on_after(agreement: Agreement, last: date) -> bool:
    return agreement.first <= last and (agreement.last is None or agreement.last > last)


def _id(number: int) -> str:
    return f"new-{number}"


def _holding(able: int, role: str) -> str:
    if not able:
        return _("no consultant has the role {role}", role=role)
    return n_(
        "only {number} consultant has the role {role}",
        "only {number} consultants have the role {role}",
        able,
        role=role,
    )


def _booked(booking: Booking, seats: str) -> str:
    return _(
        "{customer} books {part} on {dates}: {seats}.",
        customer=booking.customer,
        part=booking.part,
        dates=_dates(booking.period),
        seats=seats,
    )


def _cancelled(booking: Booking) -> str:
    return _(
        "{customer} cancels {booking} ({part} on {dates}).",
        customer=booking.customer,
        booking=booking.id,
        part=booking.part,
        dates=_dates(booking.period),
    )


def _agreed(agreement: Agreement) -> str:
    facts = {"customer": agreement.customer, "package": agreement.package, "first": agreement.first}
    if agreement.last is None:
        return _("{customer} has package {package} from {first}.", **facts)
    return _("{customer} has package {package} from {first} to {last}.", last=agreement.last, **facts)


def _dates(period: Period) -> str:
    return str(written(period.first if len(period) == 1 else period))
