"""Cuts: a problem of fewer dates, seats, people or teams, each in the one way there is to make it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from rostering.demand.problem import Problem
from rostering.domain.findings import DATE
from rostering.domain.parties import Leave
from rostering.domain.seats import Duty, Seat
from rostering.spans import Period


def excerpt(
    problem: Problem, period: Period, holders: Mapping[str, str], days_off: Iterable[tuple[str, date]]
) -> Problem:
    """The problem of a part of a problem's dates, in which the roster of the other dates is given.

    What given duties bring about together with a day off that the excerpt takes away is not its fault: whoever merges
    looks at the whole.
    """
    outside = (off for off in days_off if off[1] not in period)
    return replace(
        with_seats(problem, lambda seat: seat.day in period, holders),
        period=period,
        given_days_off=tuple(sorted({*problem.given_days_off, *outside})),
    )


def with_seats(problem: Problem, wanted: Callable[[Seat], bool], holders: Mapping[str, str]) -> Problem:
    """The problem of some of its seats; the others are given, held as `holders` says, by nobody where it does not.

    Accounts open with what is earned on the others, so that a deviation means the same in both.
    """
    others = [Duty(seat, holders.get(seat.id)) for seat in problem.seats if not wanted(seat)]
    earned: Counter[tuple[str | None, str]] = Counter()
    for duty in others:
        earned[duty.consultant, duty.seat.role] += duty.seat.points
    dates = Counter(who for who, _ in _big_days(others) - _big_days(problem.given))
    return replace(
        only(problem, wanted),
        given=tuple(sorted((*problem.given, *others), key=lambda duty: (duty.seat.span, duty.seat.id))),
        accounts=tuple(
            replace(one, opening=one.opening + earned[one.consultant, one.role]) for one in problem.accounts
        ),
        big_days=tuple(replace(one, opening=one.opening + DATE * dates[one.consultant]) for one in problem.big_days),
    )


def only(problem: Problem, wanted: Callable[[Seat], bool]) -> Problem:
    """The problem of some of its seats, as if nothing asked for the others."""
    return replace(problem, seats=tuple(seat for seat in problem.seats if wanted(seat)))


def among(problem: Problem, people: Collection[str]) -> Problem:
    """The problem as if there were only some of its people."""
    fewer = replace(
        problem,
        consultants=tuple(who for who in problem.consultants if who.id in people),
        leave=_leave_of(problem, people),
        given_days_off=tuple(off for off in problem.given_days_off if off[0] in people),
        worked=tuple(one for one in problem.worked if one.consultant in people),
        accounts=tuple(account for account in problem.accounts if account.consultant in people),
        big_days=tuple(account for account in problem.big_days if account.consultant in people),
    )
    return fewer.knowing(problem)


def _leave_of(problem: Problem, people: Collection[str]) -> tuple[Leave, ...]:
    """The leave of some people, in the order of the problem's."""
    if len(people) == 1:
        return problem.leave_by_person.get(next(iter(people)), ())
    return tuple(leave for leave in problem.leave if leave.consultant in people)


def of_teams(problem: Problem, teams: Collection[str], people: Collection[str]) -> Problem:
    """The problem of some teams and people alone, with all that is published of teams that these people have served."""
    known = {*teams, *(duty.seat.team for duty in problem.given if duty.consultant in people)}
    return replace(
        only(among(problem, people), lambda seat: seat.team in teams),
        given=tuple(duty for duty in problem.given if duty.seat.team in known),
    )


def _big_days(duties: Iterable[Duty]) -> set[tuple[str | None, date]]:
    """Who has a duty on which date of an occasion."""
    return {(duty.consultant, duty.seat.day) for duty in duties if duty.seat.occasion}
