"""The report: a roster with all that its page shows."""

from rostering.answers.rosters import Reported
from rostering.rosters.history import status_of
from rostering.rosters.ledger import known_to, replay
from rostering.services.opening import existing_store
from rostering.services.rosters.showing import version_in


def report(url: str, number: int | None = None) -> Reported:
    """A roster, the newest by default, and the balances before it. Raises NoRoster, UnknownRoster."""
    with existing_store(url).reading() as reading:
        version, publications = version_in(reading, number), reading.publications()
    before = replay(known_to(version, publications), version.period.first)
    return Reported(version, status_of(version, publications), before)
