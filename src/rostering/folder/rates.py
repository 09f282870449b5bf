"""`rates.toml`: dated rate cards for increased readiness, discounts, terms of cancellation, fees, and the band.

The band is the firm's: `band = [3000, 6000]` at the top holds for all cards, and a card may have a narrower one of its
own. Where there is none at the top, a card's own is the firm's for its dates; where there is none at all, it is the
contract's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TypeVar

from rostering.domain.callout_fees import CalloutFee
from rostering.domain.catalogue import Catalogue
from rostering.domain.charges import Term
from rostering.domain.fees import Fee
from rostering.domain.inputs import Discount, Rate, RateCard
from rostering.folder.amounts import MOST, kroner, parsed
from rostering.folder.callout_fees import read_callout_fees
from rostering.folder.dated import one_at_a_time
from rostering.folder.fees import read_fees
from rostering.folder.notes import Misread, Notes, nearest, quoted
from rostering.folder.tables import TomlTable, day, identifier, text, whole
from rostering.language import _, marked
from rostering.money import Ore, format_kroner, parse_percent
from rostering.spans import DAY

FILE = "rates.toml"
Band = tuple[Ore, Ore]
CONTRACT: Band = (350_000, 500_000)
"""What a consultant-day may cost where the firm says nothing else, in oere."""
LONGEST_NOTICE = 366
THINGS = (marked("exception"), marked("discount"), marked("cancellation"), marked("standby"), marked("callout"))
"""What a list of this file, or of `pay.toml`, holds."""
_ALWAYS_PRICED = ("weekend", "public_holiday")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Rates:
    """What readiness costs, what cancelling it does, and what packages and call-outs cost."""

    cards: tuple[RateCard, ...]
    terms: tuple[Term, ...]
    fees: tuple[Fee, ...]
    callouts: tuple[CalloutFee, ...]


def read_rates(document: TomlTable, catalogue: Catalogue | None) -> Rates:
    """Read rate cards, terms and fees; without a catalogue the day classes that need a price are not checked."""
    needed = _day_classes(catalogue) if catalogue else ()
    return document.whole(partial(_rates, needed, catalogue))


def _rates(needed: Iterable[str], catalogue: Catalogue | None, table: TomlTable) -> Rates:
    cards = _cards(needed, _firms(table), table)
    return Rates(cards, _terms(table), read_fees(table), read_callout_fees(table, catalogue))


def refuse_gaps(cards: Iterable[RateCard], notes: Notes) -> None:
    """Between one rate card and the next there is no date without any; of faulty ones nobody can tell."""
    for card, following in pairwise(() if notes.faulty(FILE) else cards):
        if card.last and card.last + DAY < following.first:
            hint = _("let the earlier card last until the day before the next one, or write one for those dates")
            notes.fault(
                f"{FILE}: rate_cards",
                _("no rate card is in force from {first} to {last}", first=card.last + DAY, last=following.first - DAY),
                hint,
            )


def _firms(table: TomlTable) -> Band | None:
    """The band for all cards, if the firm has one."""
    return table.optional("band", _band, None)


def _cards(needed: Iterable[str], firms: Band | None, table: TomlTable) -> tuple[RateCard, ...]:
    found = [(item, item.sound(partial(_card, needed, firms))) for item in table.tables("rate_cards")]
    cards = [(item, card) for item, card in found if card]
    one_at_a_time(cards, _("end the earlier card the day before the later one starts"))
    return tuple(sorted((card for _, card in cards), key=lambda card: card.first))


def _day_classes(catalogue: Catalogue) -> tuple[str, ...]:
    parts = catalogue.parts.values()
    return tuple(dict.fromkeys([*(part.day_class for part in parts), *_ALWAYS_PRICED])) if parts else ()


def _card(needed: Iterable[str], firms: Band | None, table: TomlTable) -> RateCard:
    band = table.optional("band", partial(_own_band, firms), None) or firms or CONTRACT
    first, last = table.required("from", day), table.optional("to", day, None)
    table.notes.order(table.place(), first, last)
    prices = table.child("prices", required=True)
    for day_class in needed if not prices.silent else ():
        if day_class not in prices.content:
            prices.fault(_("missing"), _("bookings need a price for this day class"), day_class)
    rates = [Rate(day_class, price) for day_class, price in prices.each(partial(_price, band)).items()]
    exceptions = distinct(table, "exceptions", partial(_exception, prices, band), _applies_to)
    discounts = tuple(distinct(table, "discounts", partial(_discount, prices), _applies_to))
    return RateCard(first, last, band, (*rates, *exceptions), discounts)


def _exception(prices: TomlTable, band: Band, table: TomlTable) -> Rate:
    rate = Rate(
        day_class=table.required("day_class", identifier),
        price=table.required("price", partial(_price, band)),
        role=table.optional("role", text, None, names="role"),
        customer=table.optional("customer", text, None, names="customer"),
    )
    if "role" not in table.content and "customer" not in table.content:
        table.fault(_("is an exception for nobody"), _("add a role or a customer, or change the card's prices"))
    if rate.day_class and not prices.silent and rate.day_class not in prices.content:
        table.fault(
            _("the card has no price for {day_class}", day_class=quoted(rate.day_class)),
            nearest(rate.day_class, prices.content),
            "day_class",
        )
    return rate


def _discount(prices: TomlTable, table: TomlTable) -> Discount:
    discount = Discount(
        percent=table.required("percent", _percent),
        customer=table.optional("customer", text, None, names="customer"),
        role=table.optional("role", text, None, names="role"),
        day_class=table.optional("day_class", identifier, None),
    )
    if discount.day_class and not prices.silent and discount.day_class not in prices.content:
        message = _("the card has no price for {day_class}", day_class=quoted(discount.day_class))
        table.fault(message, nearest(discount.day_class, prices.content), "day_class")
    return discount


def _terms(table: TomlTable) -> tuple[Term, ...]:
    terms = distinct(table, "cancellation", _term, lambda term: term.days_before)
    return tuple(sorted(terms, key=lambda term: term.days_before))


def _term(table: TomlTable) -> Term:
    return Term(table.required("days_before", whole(0, LONGEST_NOTICE)), table.required("percent", _percent))


def _applies_to(rule: Rate | Discount) -> object:
    return rule.day_class, rule.role, rule.customer


def distinct(
    table: TomlTable, key: str, read: Callable[[TomlTable], Value], about: Callable[[Value], object]
) -> list[Value]:
    """The sound tables of a list; of those about the same thing all but the first are faults."""
    found = [(item, value) for item in table.tables(key) if (value := item.sound(read)) is not None]
    first: dict[object, TomlTable] = {}
    for item, value in found:
        twin = first.setdefault(about(value), item)
        if twin is not item:
            item.fault(
                _("is the same {thing} as {path}", thing=_(key.removesuffix("s")), path=twin.path),
                _("delete one of them"),
            )
    return [value for _, value in found]


def _band(value: object) -> Band:
    if not isinstance(value, list) or len(value) != 2:
        raise Misread(_("is not a lowest and a highest price"), _("write band = [3500, 5000]"))
    low, high = (kroner(item) for item in value)
    if not 0 <= low <= high <= MOST:
        raise Misread(
            _("{band} is no band", band=_written((low, high))),
            _("the lowest price first, both from 0 to {most}", most=format_kroner(MOST)),
        )
    return low, high


def _own_band(firms: Band | None, value: object) -> Band:
    """A card's band, which may be narrower than the firm's."""
    band = _band(value)
    if firms and not firms[0] <= band[0] <= band[1] <= firms[1]:
        raise Misread(
            _("band {band} is not inside {firms}", band=_written(band), firms=_written(firms)),
            _("that is the band at the top"),
        )
    return band


def _price(band: Band, value: object) -> Ore:
    price = kroner(value)
    if not band[0] <= price <= band[1]:
        raise Misread(
            _("price {price} is outside {band}", price=format_kroner(price), band=_written(band)),
            _("every price lies inside the band"),
        )
    return price


def _percent(value: object) -> int:
    if isinstance(value, str):
        return parsed(parse_percent, value, marked("'{text}' is not a percentage from 0 to 100"))
    return whole(0, 100)(value) * 100


def _written(band: Band) -> str:
    return f"{format_kroner(band[0])}-{format_kroner(band[1])}"
