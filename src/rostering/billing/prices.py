"""The price of a consultant-day, from the rate card in force that day."""

from collections.abc import Iterable
from datetime import date

from rostering.domain.inputs import RateCard
from rostering.errors import Refused
from rostering.money import Ore, format_dkk


class Unpriced(Refused):
    """There is no one price inside the band, so the day cannot be billed."""


class NoRateCard(Unpriced):
    """No rate card is in force on the date."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no rate card is in force on {day}")


class SeveralRateCards(Unpriced):
    """More than one rate card is in force on the date."""

    def __init__(self, day: date, cards: Iterable[RateCard]) -> None:
        starts = " and ".join(sorted(card.first.isoformat() for card in cards))
        super().__init__(f"more than one rate card is in force on {day}: those from {starts}")


class NoPrice(Unpriced):
    """The rate card has no price for the class."""

    def __init__(self, day: date, day_class: str | None, role: str, customer: str) -> None:
        wanted = f"day class {day_class}" if day_class else "a date without a day class"
        super().__init__(f"the rate card in force on {day} has no price for {wanted}, role {role}, customer {customer}")


class OutsideBand(Unpriced):
    """The price lies outside the card's band; it is not clipped."""

    def __init__(self, day: date, day_class: str, price: Ore, band: tuple[Ore, Ore]) -> None:
        lowest, highest = map(format_dkk, band)
        super().__init__(
            f"the price of {day_class} on {day} is {format_dkk(price)}, outside the band {lowest} to {highest}"
        )


def price_of(rate_cards: Iterable[RateCard], day: date, day_class: str | None, role: str, customer: str) -> Ore:
    """The price of a consultant-day; the most specific rate wins: customer and role, customer, role, class.

    Raises Unpriced.
    """
    card = _card(rate_cards, day)
    rates = {(rate.customer, rate.role): rate.price for rate in card.rates if rate.day_class == day_class}
    specific = [(customer, role), (customer, None), (None, role), (None, None)]
    price = next((rates[key] for key in specific if key in rates), None)
    if price is None or day_class is None:
        raise NoPrice(day, day_class, role, customer)
    if not card.band[0] <= price <= card.band[1]:
        raise OutsideBand(day, day_class, price, card.band)
    return price


def _card(rate_cards: Iterable[RateCard], day: date) -> RateCard:
    in_force = [card for card in rate_cards if card.covers(day)]
    if not in_force:
        raise NoRateCard(day)
    if len(in_force) > 1:
        raise SeveralRateCards(day, in_force)
    return in_force[0]
