"""The case of a period: all by which its rosters are planned, judged and priced."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rostering.billing.lines.prices import Tariff
from rostering.calendars import calendar_of, days_of
from rostering.demand.build import MARGIN, problem_of
from rostering.demand.problem import Problem
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Leave
from rostering.domain.seats import Day
from rostering.rosters.history import current_compensating_days, current_duties
from rostering.rosters.ledger import carried_balances
from rostering.rules.book import rules_of
from rostering.rules.rule import Rule
from rostering.spans import Period
from rostering.store import Reading
from rostering.windows import calendar_doubts, local_days, windows_of

_MEMORY = timedelta(days=400)
"""How far back published duties matter: to last year's Christmas and Easter."""


@dataclass(frozen=True)
class Case:
    """All by which rosters of a period are planned and judged, as the store has it now."""

    inputs: Inputs
    problem: Problem
    rules: tuple[Rule, ...]
    tariff: Tariff
    """What booked readiness costs: prices that were kept, else those of the rate cards."""


def case_of(reading: Reading, period: Period, inputs: Inputs | None = None) -> Case:
    """The case of a period, from the store's inputs or others, and from what is published around it and before."""
    inputs, publications = inputs or reading.inputs(), reading.publications()
    days, local = _days(inputs, period), local_days(inputs, period.widened(MARGIN, MARGIN))
    problem = problem_of(
        inputs,
        period,
        days,
        windows_of(inputs, days, period, local),
        given=[duty for duty in current_duties(publications, _around(period)) if duty.seat.day not in period],
        given_days_off=[
            (off.consultant, off.day)
            for off in current_compensating_days(publications, _around(period))
            if off.day not in period
        ],
        carried=carried_balances(publications, before=period.first),
        local=local,
    )
    return Case(inputs, problem, rules_of(inputs.policy), Tariff(inputs.rate_cards, reading.charges.frozen()))


def with_leave(inputs: Inputs, leave: Iterable[Leave]) -> Inputs:
    """The inputs with some more leave, of those whom they know."""
    known = {consultant.id for consultant in inputs.consultants}
    more = [each for each in leave if each.consultant in known]
    return replace(inputs, leave=tuple(dict.fromkeys((*inputs.leave, *more))))


def _days(inputs: Inputs, period: Period) -> dict[date, Day]:
    calendar = calendar_of(inputs.organisation.calendar, inputs.documents)
    calendar_doubts(inputs, period)  # refuses years that cannot be widened
    return days_of(calendar, period.widened(MARGIN, MARGIN))


def _around(period: Period) -> Period:
    return Period(period.first - _MEMORY, period.last + timedelta(days=MARGIN))
