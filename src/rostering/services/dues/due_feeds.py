"""What falls due as entries of feeds, where the policy asks for it."""

from datetime import date, datetime

from rostering.answers.dues import OwedView
from rostering.domain.dues import DueState
from rostering.domain.inputs import Inputs
from rostering.rosters.postings import NOTHING_OWED, OwedEntries, OwedEntry
from rostering.services.clock import now
from rostering.services.dues.ledger import DueLedger
from rostering.spans import DAY, Period, month_of
from rostering.store import Reading

_AHEAD = 12
"""Months after this one that feeds show."""


def owed_entries(reading: Reading, inputs: Inputs | None = None, at: datetime | None = None) -> OwedEntries:
    """What falls due from last month on, a year ahead, by who holds it; nothing where the policy does not ask."""
    known = inputs or (reading.inputs() if reading.has_inputs() else None)
    if known is None or not known.obligations_in_feeds:
        return NOTHING_OWED
    ledger = DueLedger(reading, at or now())
    _publication, entry = reading.pulse()
    views = ledger.views(_around(ledger.today))
    there = (view for view in views if view.state is not DueState.WAIVED and view.is_promised)
    return OwedEntries(
        tuple(owed_entry(view, ledger.inputs) for view in there), entry[1] if isinstance(entry, tuple) else None
    )


def _around(today: date) -> Period:
    first = (today.replace(day=1) - DAY).replace(day=1)
    month = today.year * 12 + today.month - 1 + _AHEAD
    return Period(first, month_of(month // 12, month % 12 + 1).last)


def owed_entry(view: OwedView, inputs: Inputs) -> OwedEntry:
    """What is shown of something due."""
    owed, firm = view.owed, inputs.organisation
    return OwedEntry(
        id=owed.key,
        day=owed.day,
        span=owed.span(firm.zone),
        timezone=firm.timezone,
        name=owed.due.cadence.name,
        customer=view.customer,
        consultant=owed.holder or "",
        by=view.by,
        teams=_teams(inputs, owed.due.customer, owed.day),
        sequence=len(owed.steps),
        at=owed.last.at if owed.last else None,
    )


def _teams(inputs: Inputs, customer: str, day: date) -> tuple[str, ...]:
    """The local team that serves the customer, else the teams that the package names."""
    local = {one.id: one.team for one in inputs.customers}.get(customer)
    agreement = inputs.agreement_of(customer, day)
    named = inputs.catalogue.packages[agreement.package].obligations if agreement else ()
    return (local,) if local else tuple(dict.fromkeys(duty.team for duty in named))
