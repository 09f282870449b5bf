"""Discounts that take a price out of its band: no fault as long as nobody books at it, but worth saying early."""

from collections.abc import Iterator

from rostering.billing.lines.prices import OutsideBand, price_of
from rostering.domain.charges import Want
from rostering.domain.inputs import Discount, Inputs, Rate, RateCard
from rostering.language import _


def discount_doubts(inputs: Inputs) -> tuple[str, ...]:
    """Sentences about prices that will be refused, once each."""
    return tuple(dict.fromkeys(doubt for card in inputs.rate_cards for doubt in _doubts(card)))


def _doubts(card: RateCard) -> Iterator[str]:
    for want in dict.fromkeys(_wants(card)):
        try:
            price_of([card], want)
        except OutsideBand as outside:
            whom = [text for text in (_customer(want), _role(want)) if text]
            yield (
                _("{why} for {whom}: it will be refused", why=outside, whom=", ".join(whom))
                if whom
                else _("{why}: it will be refused", why=outside)
            )


def _customer(want: Want) -> str:
    return _("customer {customer}", customer=want.customer) if want.customer else ""


def _role(want: Want) -> str:
    return _("role {role}", role=want.role) if want.role else ""


def _wants(card: RateCard) -> Iterator[Want]:
    """Whom each rate and each discount may meet in; nobody in particular is the empty text."""
    rules: tuple[Rate | Discount, ...] = (*card.rates, *card.discounts)
    customers, roles = {"", *(one.customer or "" for one in rules)}, {"", *(one.role or "" for one in rules)}
    for day_class in dict.fromkeys(rate.day_class for rate in card.rates) if card.discounts else ():
        for customer in sorted(customers):
            for role in sorted(roles):
                yield Want("", customer, card.first, role, day_class)
