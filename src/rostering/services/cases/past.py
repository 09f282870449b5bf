"""The past that accounts of a period open with."""

from collections.abc import Iterable
from datetime import date

from rostering.demand.accounts import Past
from rostering.rosters.history import published_on
from rostering.rosters.ledger import big_days_after, points_after, replay
from rostering.rosters.version import Publication


def past_of(publications: Iterable[Publication], before: date) -> Past:
    """What is published of the dates before a date has left behind, and since when anything is published at all."""
    publications = tuple(publications)
    chapters = replay(publications, before)
    return Past(min(published_on(publications), default=None), points_after(chapters), big_days_after(chapters))
