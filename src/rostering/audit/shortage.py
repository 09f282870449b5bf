"""Shortages: which role has too few people for which days, in a sentence."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from rostering.demand.problem import Problem
from rostering.domain.parties import LeaveKind
from rostering.domain.seats import Seat
from rostering.rules.roster import Roster
from rostering.rules.spacing import blocks_of


def shortages_of(roster: Roster) -> tuple[str, ...]:
    """One sentence for each role and block of days with an empty seat, where head count is what is missing.

    The need is at least one more than the people at hand, since these could not fill the block.
    """
    return ()
