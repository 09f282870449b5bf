"""What customers are owed and it is time to be reminded of."""

from datetime import datetime

from rostering.answers.dues import OwedView
from rostering.domain.dues import DueState
from rostering.services.dues.ledger import DueLedger
from rostering.spans import Period
from rostering.store import Reading


def to_be_reminded_of(reading: Reading, at: datetime) -> tuple[OwedView, ...]:
    """What comes due, from the days of its reminder on until its date; by date, then key."""
    ledger = DueLedger(reading, at)
    packages = ledger.inputs.catalogue.packages.values()
    longest = max((cadence.remind for package in packages for cadence in package.cadences), default=0)
    views = ledger.views(Period(ledger.today, ledger.today).widened(0, longest))
    return tuple(view for view in views if view.state is DueState.SOON)
