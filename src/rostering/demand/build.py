"""Building the problem: windows become seats, people become candidates with accounts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from zoneinfo import ZoneInfo

from rostering.demand.accounts import NO_PAST, Past, accounts_of, big_days_of
from rostering.demand.problem import Problem
from rostering.demand.shares import weights_of
from rostering.domain.callouts import Worked
from rostering.domain.catalogue import BIG_DAY, READINESS, DayKind
from rostering.domain.dues import Meeting
from rostering.domain.inputs import Inputs, Policy
from rostering.domain.seats import Day, Duty, Pin, Seat, Window, seat_id
from rostering.spans import Period, Span

MARGIN = 130
"""Days that a problem knows on either side of its period: as far as four calendar months reach."""


def problem_of(
    inputs: Inputs,
    period: Period,
    days: Mapping[date, Day],
    windows: Sequence[Window],
    given: Iterable[Duty] = (),
    given_days_off: Iterable[tuple[str, date]] = (),
    past: Past = NO_PAST,
    local: Mapping[str, Mapping[date, Day]] = MappingProxyType({}),
    worked: Iterable[Worked] = (),
) -> Problem:
    """Make the problem of a period.

    `days` covers the period and MARGIN days around it, as does `local` for the teams that keep a calendar of their own;
    `windows` covers the period; `given` and `given_days_off` are published duties and compensating days outside it;
    `past` is what earlier published rosters have left behind; `worked` are the hours of call-outs, whenever they were.
    """
    seats = tuple(seat for window in windows for seat in seats_of(window, inputs.policy))
    weights = weights_of(inputs, period)
    return Problem(
        period=period,
        timezone=inputs.organisation.timezone,
        days=days,
        seats=tuple(sorted(seats, key=lambda seat: (seat.span, seat.id))),
        consultants=tuple(sorted(inputs.consultants, key=lambda consultant: consultant.id)),
        leave=tuple(sorted(inputs.leave, key=lambda leave: (leave.consultant, leave.period, leave.kind))),
        given=tuple(sorted(given, key=lambda duty: (duty.seat.span, duty.seat.id))),
        given_days_off=tuple(sorted(given_days_off)),
        accounts=accounts_of(inputs, period, seats, past, weights),
        policy=inputs.policy,
        names=inputs.catalogue.roles,
        calendars={team: local[team] for team in inputs.catalogue.calendars},
        big_days=big_days_of(inputs, seats, past, weights),
        pins=_pins_of(inputs, seats),
        meetings=_meetings_in(inputs, days),
        worked=_worked_around(inputs, period, worked),
    )


def _worked_around(inputs: Inputs, period: Period, worked: Iterable[Worked]) -> tuple[Worked, ...]:
    """The hours that a rule may ask for: of people who are known, from a month before the period on."""
    near, known = period.widened(31, 2), {consultant.id for consultant in inputs.consultants}
    zone = inputs.organisation.zone
    return tuple(sorted(one for one in worked if one.consultant in known and near.overlaps(_dates(one.span, zone))))


def _dates(span: Span, zone: ZoneInfo) -> Period:
    days = span.days(zone)
    return Period(days[0], days[-1])


def _meetings_in(inputs: Inputs, days: Mapping[date, Day]) -> tuple[Meeting, ...]:
    """The meetings on these dates, of people who are known."""
    zone, known = inputs.organisation.zone, {consultant.id for consultant in inputs.consultants}
    there = (one for one in inputs.meetings if one.consultant in known)
    return tuple(sorted(one for one in there if any(day in days for day in one.span.days(zone))))


def _pins_of(inputs: Inputs, seats: Iterable[Seat]) -> tuple[Pin, ...]:
    """The pins of the seats, of people who are known."""
    asked, known = {seat.id for seat in seats}, {consultant.id for consultant in inputs.consultants}
    return tuple(sorted(pin for pin in inputs.pins if pin.seat in asked and pin.consultant in known))


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
