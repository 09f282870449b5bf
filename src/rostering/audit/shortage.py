"""Shortages: which role leaves seats empty on which days, and how many people it lacks, in a sentence."""

from collections.abc import Sequence
from datetime import date

from rostering.domain.parties import LeaveKind
from rostering.domain.seats import Seat
from rostering.rules.roster import Roster
from rostering.rules.spacing import Block, blocks_of


def shortages_of(roster: Roster) -> tuple[str, ...]:
    """One sentence for each role and run of days with an empty seat: people there are, and people needed.

    A run asks for as many people as it has seats on one day, one more where it is longer than anyone may go without a
    free day. Where no more are there than seats on one day, one more is needed too, since these were not enough. With
    more people at hand something else keeps them away; then the sentence says no number, and each seat says what.
    """
    by_block: dict[tuple[str, Block], list[Seat]] = {}
    blocks = blocks_of(roster.problem.seats)
    for seat in roster.problem.seats:
        by_block.setdefault((seat.role, blocks[seat.team, seat.day]), []).append(seat)
    return tuple(
        _sentence(roster, role, seats)
        for (role, _), seats in sorted(by_block.items(), key=lambda item: (item[0][1][1], item[0][0]))
        if any(seat.id not in roster.holders for seat in seats)
    )


def _sentence(roster: Roster, role: str, seats: Sequence[Seat]) -> str:
    days = sorted({seat.day for seat in seats})
    pool, away = _pool(roster, role, days)
    most = max(sum(seat.day == day for seat in seats) for day in days)
    needed = max(pool + 1, most + (len(days) > _LONGEST_RUN) + away)
    missing = sum(seat.id not in roster.holders for seat in seats)
    notes = [f"{missing} of {len(seats)} seats stay empty"] + ([f"{away} away all the time"] if away else [])
    name = roster.problem.names.get(role, role)
    people = f"{pool} consultant{'' if pool == 1 else 's'}"
    asks = f"needs {needed}" if pool - away <= most else "is not covered"
    return f"{name}: {people}, {_occasion(seats, days)} {asks} ({'; '.join(notes)})"


_LONGEST_RUN = 6
"""Days in a row with standby that one person can take when there is no other work between them."""


def _pool(roster: Roster, role: str, days: Sequence[date]) -> tuple[int, int]:
    """How many people have the role and are employed on one of the dates, and how many of them are away on all."""
    problem = roster.problem
    pool = [who for who in problem.consultants if role in who.roles and any(map(who.employed, days))]
    away = [who for who in pool if all(problem.asked(who.id, d, LeaveKind.LEAVE) or not who.employed(d) for d in days)]
    return len(pool), len(away)


def _occasion(seats: Sequence[Seat], days: Sequence[date]) -> str:
    """The big occasions that the seats belong to, with their years, or the dates."""
    named = [(seat.occasion, seat.day.year) for seat in seats if seat.occasion]
    if named:
        return " and ".join(f"{occasion} {year}" for occasion, year in dict.fromkeys(named))
    return f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]}"
