"""Compensating days, with the duties that each makes up for."""

from datetime import date

from rostering.domain.findings import CompensatingDay
from rostering.rules.roster import Roster
from rostering.spans import DAY


def compensating_days_of(roster: Roster) -> tuple[CompensatingDay, ...]:
    """The days off of a roster in order, each with the duties of the run that it interrupts."""
    days = sorted(roster.days_off, key=lambda day_off: (day_off[1], day_off[0]))
    return tuple(CompensatingDay(who, day, _made_up_for(roster, who, day)) for who, day in days)


def _made_up_for(roster: Roster, consultant: str, day: date) -> tuple[str, ...]:
    problem = roster.problem
    duties = {seat.id: problem.touched(seat) for seat in roster.all_of(consultant)}
    busy = {touched for dates in duties.values() for touched in dates}

    def taken(other: date) -> bool:
        works = other in problem.days and problem.works(consultant, other)
        return other in busy or (works and (consultant, other) not in roster.days_off)

    first = last = day
    while taken(first - DAY):
        first -= DAY
    while taken(last + DAY):
        last += DAY
    return tuple(seat for seat, dates in duties.items() if dates[-1] >= first and dates[0] <= last)
