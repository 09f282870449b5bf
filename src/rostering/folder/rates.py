"""`rates.toml`: dated rate cards for increased readiness."""

from collections.abc import Iterable
from functools import partial

from rostering.domain.catalogue import Catalogue
from rostering.domain.inputs import Rate, RateCard
from rostering.folder.dated import overlaps, until
from rostering.folder.notes import Misread, nearest, quoted
from rostering.folder.tables import Table, day, identifier, text
from rostering.money import Ore, format_kroner, parse_kroner

CONTRACT = (350_000, 500_000)
"""What the contract lets a consultant-day cost, in oere."""
_ALWAYS_PRICED = ("weekend", "public_holiday")


def read_rate_cards(document: Table, catalogue: Catalogue | None) -> tuple[RateCard, ...]:
    """Read the rate cards; without a catalogue the day classes that need a price are not checked."""
    needed = _day_classes(catalogue) if catalogue else ()

    def build(table: Table) -> tuple[RateCard, ...]:
        found = [(item, item.sound(partial(_card, needed))) for item in table.tables("rate_cards")]
        cards = [(item, card) for item, card in found if card]
        for (later, card), (earlier, other) in overlaps(cards):
            message = f"starts {card.first}, when {earlier.path} is in force until {until(other)}"
            later.fault(message, "end the earlier card the day before the later one starts")
        return tuple(sorted((card for _, card in cards), key=lambda card: card.first))

    return document.whole(build)


def _day_classes(catalogue: Catalogue) -> tuple[str, ...]:
    parts = catalogue.parts.values()
    return tuple(dict.fromkeys([*(part.day_class for part in parts), *_ALWAYS_PRICED])) if parts else ()


def _card(needed: Iterable[str], table: Table) -> RateCard:
    band = table.required("band", _band) or CONTRACT
    first, last = table.required("from", day), table.optional("to", day, None)
    table.notes.order(table.place(), first, last)
    prices = table.child("prices", required=True)
    for day_class in needed if not prices.silent else ():
        if day_class not in prices.content:
            prices.fault("missing", "bookings need a price for this day class", day_class)
    rates = [Rate(day_class, price) for day_class, price in prices.each(partial(_price, band)).items()]
    found = [(item, item.sound(partial(_exception, prices, band))) for item in table.tables("exceptions")]
    exceptions = [(item, rate) for item, rate in found if rate]
    _refuse_twins(exceptions)
    return RateCard(first, last, band, (*rates, *(rate for _, rate in exceptions)))


def _exception(prices: Table, band: tuple[Ore, Ore], table: Table) -> Rate:
    rate = Rate(
        day_class=table.required("day_class", identifier),
        price=table.required("price", partial(_price, band)),
        role=table.optional("role", text, None, names="role"),
        customer=table.optional("customer", text, None, names="customer"),
    )
    if "role" not in table.content and "customer" not in table.content:
        table.fault("is an exception for nobody", "add a role or a customer, or change the card's prices")
    if rate.day_class and not prices.silent and rate.day_class not in prices.content:
        table.fault(
            f"the card has no price for {quoted(rate.day_class)}", nearest(rate.day_class, prices.content), "day_class"
        )
    return rate


def _refuse_twins(exceptions: Iterable[tuple[Table, Rate]]) -> None:
    first: dict[tuple[str, str | None, str | None], Table] = {}
    for table, rate in exceptions:
        twin = first.setdefault((rate.day_class, rate.role, rate.customer), table)
        if twin is not table:
            table.fault(f"is the same exception as {twin.path}", "delete one of them")


def _band(value: object) -> tuple[Ore, Ore]:
    if not isinstance(value, list) or len(value) != 2:
        raise Misread("is not a lowest and a highest price", "write band = [3500, 5000]")
    low, high = (_kroner(item) for item in value)
    if not CONTRACT[0] <= low <= high <= CONTRACT[1]:
        raise Misread(
            f"band {_written((low, high))} is not inside {_written(CONTRACT)}", "the contract allows no other"
        )
    return low, high


def _price(band: tuple[Ore, Ore], value: object) -> Ore:
    price = _kroner(value)
    if not band[0] <= price <= band[1]:
        raise Misread(f"price {format_kroner(price)} is outside {_written(band)}", "every price lies inside the band")
    return price


def _kroner(value: object) -> Ore:
    if isinstance(value, str):
        return parse_kroner(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value * 100
    raise Misread(f"{value} is not an amount in whole kroner or Danish notation", 'write 3500 or "3.500,00"')


def _written(band: tuple[Ore, Ore]) -> str:
    return f"{format_kroner(band[0])}-{format_kroner(band[1])}"
