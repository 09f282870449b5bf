"""Shortages as far as counting goes: which role lacks how many people on which days, in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rostering.domain.parties import Consultant, LeaveKind
from rostering.domain.seats import Seat
from rostering.language import said
from rostering.rules.roster import Roster
from rostering.rules.spacing import Block, blocks_of
from rostering.words import counted

Need = tuple[str, Block]
"""A role over a run of days without a gap, of one team or booking."""


@dataclass(frozen=True)
class Shortage:
    """Needs that are not met; `needed` people would meet them, None where people are not what is missing."""

    needs: tuple[Need, ...]
    seats: tuple[Seat, ...]
    needed: int | None


def needs_of(roster: Roster) -> dict[Need, tuple[Seat, ...]]:
    """The seats of each need, in order of time."""
    blocks = blocks_of(roster.problem.seats)
    found: dict[Need, list[Seat]] = {}
    for seat in roster.problem.seats:
        found.setdefault((seat.role, blocks[seat.team, seat.day]), []).append(seat)
    return {need: tuple(seats) for need, seats in sorted(found.items(), key=_time)}


def shortages_of(roster: Roster) -> tuple[str, ...]:
    """One sentence for each need with an empty seat, as far as counting goes.

    Where a day has more seats than there are people, they are too few; one more is needed where days in a row are more
    than anyone may go without a free one. With more people at hand something else keeps them away; then the sentence
    says no number, and each seat says what.
    """
    short = [(need, seats) for need, seats in needs_of(roster).items() if missing(roster, seats)]
    return tuple(sentence(roster, Shortage((need,), seats, _counted(roster, seats))) for need, seats in short)


def missing(roster: Roster, seats: Sequence[Seat]) -> int:
    """How many of the seats are empty."""
    return sum(seat.id not in roster.holders for seat in seats)


def sentence(roster: Roster, shortage: Shortage) -> str:
    """Who there is, what needs more, and what stays empty."""
    problem, seats = roster.problem, shortage.seats
    roles = dict.fromkeys(role for role, _ in shortage.needs)
    pool = pool_of(roster, seats)
    away = len(_away(roster, pool, seats))
    empty = missing(roster, seats)
    notes = [_empty_text(empty, len(seats))]
    notes += [said("{number} away all the time", number=away)] if away else []
    facts = {
        "roles": " and ".join(problem.names.get(role, role) for role in roles),
        "people": counted(len(pool), "consultant"),
        "occasions": _occasion(seats),
        "notes": "; ".join(notes),
    }
    if shortage.needed is None:
        return said("{roles}: {people}, and {occasions} is still not covered ({notes})", **facts)
    return said("{roles}: {people}, {occasions} needs {number} ({notes})", number=shortage.needed, **facts)


def _empty_text(empty: int, seats: int) -> str:
    if seats == 1:
        return said("{number} of 1 seat stays empty", number=empty)
    if empty == 1:
        return said("1 of {limit} seats stays empty", limit=seats)
    return said("{number} of {limit} seats stay empty", number=empty, limit=seats)


def pool_of(roster: Roster, seats: Sequence[Seat]) -> list[Consultant]:
    """Who has one of the seats' roles, may serve its team and is employed on its day."""
    return [
        who
        for who in roster.problem.consultants
        if any(
            who.has(seat.role, seat.day)
            and who.employed(seat.day)
            and (who.belongs(seat.pool) or who.is_lent(seat.pool))
            for seat in seats
        )
    ]


_LONGEST_RUN = 6
"""Days in a row with standby that one person can take when there is no other work between them."""


def _counted(roster: Roster, seats: Sequence[Seat]) -> int | None:
    days = [seat.day for seat in seats]
    away = _away(roster, pool := pool_of(roster, seats), seats)
    needed = max(map(days.count, days)) + (len(set(days)) > _LONGEST_RUN) + len(away)
    return needed if needed > len(pool) else None


def _away(roster: Roster, pool: Sequence[Consultant], seats: Sequence[Seat]) -> list[Consultant]:
    """Those who are on leave or not employed on all the days."""
    asked, days = roster.problem.asked, sorted({seat.day for seat in seats})
    return [who for who in pool if all(asked(who.id, d, LeaveKind.LEAVE) or not who.employed(d) for d in days)]


def _occasion(seats: Sequence[Seat]) -> str:
    """The big occasions that the seats belong to, with their years, or the dates."""
    named = dict.fromkeys((seat.occasion, seat.day.year) for seat in seats if seat.occasion)
    days = sorted({seat.day for seat in seats})
    if 0 < len(named) <= _FEW and _is_one_run(days):
        return " and ".join(f"{occasion} {year}" for occasion, year in named)
    return f"{days[0]}" if len(days) == 1 else said("{first} to {last}", first=days[0], last=days[-1])


_FEW = 2


def _is_one_run(days: Sequence[date]) -> bool:
    return (days[-1] - days[0]).days < len(days)


def _time(item: tuple[Need, Sequence[Seat]]) -> tuple[date, str, str]:
    (role, (team, first, _)), _ = item
    return first, role, team
