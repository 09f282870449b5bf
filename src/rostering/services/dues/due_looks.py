"""Looking at what falls due, and at what packages promise besides windows."""

from datetime import date, datetime

from rostering.answers.dues import OwedList, OwedOne, OwedView, Promised, PromisedList
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.cases.versions import directory_of
from rostering.services.clock import now, today_in
from rostering.services.dues.ledger import DueLedger, UnknownCustomer
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.store import Reading

_BEFORE, _AHEAD = 92, 184
"""Days around today of which one's own are shown."""


def obligations(
    url: str, actor: Actor, period: Period, customer: str | None = None, at: datetime | None = None
) -> OwedList:
    """What falls due in a period, by the dates as they stand.

    Raises Forbidden, NoInputs, UnknownCustomer, YearOutside.
    """
    require(actor, Action.KEEP_OBLIGATIONS)
    with existing_store(url).reading() as reading:
        ledger = DueLedger(reading, at or now())
        return OwedList(period, ledger.views(period, customer), ledger.directory, ledger.today)


def own_dues(url: str, actor: Actor, consultant: str, at: datetime | None = None) -> tuple[OwedView, ...]:
    """What a consultant has to hold in the months to come, and what should have been held in those before.

    Raises Forbidden, NoInputs.
    """
    require(actor, Action.LOOK_OWN, consultant)
    with existing_store(url).reading() as reading:
        ledger = DueLedger(reading, at or now())
    around = Period(ledger.today, ledger.today).widened(_BEFORE, _AHEAD)
    return tuple(view for view in ledger.views(around) if view.owed.holder == consultant and not view.owed.settled)


def obligation(url: str, actor: Actor, key: str, at: datetime | None = None) -> OwedOne:
    """One thing that is due. Raises Forbidden, NoInputs, UnknownDue."""
    require(actor, Action.KEEP_OBLIGATIONS)
    with existing_store(url).reading() as reading:
        return looked_at(reading, DueLedger(reading, at or now()).view(key))


def looked_at(reading: Reading, view: OwedView) -> OwedOne:
    """One thing with the mark of what is shown of it."""
    return OwedOne(view, mark_of(reading, named(view.owed.key)))


def named(key: str) -> str:
    """How the log names something due."""
    return f"obligation {key}:"


def promises(url: str, actor: Actor, customer: str | None = None, day: date | None = None) -> PromisedList:
    """What packages promise customers on a date, by customer. Raises Forbidden, NoInputs, UnknownCustomer."""
    require(actor, Action.KEEP_OBLIGATIONS)
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
    if customer is not None and all(customer != one.id for one in inputs.customers):
        raise UnknownCustomer(customer)
    on = day or today_in(inputs.organisation.zone)
    held = [one for one in inputs.agreements if one.covers(on) and customer in {None, one.customer}]
    found = (Promised(one.customer, inputs.catalogue.packages[one.package]) for one in held)
    return PromisedList(
        on,
        tuple(sorted(found, key=lambda one: one.customer)),
        directory_of(inputs),
        str(inputs.policy.ordinary_work),
        inputs.organisation.calendar,
    )
