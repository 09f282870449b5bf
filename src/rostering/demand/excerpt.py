"""Excerpts of a problem: some of its dates to be planned, all else as a roster has it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from rostering.demand.problem import Problem
from rostering.domain.findings import DATE
from rostering.domain.seats import Duty
from rostering.spans import Period


def excerpt(
    problem: Problem, period: Period, holders: Mapping[str, str], days_off: Iterable[tuple[str, date]]
) -> Problem:
    """The problem of a part of a problem's dates, in which the roster of the other dates is given.

    Accounts open with what is earned on the other dates, so that a deviation means the same in both. What given duties
    bring about together with a day off that the excerpt takes away is not its fault: whoever merges looks at the whole.
    """
    outside = [Duty(seat, holders.get(seat.id)) for seat in problem.seats if seat.day not in period]
    earned: Counter[tuple[str | None, str]] = Counter()
    for duty in outside:
        earned[duty.consultant, duty.seat.role] += duty.seat.points
    big = Counter(who for who, _ in {(duty.consultant, duty.seat.day) for duty in outside if duty.seat.occasion})
    return replace(
        problem,
        period=period,
        seats=tuple(seat for seat in problem.seats if seat.day in period),
        given=tuple(sorted((*problem.given, *outside), key=lambda duty: (duty.seat.span, duty.seat.id))),
        given_days_off=tuple(sorted({*problem.given_days_off, *(off for off in days_off if off[1] not in period)})),
        accounts=tuple(
            replace(one, opening=one.opening + earned[one.consultant, one.role]) for one in problem.accounts
        ),
        big_days=tuple(replace(one, opening=one.opening + DATE * big[one.consultant]) for one in problem.big_days),
    )
