"""The case of a period: all by which its rosters are planned, judged and priced."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol, runtime_checkable

from rostering.audit.judgement import Judgement, judge
from rostering.billing.lines.prices import Tariff
from rostering.demand.accounts import Past
from rostering.demand.build import MARGIN, problem_of, seats_of
from rostering.demand.problem import Problem
from rostering.domain.callouts import Worked, worked_on
from rostering.domain.charges import Frozen, Want
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Leave
from rostering.domain.seats import Pin, Window
from rostering.rosters.history import as_published, current_compensating_days, current_duties, published_on
from rostering.rosters.version import Publication, Version
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, that_forbid
from rostering.services.cases.orders import orders_of
from rostering.services.cases.past import past_of
from rostering.services.clock import today_in
from rostering.spans import DAY, WEEK, Period, Span
from rostering.store import Reading
from rostering.windows import Calendars, FirmDays, calendars_of, windows_of

_JUDGED = 8
"""Judgements that a case remembers."""
_MEMORY = timedelta(days=400)
"""How far back published duties matter: to last year's Christmas and Easter."""


@dataclass(frozen=True)
class Case:
    """All by which rosters of a period are planned and judged, as the store has it now."""

    inputs: Inputs
    publications: tuple[Publication, ...]
    problem: Problem
    longer: Problem | None
    """The problem that looks some weeks further, or up to what is published; None if these ask for nothing."""
    rules: tuple[Rule, ...]
    tariff: Tariff
    """What booked readiness costs: prices that were kept, else those of the rate cards."""
    today: date
    """Published dates before it stand as they were served."""
    past: Past
    """The balances with which its accounts open."""
    after: Version | None = None
    """The draft that counts as if it were published."""
    worked: tuple[Worked, ...] = ()
    """The hours of call-outs, whenever they were."""

    @cached_property
    def orders(self) -> Counter[Want]:
        """What bookings ask for in the period."""
        return orders_of(self.inputs, self.inputs.bookings, self.problem.period)

    def judgement(self, roster: Roster) -> Judgement:
        """What the rules say of a roster of the problem; of the last few it is known."""
        key = frozenset(roster.holders.items()), roster.days_off
        found = self._judged.pop(key, None) or judge(roster, self.rules)
        self._judged[key] = found
        for oldest in list(self._judged)[:-_JUDGED]:
            self._judged.pop(oldest, None)
        return found

    @cached_property
    def _judged(self) -> dict[tuple[frozenset[tuple[str, str]], frozenset[tuple[str, date]]], Judgement]:
        """Judgements already made, by who holds what and is off when."""
        return {}


def case_of(
    reading: Reading,
    period: Period,
    inputs: Inputs | None = None,
    look_ahead: int = 0,
    known: Iterable[Publication] = (),
    after: Version | None = None,
    today: date | None = None,
) -> Case:
    """The case of a period, from the store's inputs or others, and from what is published around it and before.

    `look_ahead` is how many weeks the longer problem goes on; publications that are `known` are not read again;
    `after` is a draft that counts as if it were published; seats of published dates before `today`, which is the date
    that it is by default, have the hours at which they were served.
    """
    inputs, publications = inputs or reading.inputs(), reading.publications(known)
    around = (*publications, as_published(after, publications)) if after else publications
    calendars = calendars_of(inputs)
    calendars.refuse(period)  # before it is widened, which no calendar bounds
    reach = _reach(period, around, look_ahead)
    days = _days(calendars, period, reach)
    windows = windows_of(inputs, days.own, reach, days.local)
    today = today or today_in(inputs.organisation.zone)
    worked = worked_in(reading)
    ground = _CaseInputs(inputs, around, days, windows, past_of(around, period.first), today, worked)
    rules = rules_of(inputs.policy)
    goes_on = any(window.entitled and window.day.day > period.last for window in windows)
    return Case(
        inputs,
        publications,
        _with_true_pins(ground.problem(period), rules),
        _with_true_pins(ground.problem(reach), rules) if goes_on else None,
        rules,
        Tariff(inputs.rate_cards, reading.charges.frozen()),
        today,
        ground.past,
        after,
        worked,
    )


def worked_in(reading: Reading) -> tuple[Worked, ...]:
    """The hours of all call-outs that count and have ended."""
    return worked_on(reading.callouts.all())


def case_of_roster(
    reading: Reading, version: Version, known: Iterable[Publication] = (), today: date | None = None
) -> Case:
    """The case of a roster's period by today's inputs, with the absences and pins that the roster was made for."""
    return case_of(reading, version.period, as_told(reading.inputs(), version), known=known, today=today)


CaseGround = tuple[Inputs, tuple[Publication, ...], tuple[Frozen, ...], tuple[Worked, ...]]
"""What a case rests on: inputs, publications, kept prices and the hours of call-outs."""


@runtime_checkable
class CaseMemory(Protocol):
    """Whoever remembers cases."""

    def case_on(self, reading: Reading, version: Version, period: Period, ground: CaseGround) -> Case:
        """The case of a roster by what it rests on."""


def case_in(reading: Reading, version: Version, period: Period | None = None, today: date | None = None) -> Case:
    """The case of a roster, by default of its whole period, with the absences and pins that it was made for.

    It is not made again where whoever remembers the store has it for the same inputs, publications and prices.
    """
    memory, dates = reading.recall, period or version.period
    if today is not None or not isinstance(memory, CaseMemory):
        return case_of(reading, dates, as_told(reading.inputs(), version), today=today)
    ground = reading.inputs(), reading.publications(), reading.charges.frozen(), worked_in(reading)
    return memory.case_on(reading, version, dates, ground)


def is_overtaken(reading: Reading, case: Case, inputs: Inputs) -> bool:
    """Whether the problem of a case is another by now, by these inputs and by what is published."""
    publications = reading.publications(case.publications)
    if (inputs, publications, worked_in(reading)) == (case.inputs, case.publications, case.worked):
        return False
    now = case_of(reading, case.problem.period, inputs, known=publications, after=case.after, today=case.today)
    return now.problem.input_hash != case.problem.input_hash


def as_told(inputs: Inputs, version: Version) -> Inputs:
    """The inputs with what a roster was told of besides: absences and pins."""
    return with_pins(with_leave(inputs, version.absences), version.pins)


def with_pins(inputs: Inputs, pins: Iterable[Pin]) -> Inputs:
    """The inputs with some more pins; where both pin a seat, the inputs' own pin holds, as it is what is kept."""
    own = {pin.seat for pin in inputs.pins}
    return replace(inputs, pins=(*inputs.pins, *(pin for pin in pins if pin.seat not in own)))


def with_leave(inputs: Inputs, leave: Iterable[Leave]) -> Inputs:
    """The inputs with some more leave, of those whom they know."""
    known = {consultant.id for consultant in inputs.consultants}
    more = [each for each in leave if each.consultant in known]
    return replace(inputs, leave=tuple(dict.fromkeys((*inputs.leave, *more))))


def seats_asked(inputs: Inputs, period: Period) -> dict[str, Span]:
    """The seats that the inputs ask for on the dates of a period, by id, each with its hours."""
    days = calendars_of(inputs).days(period)
    windows = windows_of(inputs, days.own, period, days.local)
    return {seat.id: seat.span for window in windows for seat in seats_of(window, inputs.policy)}


def _with_true_pins(problem: Problem, rules: Iterable[Rule]) -> Problem:
    """The problem without pins of people whom a rule keeps from the seat: who falls ill leaves it to others."""
    forbidding = that_forbid(rules)

    def can_hold(pin: Pin) -> bool:
        seat = problem.seat[pin.seat]
        return not any(rule.rules_out(problem, seat, pin.consultant) for rule in forbidding)

    return replace(problem, pins=tuple(filter(can_hold, problem.pins))) if problem.pins else problem


@dataclass(frozen=True)
class _CaseInputs:
    """What the problems of a period and of a longer one are made of."""

    inputs: Inputs
    publications: tuple[Publication, ...]
    days: FirmDays
    windows: Sequence[Window]
    past: Past
    today: date
    worked: tuple[Worked, ...]

    def problem(self, period: Period) -> Problem:
        """The problem of a period inside, which all that is published beside it is given for."""
        days, around = self.days.within(period.widened(MARGIN, MARGIN)), _around(period)
        made = problem_of(
            self.inputs,
            period,
            days.own,
            [window for window in self.windows if window.day.day in period],
            given=[duty for duty in current_duties(self.publications, around) if duty.seat.day not in period],
            given_days_off=[
                (off.consultant, off.day)
                for off in current_compensating_days(self.publications, around)
                if off.day not in period
            ],
            past=self.past,
            local=days.local,
            worked=self.worked,
        )
        return self._as_served(made)

    def _as_served(self, problem: Problem) -> Problem:
        """The problem whose seats of published dates that are over have the hours of then."""
        over = (duty.seat for duty in current_duties(self.publications, problem.period) if duty.seat.day < self.today)
        asked = problem.seat
        moved = {seat.id: seat for seat in over if seat.id in asked and asked[seat.id].span != seat.span}
        if not moved:
            return problem
        seats = (moved.get(seat.id, seat) for seat in problem.seats)
        return replace(problem, seats=tuple(sorted(seats, key=lambda seat: (seat.span, seat.id))))


def _reach(period: Period, publications: Sequence[Publication], weeks: int) -> Period:
    """The period and some weeks more, up to the next date that is published."""
    published = [day for day in published_on(publications) if day > period.last]
    last = min([period.last + weeks * WEEK, *(day - DAY for day in published)])
    return Period(period.first, max(period.last, last))


def _days(calendars: Calendars, period: Period, reach: Period) -> FirmDays:
    """The days around the longer period; what is wrong around the shorter one is said of that."""
    for asked in (period.widened(MARGIN, MARGIN), reach):
        calendars.refuse(asked)
    return calendars.days(reach.widened(MARGIN, MARGIN))


def _around(period: Period) -> Period:
    return Period(period.first - _MEMORY, period.last + timedelta(days=MARGIN))
