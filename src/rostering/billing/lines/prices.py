"""The price of a consultant-day: a frozen one, else the most specific rate and discount in force, inside the band."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rostering.domain.charges import Frozen, Price, Want
from rostering.domain.inputs import Discount, Rate, RateCard
from rostering.errors import Refused
from rostering.language import _
from rostering.language.dates import written
from rostering.money import format_dkk, format_percent, less


class Unpriced(Refused):
    """There is no one price inside the band, so the day cannot be billed."""


class NoRateCard(Unpriced):
    """No rate card is in force on the date."""

    def __init__(self, day: date) -> None:
        super().__init__(_("no rate card is in force on {day}", day=day))


class SeveralRateCards(Unpriced):
    """More than one rate card is in force on the date."""

    def __init__(self, day: date, cards: Iterable[RateCard]) -> None:
        starts = _(" and ").join(str(written(card.first)) for card in sorted(cards, key=lambda card: card.first))
        super().__init__(_("more than one rate card is in force on {day}: those from {starts}", day=day, starts=starts))


class NoPrice(Unpriced):
    """The rate card has no price for the class."""

    def __init__(self, want: Want) -> None:
        wanted = (
            _("day class {day_class}", day_class=want.day_class) if want.day_class else _("a date without a day class")
        )
        whom = _("role {role}, customer {customer}", role=want.role, customer=want.customer)
        super().__init__(
            _(
                "the rate card in force on {day} has no price for {wanted}, {whom}",
                day=want.day,
                wanted=wanted,
                whom=whom,
            )
        )


class OutsideBand(Unpriced):
    """The price, after discount, lies outside the card's band; it is not clipped."""

    def __init__(self, want: Want, price: Price) -> None:
        lowest, highest = map(format_dkk, price.band)
        off = _(" after {percent} discount", percent=format_percent(price.discount)) if price.discount else ""
        super().__init__(
            _(
                "the price of {day_class} on {day} is {price}{off}, outside the band {lowest} to {highest}",
                day_class=want.day_class,
                day=want.day,
                price=format_dkk(price.unit),
                off=off,
                lowest=lowest,
                highest=highest,
            )
        )


@dataclass(frozen=True)
class RateChoice:
    """What a rate card says of a want; the most specific comes first, and wins."""

    card: RateCard
    rates: tuple[Rate, ...]
    discounts: tuple[Discount, ...]


class Tariff:
    """All prices there are: those that were frozen, and the rate cards."""

    def __init__(self, rate_cards: Iterable[RateCard], frozen: Iterable[Frozen] = ()) -> None:
        self.rate_cards = tuple(rate_cards)
        self._frozen = {one.want: one for one in frozen}

    def frozen(self, want: Want) -> Frozen | None:
        """The frozen price of a want, if it has one."""
        return self._frozen.get(want)

    def price(self, want: Want) -> Price:
        """The price that holds for a want. Raises Unpriced."""
        frozen = self.frozen(want)
        return frozen.price if frozen else price_of(self.rate_cards, want)


def price_of(rate_cards: Iterable[RateCard], want: Want) -> Price:
    """The price that the card in force on the date gives, after discount. Raises Unpriced."""
    choice = choice_of(rate_cards, want)
    if not choice.rates:
        raise NoPrice(want)
    rate, discount = choice.rates[0], next(iter(choice.discounts), None)
    percent = discount.percent if discount else 0
    rule = label_of(rate) + (f"; {label_of(discount)}" if discount else "")
    price = Price(rate.price, percent, less(rate.price, percent), choice.card.band, choice.card.first, rule)
    if not price.band[0] <= price.unit <= price.band[1]:
        raise OutsideBand(want, price)
    return price


def choice_of(rate_cards: Iterable[RateCard], want: Want) -> RateChoice:
    """The card in force on the date, with all of it that fits: for the customer and role first, the customer, the role.

    Raises NoRateCard, SeveralRateCards.
    """
    card = _card(rate_cards, want.day)
    rates = [rate for rate in card.rates if rate.day_class == want.day_class and _fits(rate, want)]
    discounts = [off for off in card.discounts if off.day_class in {None, want.day_class} and _fits(off, want)]
    return RateChoice(card, tuple(sorted(rates, key=_narrowness)), tuple(sorted(discounts, key=_narrowness)))


def label_of(rule: Rate | Discount) -> str:
    """A rate or a discount in short: `weekend role=pim`, `10% customer=fjord`."""
    words = [rule.day_class or ""] if isinstance(rule, Rate) else [format_percent(rule.percent)]
    if isinstance(rule, Discount) and rule.day_class:
        words.append(f"day_class={rule.day_class}")
    pairs = (("role", rule.role), ("customer", rule.customer))
    return " ".join([*words, *(f"{name}={value}" for name, value in pairs if value)])


def _fits(rule: Rate | Discount, want: Want) -> bool:
    return rule.role in {None, want.role} and rule.customer in {None, want.customer}


def _narrowness(rule: Rate | Discount) -> tuple[bool, bool, bool]:
    return rule.customer is None, rule.role is None, rule.day_class is None


def _card(rate_cards: Iterable[RateCard], day: date) -> RateCard:
    in_force: Sequence[RateCard] = [card for card in rate_cards if card.covers(day)]
    if not in_force:
        raise NoRateCard(day)
    if len(in_force) > 1:
        raise SeveralRateCards(day, in_force)
    return in_force[0]
