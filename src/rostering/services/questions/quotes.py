"""Quotes: whether a booking that a customer asks for on the phone can be staffed; nothing is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from rostering.answers.quotes import Quote
from rostering.audit.judgement import judge
from rostering.billing.lines.charges import charges_of
from rostering.demand.cuts import only
from rostering.demand.problem import Problem, Reference
from rostering.domain.charges import Charge
from rostering.domain.findings import Candidate, EmptySeat
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Booking
from rostering.domain.seats import Duty, Seat
from rostering.errors import BadCall
from rostering.folder.orders import BOOKINGS
from rostering.language import _, said
from rostering.rosters.changes import changes
from rostering.rosters.version import Publication, Version
from rostering.rules.roster import Roster
from rostering.rules.rule import that_forbid
from rostering.services.cases.case import Case, as_told, case_of
from rostering.services.cases.disagreement import agreed_plan
from rostering.services.cases.standing import StandingRoster, StandingRosters
from rostering.services.cases.versions import roster_of, version_of
from rostering.services.clock import now
from rostering.services.inputs.headers import bookings_header
from rostering.services.opening import existing_store
from rostering.services.questions.overlay import dates, with_booking
from rostering.solver.model.budget import Budget, SearchLimits, call_seconds, fair_share
from rostering.solver.model.feasibility import coverable
from rostering.solver.plan.planner import FEWEST_CHANGES, Plan
from rostering.solver.plan.task import Task
from rostering.spans import DAY, Period
from rostering.store import Reading

REACH = 35
"""Days both ways in which other dates are looked for."""

MOST = 3
"""Other dates that are offered."""

_AROUND = 7
"""Days on either side of a booking on which duties may change hands for it."""

_ON_IT = said("on this booking already")
_LIMITS = SearchLimits(seconds=20, effort=3)
_GLANCE = SearchLimits(seconds=60, effort=0.5)


class TooLate(BadCall):
    """A booking of days that are over."""

    def __init__(self, first: date, today: date) -> None:
        super().__init__(_("{first} is before {today}, the first date that can be booked", first=first, today=today))


@dataclass(frozen=True)
class QuoteCall:
    """What the customer asks for, as it is written: `period` FROM..TO or one date, `roles` as backend:1,pim:1."""

    customer: str
    period: str
    part: str
    roles: str
    shared: bool = False
    id: str = ""
    """What the booking is to be called; a free id where it is not said."""

    @property
    def cells(self) -> dict[str, str]:
        """The row of the booking."""
        own = {"id": self.id} if self.id else {}
        terms = {"part": self.part, "roles": self.roles.replace(",", " "), "shared": "yes" if self.shared else ""}
        return {**own, "customer": self.customer, **dates(self.period), **terms}


def quote(url: str, call: QuoteCall, number: int | None = None, today: date | None = None) -> Quote:
    """Work out whether a booking can be staffed on top of a roster, by default of what is published or drafted.

    Raises FaultyInput with all that is wrong with the booking, TooLate, UnknownRoster, NotCovered, NoRoster,
    Infeasible, Unbillable.
    """
    with existing_store(url).reading() as reading:
        inputs, booking = with_booking(reading.inputs(), _("the booking"), call.cells)
        start = today or now().astimezone(inputs.organisation.zone).date()
        if booking.period.first < start:
            raise TooLate(booking.period.first, start)
        asked = _Desk(reading, inputs, booking, start).question(booking.period, number)
        task = Task(asked.case.problem, asked.case.rules, FEWEST_CHANGES)
        made, _judgement = agreed_plan(task, Budget(fair_share(_LIMITS, 2)))
        filled = _is_filled(made.roster)
        nearest = () if filled else tuple(islice(_nearest(reading, inputs, booking, start), MOST))
        header = bookings_header(reading, reading.inputs())
    return replace(_answer(asked, made, booking, nearest), row=header.row(cells_of(booking, call)))


def cells_of(booking: Booking, call: QuoteCall) -> dict[str, str]:
    """The booking as a row; where it has no id yet, the word ID stands for one."""
    cells = dict(zip(BOOKINGS.columns, BOOKINGS.write(booking), strict=True))
    return {**cells, "id": call.id or "ID"}


@dataclass(frozen=True)
class _Question:
    """The days around a booking: as they stand, and as they are to be planned with it."""

    standing: StandingRoster
    before: Roster
    case: Case


class _Desk:
    """Where questions about one booking are made up, each on top of what stands on its dates."""

    def __init__(self, reading: Reading, inputs: Inputs, booking: Booking, today: date) -> None:
        self._reading, self._inputs, self._booking, self._today = reading, inputs, booking, today
        self._standing = StandingRosters(reading)
        self._cases: dict[tuple[Period, int | None], Case] = {}

    def question(self, period: Period, number: int | None = None) -> _Question:
        """The booking on some dates."""
        standing = self._standing.standing(period, number)
        case = self._case(standing)
        whole = roster_of(standing.version, case.problem) if standing.version else Roster(case.problem, {})
        before = whole.within(_around(period, standing.whole, self._today))
        return _Question(standing, before, replace(case, problem=self._to_fill(before, period, case)))

    def _case(self, standing: StandingRoster) -> Case:
        version = standing.version
        key = standing.whole, version.number if version else None
        if key not in self._cases:
            inputs = as_told(self._inputs, version) if version else self._inputs
            self._cases[key] = case_of(self._reading, standing.whole, inputs, known=self._standing.publications)
        return self._cases[key]

    def _to_fill(self, before: Roster, period: Period, case: Case) -> Problem:
        """The booking's seats, and those that are well filled without it: what is not, is no fault of the booking."""
        problem, forbidding = before.problem, that_forbid(case.rules)

        def wanted(seat: Seat) -> bool:
            if seat.booking == self._booking.id and seat.day in period:
                return True
            who = before.holders.get(seat.id)
            return who is not None and not any(rule.rules_out(problem, seat, who) for rule in forbidding)

        reference = Reference(self._today, before.holders, before.days_off)
        return replace(only(problem, wanted), reference=reference)


def _around(period: Period, whole: Period, today: date) -> Period:
    """The days on which duties may change hands: near the booking, not yet over."""
    near = period.widened(_AROUND, _AROUND)
    return Period(max(near.first, whole.first, today), min(near.last, whole.last))


def _nearest(reading: Reading, inputs: Inputs, booking: Booking, today: date) -> Iterator[Period]:
    """The nearest other dates on which the booking can be staffed.

    None further is tried once the time of the call as a whole is over. In these trials it is known on all dates
    that may be tried, as its seats on a date are the same in each of them.
    """
    far = replace(
        booking, period=Period(max(today, booking.period.first - REACH * DAY), booking.period.last + REACH * DAY)
    )
    others = tuple(other for other in inputs.bookings if other.id != booking.id)
    desk = _Desk(reading, replace(inputs, bookings=(*others, far)), booking, today)
    shifts = (days for distance in range(1, REACH + 1) for days in (-distance, distance))
    for period in (Period(booking.period.first + n * DAY, booking.period.last + n * DAY) for n in shifts):
        if not call_seconds():
            return
        if period.first >= today and _may_book(inputs, booking.customer, period):
            case = desk.question(period).case
            if _has_people(case, booking) and coverable(case.problem, case.rules, Budget(_GLANCE)):
                yield period


def _has_people(case: Case, booking: Booking) -> bool:
    """Whether on each date enough people are not ruled out from the start: quickly said, and often enough."""
    forbidding = that_forbid(case.rules)
    firsts = [seat for seat in case.problem.seats if seat.booking == booking.id and seat.number == 1]
    able = {
        seat: sum(
            not any(r.rules_out(case.problem, seat, who.id) for r in forbidding) for who in case.problem.consultants
        )
        for seat in firsts
    }
    return all(able[seat] >= booking.roles[seat.role] for seat in firsts)


def _may_book(inputs: Inputs, customer: str, period: Period) -> bool:
    """Whether the customer's agreements allow bookings on all dates."""
    agreements = (inputs.agreement_of(customer, day) for day in period)
    return all(agreement and inputs.catalogue.packages[agreement.package].bookable for agreement in agreements)


def _is_filled(roster: Roster) -> bool:
    return all(seat.id in roster.holders for seat in roster.problem.seats)


def _answer(asked: _Question, made: Plan, booking: Booking, nearest: tuple[Period, ...]) -> Quote:
    case, before, after = asked.case, asked.before, made.roster
    judgement = judge(after, case.rules)
    version = version_of(case, after, judgement, now(), 0, stages=made.stages)
    kept = [Duty(seat, before.holders.get(seat.id)) for seat in case.problem.seats if seat.booking != booking.id]
    return Quote(
        booking=booking,
        source=asked.standing.source,
        roster=asked.standing.number,
        version=replace(version, empty=_told(version, booking)),
        certain=not version.empty or made.stages[0].proven,
        charges=() if version.empty else _charges(version, booking, case.inputs),
        moves=changes(kept, [duty for duty in version.duties if duty.seat.booking != booking.id]),
        days_off=after.days_off - before.days_off,
        days_back=before.days_off - after.days_off,
        nearest=nearest,
        reach=REACH,
    )


def _charges(version: Version, booking: Booking, inputs: Inputs) -> tuple[Charge, ...]:
    """What the booking would cost by the rate cards: nothing was promised for it yet, whatever it is called."""
    own = tuple(duty for duty in version.duties if duty.seat.booking == booking.id)
    publication = Publication(1, replace(version, duties=own), version.created, "")
    return charges_of([publication], [booking], inputs.rate_cards, version.period)


def _told(version: Version, booking: Booking) -> tuple[EmptySeat, ...]:
    """The empty seats; whoever is on the booking on the same date is ruled out by that, in plain words."""
    days = {duty.seat.id: duty.seat.day for duty in version.duties if duty.seat.booking == booking.id}
    busy = {(duty.consultant, days[duty.seat.id]) for duty in version.duties if duty.seat.id in days}

    def told(empty: EmptySeat, one: Candidate) -> Candidate:
        return replace(one, reason=_ON_IT) if (one.consultant, days.get(empty.seat)) in busy else one

    return tuple(replace(e, candidates=tuple(told(e, one) for one in e.candidates)) for e in version.empty)
