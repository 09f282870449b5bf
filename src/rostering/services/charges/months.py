"""Months as finance looks at them: where each stands, what is in the way of closing it, what stays open."""

from dataclasses import dataclass
from datetime import date

from rostering.answers.month_end import MonthShown, MonthsShown, MonthStage, MonthStanding
from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.hindrances import hindrances
from rostering.domain.charges import Charge, Unbilled, in_order
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.charges.books import books_of, tickets_told
from rostering.services.charges.closing import warnings_about
from rostering.services.charges.statements import names_of, states_of, unbilled
from rostering.services.clock import today_in
from rostering.services.month_ends.month_closing import check_month, closing_mark
from rostering.services.opening import existing_store
from rostering.spans import Period, month_of
from rostering.store import Closing, Reading

AHEAD = 12
"""Months after this one that are listed at most."""


def months(url: str, actor: Actor, today: date | None = None) -> MonthsShown:
    """All months from the first that has a published roster to the last that something is booked in, newest first.

    Raises Forbidden, NoStore, NoInputs.
    """
    require(actor, Action.LOOK_CHARGES)
    with existing_store(url).reading() as reading:
        ledger = _Ledger.of(reading, today)
    standings = tuple(ledger.standing(month) for month in reversed(ledger.months()))
    return MonthsShown(ledger.today, standings, ledger.owed, ledger.waiting())


def month(url: str, actor: Actor, wanted: Period, today: date | None = None) -> MonthShown:
    """One month with its lines and all that is known of it. Raises Forbidden, NoMonth, NoStore, NoInputs."""
    require(actor, Action.LOOK_CHARGES)
    check_month(wanted)
    with existing_store(url).reading() as reading:
        ledger = _Ledger.of(reading, today)
        standing, closing = ledger.standing(wanted), ledger.closings.get(wanted.first)
        later = ledger.books.later(wanted)
        states = {each.first: states_of(reading, each)[each.first] for each in {line.period for line in later}}
        inputs, names = ledger.inputs, names_of(ledger.inputs, ledger.books.publications)
        bookings = {each.id: each for each in inputs.bookings} | (dict(closing.bookings) if closing else {})
        packages = {each.id: each.name for each in inputs.catalogue.packages.values()}
        return MonthShown(
            today=ledger.today,
            standing=standing,
            directory=closing.names.with_names_of(names) if closing else names,
            titles={key: booking.title for key, booking in bookings.items() if booking.title},
            packages=packages | (dict(closing.packages) if closing else {}),
            later=tuple((line, states[line.month]) for line in later),
            exports=reading.charges.exports(wanted.first),
            billed=tuple(one for one in reading.charges.billed() if one.month == wanted.first),
            tickets=tickets_told(ledger.books, wanted, names.customers),
            warnings=() if closing else warnings_about(inputs, ledger.books, wanted, ledger.today),
            mark=mark_of(reading, name_of(wanted)) if closing else closing_mark(reading, wanted, standing.lines),
        )


def name_of(wanted: Period) -> str:
    """How the log calls a month."""
    return f"{wanted.first:%Y-%m}"


@dataclass(frozen=True)
class _Ledger:
    """What the standing of any month is reckoned from."""

    inputs: Inputs
    books: Books
    closings: dict[date, Closing]
    owed: tuple[Unbilled, ...]
    today: date

    @classmethod
    def of(cls, reading: Reading, today: date | None) -> "_Ledger":
        """As the store has it now. Raises NoInputs."""
        inputs = reading.inputs()
        zone = inputs.organisation.zone
        closings = reading.charges.closings()
        return cls(inputs, books_of(reading, inputs), closings, unbilled(reading), today or today_in(zone))

    def months(self) -> tuple[Period, ...]:
        """The months there is something to say of, in order."""
        held = [*self.closings, *self.books.rosters]
        first = min(held, default=self.today)
        booked = (each.period.last for each in self.inputs.bookings if not each.cancelled)
        furthest = date(
            self.today.year + (self.today.month + AHEAD - 1) // 12, (self.today.month + AHEAD - 1) % 12 + 1, 1
        )
        last = min(max(self.today, *booked, *held), furthest) if held else self.today
        return Period(min(first, self.today).replace(day=1), month_of(last.year, last.month).last).months()

    def standing(self, wanted: Period) -> MonthStanding:
        """Where one month stands."""
        closing = self.closings.get(wanted.first)
        if closing:
            return self._closed(wanted, closing)
        lines, hindered = self._open_lines(wanted), hindrances(self.books, wanted)
        ended = self.today > wanted.last
        begun = self.today >= wanted.first
        stage = MonthStage.AHEAD if not begun else MonthStage.CLOSABLE if ended and not hindered else MonthStage.OPEN
        return MonthStanding(wanted, stage, ended, lines, hindered, ())

    def waiting(self) -> tuple[Charge, ...]:
        """Corrections that an open month will bill, as far as they have a price."""
        try:
            return self.books.waiting()
        except Unbillable as unbillable:
            return in_order(unbillable.lines)

    def _open_lines(self, wanted: Period) -> tuple[Charge, ...]:
        try:
            return self.books.lines(wanted)
        except Unbillable as unbillable:
            return in_order(unbillable.lines)

    def _closed(self, wanted: Period, closing: Closing) -> MonthStanding:
        lines = self.books.lines(wanted)
        owed = tuple(one for one in self.owed if one.month == wanted.first)
        owing, all_ = {one.customer for one in owed}, {line.customer for line in lines}
        stage = MonthStage.CLOSED if owing == all_ else MonthStage.PARTLY if owing else MonthStage.EXPORTED
        ended = self.today > wanted.last
        return MonthStanding(wanted, stage, ended, lines, (), owed, closing.at, closing.by, closing.batch)
