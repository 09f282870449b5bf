"""Shortages: which role has too few people for which days, in a sentence."""

from collections.abc import Sequence
from datetime import date

from rostering.domain.parties import LeaveKind
from rostering.domain.seats import Seat
from rostering.rules.roster import Roster
from rostering.rules.spacing import Block, blocks_of


def shortages_of(roster: Roster) -> tuple[str, ...]:
    """One sentence for each role and run of days with an empty seat: people at hand, and people needed.

    The need is one more than the people at hand, since these were not enough, or more where the run itself asks for
    more: as many as it has seats on one day, and two where it is longer than anyone may go without a free day.
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
    pool, days = _pool(roster, role, seats), sorted({seat.day for seat in seats})
    missing = sum(seat.id not in roster.holders for seat in seats)
    most = max(sum(seat.day == day for seat in seats) for day in days)
    needed = max(len(pool) + 1, most + (len(days) > _LONGEST_RUN))
    count = f"{len(pool)} consultant{'' if len(pool) == 1 else 's'}"
    empty = f"{missing} of {len(seats)} seats stay empty"
    return f"{roster.problem.names.get(role, role)}: {count}, {_occasion(seats, days)} needs {needed} ({empty})"


_LONGEST_RUN = 6
"""Days in a row with standby that one person can take when there is no other work between them."""


def _pool(roster: Roster, role: str, seats: Sequence[Seat]) -> list[str]:
    """The people with the role who are there on at least one of the seats' dates."""
    problem = roster.problem
    dates = {day for seat in seats for day in problem.touched(seat)}
    return [
        who.id
        for who in problem.consultants
        if role in who.roles
        and any(who.employed(day) and not problem.asked(who.id, day, LeaveKind.LEAVE) for day in dates)
    ]


def _occasion(seats: Sequence[Seat], days: Sequence[date]) -> str:
    """The big occasions that the seats belong to, with their years, or the dates."""
    named = [(seat.occasion, seat.day.year) for seat in seats if seat.occasion]
    if named:
        return " and ".join(f"{occasion} {year}" for occasion, year in dict.fromkeys(named))
    return f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]}"
