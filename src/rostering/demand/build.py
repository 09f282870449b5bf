"""Building the problem: windows become seats, people become candidates with accounts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median_low
from types import MappingProxyType

from rostering.demand.problem import Problem
from rostering.demand.shares import targets_of, weights_of
from rostering.domain.catalogue import BIG_DAY, READINESS, DayKind
from rostering.domain.findings import Account
from rostering.domain.inputs import Inputs, Policy
from rostering.domain.seats import Day, Duty, Seat, Window, seat_id
from rostering.spans import Period

MARGIN = 130
"""Days that a problem knows on either side of its period: as far as four calendar months reach."""


def problem_of(
    inputs: Inputs,
    period: Period,
    days: Mapping[date, Day],
    windows: Sequence[Window],
    given: Iterable[Duty] = (),
    given_days_off: Iterable[tuple[str, date]] = (),
    carried: Mapping[tuple[str, str], int] | None = None,
    local: Mapping[str, Mapping[date, Day]] = MappingProxyType({}),
) -> Problem:
    """Make the problem of a period.

    `days` covers the period and MARGIN days around it, as does `local` for the teams that keep a calendar of their own;
    `windows` covers the period; `given` and `given_days_off` are published duties and compensating days outside it;
    `carried` is the balance of each consultant and role after earlier published rosters, before that of the data
    folder.
    """
    seats = tuple(seat for window in windows for seat in seats_of(window, inputs.policy))
    return Problem(
        period=period,
        timezone=inputs.organisation.timezone,
        days=days,
        seats=tuple(sorted(seats, key=lambda seat: (seat.span, seat.id))),
        consultants=tuple(sorted(inputs.consultants, key=lambda consultant: consultant.id)),
        leave=tuple(sorted(inputs.leave, key=lambda leave: (leave.consultant, leave.period, leave.kind))),
        given=tuple(sorted(given, key=lambda duty: (duty.seat.span, duty.seat.id))),
        given_days_off=tuple(sorted(given_days_off)),
        accounts=accounts_of(inputs, period, seats, carried or {}),
        policy=inputs.policy,
        names=inputs.catalogue.roles,
        calendars={team: local[team] for team in inputs.catalogue.calendars},
    )


def seats_of(window: Window, policy: Policy) -> tuple[Seat, ...]:
    """The places to fill in a window, numbered per role from 1."""
    return tuple(
        Seat(
            id=seat_id(window.team, window.day.day, role, number),
            day=window.day.day,
            span=window.span,
            kind=window.kind,
            name=window.name,
            role=role,
            number=number,
            team=window.team,
            customers=customers,
            booking=window.booking,
            presence=window.presence,
            shared=window.shared,
            points=points_of(window, policy),
            day_class=window.day_class,
            occasion=window.day.occasion,
            response=window.response,
            pool=window.pool,
        )
        for role, served in window.entitled.items()
        for number, customers in enumerate(served, start=1)
    )


def points_of(window: Window, policy: Policy) -> int:
    """What a duty in the window earns: a big day's points where the policy has them, else its kind's."""
    if window.day.occasion and BIG_DAY in policy.points:
        return policy.points[BIG_DAY]
    if window.kind != READINESS:
        return policy.points[window.kind]
    by_day = {DayKind.PUBLIC_HOLIDAY: "public_holiday", DayKind.WEEKEND: "weekend"}
    return policy.points[f"{READINESS}_{by_day.get(window.day.kind, 'weekday')}"]


def accounts_of(
    inputs: Inputs, period: Period, seats: Sequence[Seat], carried: Mapping[tuple[str, str], int]
) -> tuple[Account, ...]:
    """An account per consultant and role: opening balance, and a whole-point share of the role's points as target."""
    weights = weights_of(inputs, period)
    accounts: list[Account] = []
    for role in inputs.catalogue.roles:
        able = [(who, weights[who.id][role]) for who in inputs.consultants if weights[who.id].get(role)]
        openings = _openings(inputs, role, [who.id for who, _ in able], carried)
        targets = targets_of([seat for seat in seats if seat.role == role], able)
        accounts += [Account(who.id, role, openings[who.id], targets[who.id]) for who, _ in able]
    return tuple(sorted(accounts, key=lambda account: (account.consultant, account.role)))


def _openings(inputs: Inputs, role: str, pool: Sequence[str], carried: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """Opening balances of a pool; newcomers, of whom nothing is known yet, start at the median of the others."""
    known = {x.consultant: x.points for x in inputs.balances if x.role == role}
    known |= {who: points for (who, carried_role), points in carried.items() if carried_role == role}
    others = [known[who] for who in pool if who in known]
    return {who: known.get(who, median_low(others) if others else 0) for who in pool}
