"""What stands in the way of forgetting somebody, and until when."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from rostering.answers.people import Leaver
from rostering.domain.callouts import that_count
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Consultant
from rostering.domain.seats import Duty
from rostering.domain.users import Role
from rostering.language import _, formats, n_
from rostering.rosters.history import current_duties
from rostering.store import Reading


def leaver_of(reading: Reading, inputs: Inputs, who: Consultant, at: datetime) -> Leaver | None:
    """Somebody whose last day is known, with all that stands in the way besides dates; None for whoever stays."""
    if who.employed_to is None:
        return None
    first = inputs.retention.forget_from(who.employed_to)
    return Leaver(who.id, who.name, who.employed_to, first, tuple(_besides(reading, inputs, who, at)))


def hindrances(reading: Reading, inputs: Inputs, who: Consultant, at: datetime) -> Iterator[str]:
    """What stands in the way, sentence by sentence."""
    today = at.astimezone(inputs.organisation.zone).date()
    yield from _of_employment(inputs, who, today)
    yield from _besides(reading, inputs, who, at)


def _besides(reading: Reading, inputs: Inputs, who: Consultant, at: datetime) -> Iterator[str]:
    yield from _of_duties(reading, inputs, who, at)
    yield from _of_customers(inputs, who)
    yield from _of_accounts(reading, who)


def _of_employment(inputs: Inputs, who: Consultant, today: date) -> Iterator[str]:
    if who.employed_to is None or who.employed_to >= today:
        until = formats.long_day(who.employed_to) if who.employed_to else None
        yield (
            _("{name} is employed until {day}", name=who.name, day=until)
            if until
            else _("{name} is still employed: no last day is known (employed_to)", name=who.name)
        )
        return
    first = inputs.retention.forget_from(who.employed_to)
    if today < first:
        yield n_(
            "{name} can be forgotten from {day}, {number} year after the last day, which was {last}",
            "{name} can be forgotten from {day}, {number} years after the last day, which was {last}",
            inputs.retention.people_years,
            name=who.name,
            day=formats.long_day(first),
            last=formats.long_day(who.employed_to),
        )


def _of_duties(reading: Reading, inputs: Inputs, who: Consultant, at: datetime) -> Iterator[str]:
    held = [duty for duty in current_duties(reading.publications()) if duty.consultant == who.id]
    ahead = [duty for duty in held if duty.seat.span.end > at]
    if ahead:
        day = formats.long_day(ahead[0].seat.day)
        yield _("{name} has duties ahead, the first on {day}: plan them anew first", name=who.name, day=day)
    yield from _of_charges(reading, inputs, who, held)
    yield from _of_pay(reading, inputs, who, held)
    if live := [
        swap.number for swap in reading.swaps.all() if swap.is_live and who.id in {swap.giver, swap.to, swap.taker}
    ]:
        yield _("a swap of {name} is still open: swap {number}", name=who.name, number=live[0])


def _of_charges(reading: Reading, inputs: Inputs, who: Consultant, held: list[Duty]) -> Iterator[str]:
    billed = {duty.seat.day.replace(day=1) for duty in held if duty.seat.booking and inputs.rate_cards}
    if months := _listed(billed - reading.charges.closings().keys()):
        yield _("months with readiness of {name} are not closed: {months}", name=who.name, months=months)


def _of_pay(reading: Reading, inputs: Inputs, who: Consultant, held: list[Duty]) -> Iterator[str]:
    """What was worked while no pay card was in force is paid elsewhere."""
    zone, cards = inputs.organisation.zone, inputs.pay.cards if inputs.pay else ()
    calls = [callout.call for callout in that_count(reading.callouts.all())]
    called = [call.called.astimezone(zone).date() for call in calls if call.consultant == who.id]
    days = [*(duty.seat.day for duty in held), *called]
    paid = {day.replace(day=1) for day in days if any(card.covers(day) for card in cards)}
    if months := _listed(paid - reading.pay.closings().keys()):
        yield _(
            "pay is not closed for months with duties or call-outs of {name}: {months}", name=who.name, months=months
        )


def _listed(months: Iterable[date]) -> str:
    return formats.listed([formats.month(month) for month in sorted(months)])


def _of_customers(inputs: Inputs, who: Consultant) -> Iterator[str]:
    managed = [customer.name for customer in inputs.customers if customer.account_manager == who.id]
    if managed:
        named = formats.listed(managed)
        yield _("{name} is the account manager of {customers}: name another one first", name=who.name, customers=named)


def _of_accounts(reading: Reading, who: Consultant) -> Iterator[str]:
    """Whoever does more here than duties of their own may still be at it."""
    for user in reading.users.all():
        if user.consultant == who.id and user.ended is None and user.role is not Role.CONSULTANT:
            yield _(
                "user {user} may still sign in as {role}: remove the user first", user=user.name, role=user.role.word
            )
