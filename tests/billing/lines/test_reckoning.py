"""The second route to an amount comes to what the first one does, whatever the cards, the discounts and the terms."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.lines.cancellations import cancellations_of
from rostering.billing.lines.prices import Tariff, Unpriced, price_of
from rostering.billing.lines.reckoning import Evidence, Reckoning, reckon
from rostering.domain.charges import Term, Want
from rostering.domain.inputs import Discount, Rate, RateCard
from rostering.domain.parties import Booking
from rostering.domain.seats import Duty
from rostering.spans import Period
from samples.published_samples import duty, published, version

DAY = date(2026, 11, 28)
NOVEMBER = Period.parse("2026-11")
BOOKING = Booking("B7", "fjord", Period(DAY, DAY), "evening", {"pim": 1})
CARD = RateCard(date(2026, 1, 1), None, (350_000, 500_000), (Rate("weekend", 400_000),))


def held(*duties: Duty, **changes: object) -> Evidence:
    """What is known of the booking when these duties are published."""
    asked = Counter(Want("B7", "fjord", one.seat.day, one.seat.role, one.seat.day_class or "") for one in duties)
    evidence = Evidence(published(version(1, NOVEMBER, duties)), (BOOKING,), (CARD,), {}, (), asked)
    return replace(evidence, **changes)  # type: ignore[arg-type]  # its own fields


def evening(who: str | None = "anna", day: date = DAY, role: str = "pim") -> Duty:
    return duty(who, day, role=role, hours="16:00-22:00", booking="B7", day_class="weekend")


def amounts(reckoning: Reckoning) -> dict[str, int]:
    """What was reckoned for each consultant of the booking's day."""
    return {who: ore for (_, _, _, who), ore in reckoning.amounts.items()}


_WHOM = {"role": st.sampled_from([None, "pim", "backend"]), "customer": st.sampled_from([None, "fjord", "skov"])}
_CLASSES = ("weekend", "special")
_RATES = st.builds(Rate, st.sampled_from(_CLASSES), st.integers(340_000, 510_000), **_WHOM)
_DISCOUNTS = st.builds(
    Discount, st.sampled_from([1, 333, 1000, 2500, 9999]), day_class=st.sampled_from([None, *_CLASSES]), **_WHOM
)
_STARTS = st.sampled_from([date(2026, 1, 1), DAY, DAY + timedelta(1)])
_ENDS = st.sampled_from([None, DAY - timedelta(1), DAY])
_CARDS = st.builds(
    RateCard,
    _STARTS,
    _ENDS,
    st.just(CARD.band),
    st.lists(_RATES, max_size=6, unique_by=lambda one: (one.day_class, one.role, one.customer)).map(tuple),
    st.lists(_DISCOUNTS, max_size=6, unique_by=lambda one: (one.day_class, one.role, one.customer)).map(tuple),
)


@given(st.lists(_CARDS, max_size=3).map(tuple))
def test_both_routes_find_one_price_or_none(cards: tuple[RateCard, ...]) -> None:
    try:
        price = price_of(cards, Want("B7", "fjord", DAY, "pim", "weekend")).unit
    except Unpriced:
        assert reckon(held(evening(), cards=cards), NOVEMBER) == Reckoning({}, (f"B7 on {DAY}: no price for anna",))
    else:
        assert amounts(reckon(held(evening(), cards=cards), NOVEMBER)) == {"anna": price}


_TERMS = st.lists(
    st.builds(Term, st.integers(0, 20), st.integers(0, 10_000)), max_size=3, unique_by=lambda term: term.days_before
)


@given(_TERMS, st.integers(-2, 20), st.integers(1, 3))
def test_both_routes_charge_a_cancelled_booking_alike(terms: list[Term], notice: int, heads: int) -> None:
    terms = sorted(terms, key=lambda term: term.days_before)
    booking = replace(BOOKING, cancelled=True, cancelled_on=DAY - timedelta(notice))
    orders = {Want("B7", "fjord", DAY, "pim", "weekend"): heads}
    lines = cancellations_of([booking], orders, tuple(terms), Tariff([CARD]))
    evidence = held(bookings=(booking,), orders=orders, terms=tuple(terms))
    assert sum(line.amount for line in lines) == sum(reckon(evidence, NOVEMBER).amounts.values())


def test_a_consultant_day_costs_the_dearest_seat_that_is_held_on_it() -> None:
    card = replace(CARD, rates=(*CARD.rates, Rate("weekend", 460_000, role="backend")))
    both = held(evening(), evening(role="backend"), evening("bo"), cards=(card,))
    assert amounts(reckon(both, NOVEMBER)) == {"anna": 460_000, "bo": 400_000}


@pytest.mark.parametrize("ore", CARD.band)
def test_the_ends_of_the_band_lie_inside_it_by_the_second_route_too(ore: int) -> None:
    card = replace(CARD, rates=(Rate("weekend", ore),))
    assert amounts(reckon(held(evening(), cards=(card,)), NOVEMBER)) == {"anna": ore}


def test_what_costs_nothing_comes_to_nothing() -> None:
    free = replace(CARD, band=(0, 500_000), rates=(Rate("weekend", 0),))
    assert amounts(reckon(held(evening(), cards=(free,)), NOVEMBER)) == {"anna": 0}


def test_an_empty_seat_takes_nothing_from_what_a_booking_pays_for() -> None:
    second = duty("anna", DAY, number=2, hours="16:00-22:00", booking="B7", day_class="weekend")
    asked = {Want("B7", "fjord", DAY, "pim", "weekend"): 1}
    assert amounts(reckon(held(evening(None), second, orders=asked), NOVEMBER)) == {"anna": 400_000}


def test_a_cancelled_date_without_a_price_costs_nothing() -> None:
    booking = replace(BOOKING, cancelled=True, cancelled_on=DAY)
    orders = {Want("B7", "fjord", DAY, "pim", "weekend"): 1}
    evidence = held(bookings=(booking,), orders=orders, terms=(Term(5, 5000),))
    assert reckon(replace(evidence, cards=()), NOVEMBER) == Reckoning({}, ())
    assert amounts(reckon(evidence, NOVEMBER)) == {"": 200_000}


def test_a_publication_holds_its_last_date() -> None:
    until = published(version(1, NOVEMBER, [evening()]), version(2, Period(NOVEMBER.first, DAY), [evening("bo")]))
    assert amounts(reckon(held(evening(), publications=until), NOVEMBER)) == {"bo": 400_000}


CLOSER: tuple[tuple[tuple[Discount, ...], int], ...] = (
    ((Discount(1000), Discount(500, day_class="weekend")), 380_000),
    ((Discount(1000), Discount(500, role="pim")), 380_000),
    ((Discount(1000, role="pim", day_class="weekend"), Discount(500, customer="fjord")), 380_000),
    ((Discount(1000, customer="fjord"), Discount(500, customer="fjord", role="pim")), 380_000),
    ((Discount(500), Discount(1000, customer="skov"), Discount(1000, role="backend")), 380_000),
    ((Discount(500), Discount(1000, day_class="special")), 380_000),
    ((Discount(1000, customer="skov", day_class="weekend"),), 400_000),
)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("discounts", "ore"), CLOSER)
def test_the_discount_that_fits_closest_counts_wherever_it_stands(
    discounts: tuple[Discount, ...], ore: int, turned: bool
) -> None:
    card = replace(CARD, discounts=discounts[::-1] if turned else discounts)
    assert amounts(reckon(held(evening(), cards=(card,)), NOVEMBER)) == {"anna": ore}


def test_a_card_holds_from_its_first_date_to_its_last() -> None:
    before, on_it = replace(CARD, last=DAY - timedelta(1)), replace(CARD, first=DAY, last=DAY)
    dearer = replace(on_it, rates=(Rate("weekend", 500_000),))
    assert amounts(reckon(held(evening(), cards=(before, dearer)), NOVEMBER)) == {"anna": 500_000}
    assert amounts(reckon(held(evening(), cards=(before,)), NOVEMBER)) == {}


def test_nothing_is_due_for_seats_that_are_empty_or_cancelled_or_of_no_booking() -> None:
    assert reckon(held(evening(None), duty("anna", DAY)), NOVEMBER) == Reckoning({}, ())
    cancelled = replace(BOOKING, cancelled=True)
    assert reckon(held(evening(), bookings=(cancelled,)), NOVEMBER) == Reckoning({}, ())


def test_the_last_publication_that_has_the_date_decides() -> None:
    week = Period(DAY, DAY + timedelta(6))
    later = published(
        version(1, NOVEMBER, [evening()]), version(2, week, [evening("bo")]), version(3, Period.parse("2026-12"))
    )
    assert amounts(reckon(held(evening(), publications=later), NOVEMBER)) == {"bo": 400_000}
    assert reckon(held(publications=later), Period.parse("2026-10")) == Reckoning({}, ())


def test_a_frozen_price_holds_by_the_second_route_too() -> None:
    frozen = {Want("B7", "fjord", DAY, "pim", "weekend"): 365_000}
    assert amounts(reckon(held(evening(), frozen=frozen), NOVEMBER)) == {"anna": 365_000}
    assert amounts(reckon(held(evening(), frozen=frozen, cards=()), NOVEMBER)) == {"anna": 365_000}
