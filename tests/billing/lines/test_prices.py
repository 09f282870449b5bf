from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.lines.prices import (
    NoPrice,
    NoRateCard,
    OutsideBand,
    SeveralRateCards,
    Tariff,
    Unpriced,
    choice_of,
    label_of,
    price_of,
)
from rostering.domain.charges import Frozen, Price, Want
from rostering.domain.inputs import Discount, Rate, RateCard

DAY = date(2026, 11, 28)
BAND = (350_000, 500_000)


def card(
    *rates: Rate, first: date = date(2026, 1, 1), last: date | None = None, discounts: tuple[Discount, ...] = ()
) -> RateCard:
    return RateCard(first, last, BAND, rates, discounts)


def want(day: date = DAY, day_class: str = "weekend") -> Want:
    return Want("B7", "fjord", day, "pim", day_class)


def price(*rates: Rate, day: date = DAY) -> int:
    return price_of([card(*rates)], want(day)).unit


BY_CLASS = Rate("weekend", 400_000)
BY_ROLE = Rate("weekend", 410_000, role="pim")
BY_CUSTOMER = Rate("weekend", 420_000, customer="fjord")
BY_BOTH = Rate("weekend", 430_000, role="pim", customer="fjord")
OTHERS = (
    Rate("special", 499_000, role="pim", customer="fjord"),
    Rate("weekend", 499_000, role="backend"),
    Rate("weekend", 499_000, customer="skov"),
)


def test_the_most_specific_rate_wins() -> None:
    assert price(BY_CLASS, *OTHERS) == 400_000
    assert price(BY_ROLE, BY_CLASS, *OTHERS) == 410_000
    assert price(BY_CUSTOMER, BY_ROLE, BY_CLASS, *OTHERS) == 420_000
    assert price(BY_BOTH, BY_CUSTOMER, BY_ROLE, BY_CLASS, *OTHERS) == 430_000


def test_the_card_in_force_on_the_date_decides() -> None:
    old, new = card(BY_CLASS, last=date(2026, 11, 28)), card(BY_ROLE, first=date(2026, 11, 29))
    assert price_of([new, old], want(date(2026, 11, 28))).unit == 400_000
    assert price_of([new, old], want(date(2026, 11, 29))).unit == 410_000


def test_without_a_card_in_force_there_is_no_price() -> None:
    with pytest.raises(NoRateCard, match="no rate card is in force on 2025-12-31"):
        price(BY_CLASS, day=date(2025, 12, 31))


def test_two_cards_in_force_are_not_guessed_between() -> None:
    with pytest.raises(SeveralRateCards, match="on 2026-11-28: those from 2026-01-01 and 2026-06-01"):
        price_of([card(BY_CLASS, first=date(2026, 6, 1)), card(BY_CLASS)], want())


def test_a_class_without_a_price_is_refused() -> None:
    with pytest.raises(NoPrice, match="no price for day class weekend, role pim, customer fjord"):
        price(*OTHERS)
    with pytest.raises(NoPrice, match="a date without a day class"):
        price_of([card(BY_CLASS)], want(day_class=""))


@pytest.mark.parametrize("amount", [350_000, 500_000])
def test_the_ends_of_the_band_lie_inside_it(amount: int) -> None:
    assert price(Rate("weekend", amount)) == amount


@pytest.mark.parametrize(("amount", "said"), [(349_999, "3.499,99"), (525_000, "5.250,00")])
def test_a_price_outside_the_band_is_refused_not_clipped(amount: int, said: str) -> None:
    with pytest.raises(OutsideBand, match=f"weekend on 2026-11-28 is {said}, outside the band 3.500,00 to 5.000,00"):
        price(Rate("weekend", amount))


rates = st.builds(
    Rate,
    st.sampled_from(["weekend", "special"]),
    st.integers(340_000, 510_000),
    st.sampled_from([None, "pim", "backend"]),
    st.sampled_from([None, "fjord", "skov"]),
)


@given(st.lists(rates, max_size=8))
def test_no_price_ever_leaves_the_band(drawn: list[Rate]) -> None:
    try:
        found = price(*drawn)
    except Unpriced:
        return
    assert BAND[0] <= found <= BAND[1]
    assert found in {rate.price for rate in drawn if rate.day_class == "weekend"}


def discounted(*discounts: Discount, listed: int = 450_000) -> Price:
    return price_of([card(Rate("weekend", listed), discounts=discounts)], want())


ALL = Discount(100)
OF_CLASS = Discount(200, day_class="weekend")
OF_ROLE = Discount(300, role="pim")
OF_CUSTOMER = Discount(400, customer="fjord")
OF_BOTH = Discount(500, customer="fjord", role="pim")
OF_OTHERS = (Discount(9000, customer="skov"), Discount(9000, role="backend"), Discount(9000, day_class="special"))


def test_the_most_specific_discount_wins_and_they_do_not_add_up() -> None:
    drawn = (ALL, *OF_OTHERS, OF_CLASS, OF_ROLE, OF_CUSTOMER, OF_BOTH)
    assert [discounted(*drawn[: 4 + n]).discount for n in range(6)] == [100, 200, 300, 400, 500, 500]
    assert discounted(*reversed(drawn)).discount == 500


def test_a_discount_is_rounded_half_up_to_the_oere() -> None:
    assert discounted(Discount(333), listed=400_050).unit == 386_728  # 386728,335
    assert discounted(Discount(5000), listed=900_001).unit == 450_001  # 450000,5


def test_the_band_holds_for_the_price_after_the_discount() -> None:
    with pytest.raises(OutsideBand, match=r"weekend on 2026-11-28 is 3\.420,00 after 24% discount, outside the band"):
        discounted(Discount(2400))
    assert discounted(Discount(2000), listed=600_000).unit == 480_000


def test_a_price_says_which_rate_and_which_discount_won() -> None:
    found = price_of([card(BY_CLASS, BY_BOTH, discounts=(OF_CUSTOMER,))], want())
    assert found == Price(
        430_000, 400, 412_800, BAND, date(2026, 1, 1), "weekend role=pim customer=fjord; 4% customer=fjord"
    )
    assert label_of(OF_CLASS) == "2% day_class=weekend"


def test_all_that_fits_is_told_the_most_specific_first() -> None:
    choice = choice_of([card(*OTHERS, BY_CLASS, BY_BOTH, BY_ROLE, discounts=(ALL, *OF_OTHERS, OF_ROLE))], want())
    assert choice.rates == (BY_BOTH, BY_ROLE, BY_CLASS)
    assert choice.discounts == (OF_ROLE, ALL)


def test_a_frozen_price_holds_whatever_the_cards_say_later() -> None:
    kept = Price(400_000, 0, 400_000, BAND, date(2025, 1, 1), "weekend")
    frozen = Frozen(want(), kept, datetime(2025, 5, 1, tzinfo=UTC), "confirmed 2025-05-01")
    tariff = Tariff([card(BY_BOTH)], [frozen])
    assert tariff.price(want()) == kept
    assert tariff.price(want(date(2026, 11, 29))).unit == 430_000
    assert Tariff([], [frozen]).price(want()) == kept
