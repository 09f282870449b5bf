"""What call-outs cost customers: hours at the price that is set, and tickets above those that a month includes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from rostering.domain.begun import for_minutes
from rostering.domain.callout_fees import CalloutFee, fee_on
from rostering.domain.callouts import Call, Callout, that_count
from rostering.domain.charges import Charge, ChargeKind, first_of_month, in_order
from rostering.domain.promises import Allowance
from rostering.language import said
from rostering.money import Ore, format_dkk
from rostering.spans import Period

Above = tuple[tuple[Callout, Allowance], ...]
"""Call-outs above what their month includes, by time, each with what they are above."""


def _nothing(_period: Period) -> Above:
    return ()


@dataclass(frozen=True)
class CalloutBook:
    """Call-outs and what they cost, now and in the months that were closed."""

    callouts: tuple[Callout, ...] = ()
    fees: tuple[CalloutFee, ...] = ()
    kept: Mapping[date, tuple[CalloutFee, ...]] = field(default_factory=dict)
    """With which months were closed, by their first dates."""
    above: Callable[[Period], Above] = _nothing
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))

    def lines(self, period: Period) -> tuple[Charge, ...]:
        """The lines of a period's call-outs that have ended, and of its tickets, as far as a price is set."""
        return in_order((*self._hours(period), *self._tickets(period)))

    def unpriced(self, period: Period) -> Above:
        """The tickets of a period above what is included for which no price is set."""
        return tuple((one, each) for one, each, fee in self._above(period) if fee is None)

    def fees_on(self, day: date) -> tuple[CalloutFee, ...]:
        """The prices that a date is billed by: those with which its month was closed, else those of today."""
        return self.kept.get(first_of_month(day), self.fees)

    def day_of(self, callout: Callout) -> date:
        """The date on which somebody was called."""
        return callout.call.called.astimezone(self.zone).date()

    def _hours(self, period: Period) -> Iterator[Charge]:
        for callout in that_count(self.callouts):
            day, call = self.day_of(callout), callout.call
            fee = fee_on(self.fees_on(day), call.customer, day) if day in period else None
            if fee and fee.begun and call.span:
                minutes = fee.billed_minutes(call.span.minutes)
                rule = said("{minutes} minutes at {price} an hour", minutes=minutes, price=format_dkk(fee.amount))
                amount = for_minutes(fee.amount, minutes)
                yield _line(ChargeKind.CALLOUT, callout.number, call, day, fee, amount, rule)

    def _tickets(self, period: Period) -> Iterator[Charge]:
        for callout, allowance, fee in self._above(period):
            if fee:
                rule = said("above the {number} that a month includes", number=allowance.a_month)
                day = self.day_of(callout)
                yield _line(ChargeKind.TICKET, callout.number, callout.call, day, fee, fee.amount, rule)

    def _above(self, period: Period) -> Iterator[tuple[Callout, Allowance, CalloutFee | None]]:
        for callout, allowance in self.above(period):
            day = self.day_of(callout)
            if day in period:
                yield callout, allowance, fee_on(self.fees_on(day), callout.call.customer, day, allowance.id)


def _line(kind: ChargeKind, number: int, call: Call, day: date, fee: CalloutFee, amount: Ore, rule: str) -> Charge:
    word = {ChargeKind.CALLOUT: "callout", ChargeKind.TICKET: f"ticket-{fee.allowance}"}[kind]
    return Charge(
        id=f"{word}:{call.customer}:{number}",
        month=first_of_month(day),
        day=day,
        customer=call.customer,
        booking="",
        consultant=call.consultant,
        role=call.role or "",
        day_class="",
        list_price=fee.amount,
        discount=0,
        unit_price=amount,
        amount=amount,
        card=fee.first,
        rule=rule,
        roster=None,
        kind=kind,
    )
