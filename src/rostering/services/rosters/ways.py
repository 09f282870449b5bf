"""The ways to mend a roster that one repair found, as the log keeps them together."""

import re
from dataclasses import dataclass

from rostering.rosters.version import Version
from rostering.store import Reading

FIRST = "fewest_changes"
"""The aim with which the ways of a repair begin."""
_MADE = re.compile(r"roster (\d+): (\w+)")


@dataclass(frozen=True)
class Way:
    """One of the ways: its draft, and what it was chosen for."""

    roster: int
    aim: str


def ways_with(reading: Reading, number: int, mends: int | None) -> tuple[Way, ...]:
    """The ways of the repair of a roster that made another; none where that was made otherwise."""
    if mends is None:
        return ()
    about, group = f"roster {mends}", list[Way]()
    for entry in reading.entries_after(0, (about,)):
        found = _MADE.fullmatch(entry.after or "")
        if entry.action != "replan" or entry.what != about or not found:
            continue
        if found[2] == FIRST and any(way.roster == number for way in group):
            break
        group = [] if found[2] == FIRST else group
        group.append(Way(int(found[1]), found[2]))
    return tuple(group) if any(way.roster == number for way in group) else ()


def other_ways(reading: Reading, version: Version) -> tuple[int, ...]:
    """The drafts of the same repair as a roster, or as the one that it was made from by hand; those still there."""
    known = {one.number: one for one in reading.outlines()}
    at: int | None = version.number
    while at is not None:
        mends = known[at].based_on
        if ways := ways_with(reading, at, mends):
            others = [known[way.roster] for way in ways if way.roster != at]
            return tuple(one.number for one in others if not one.discarded and one.publication is None)
        at = mends
    return ()
