"""The report: a roster with all that its page shows."""

from rostering.answers.rosters import Reported
from rostering.rosters.ledger import known_to, replay
from rostering.services.opening import existing_store
from rostering.services.rosters.showing import shown_in, status_in


def report(url: str, number: int | None = None) -> Reported:
    """A roster, the one that stands by default, and the balances before it. Raises NoRoster, UnknownRoster."""
    with existing_store(url).reading() as reading:
        publications = reading.publications()
        version = shown_in(reading, publications, number)
        status = status_in(reading, version, publications)
    before = replay(known_to(version, publications), version.period.first)
    return Reported(version, status, before)
