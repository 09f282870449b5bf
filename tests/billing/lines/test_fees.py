"""Subscription fees: prorated by days, billed with the first or the last of them, corrected when agreements change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.lines.fee_reckoning import reckon_fees
from rostering.billing.lines.fees import FeeBook, fee_of
from rostering.domain.charges import Charge, ChargeKind
from rostering.domain.fees import Every, Fee, Paid
from rostering.domain.parties import Agreement
from rostering.domain.totals import total_by_customer, total_of
from rostering.spans import Period
from samples.closed_books import DECEMBER, NOVEMBER, OCTOBER, Firm, booked

YEAR = Period.parse("2026")
NEXT_YEAR = Period.parse("2027")
START = date(2026, 1, 1)
MONTHLY = Fee("premium", 1_000_000, Every.MONTH, Paid.ADVANCE, START)
FJORD = Agreement("fjord", "premium", START)


def lines(*fees: Fee, agreements: tuple[Agreement, ...] = (FJORD,), period: Period = NOVEMBER) -> tuple[Charge, ...]:
    """The fees of a period when no month is closed."""
    return FeeBook(agreements, fees).lines(period)


def told(found: tuple[Charge, ...]) -> list[tuple[str, int]]:
    return [(line.id, line.amount) for line in found]


def firm(*fees: Fee, agreements: tuple[Agreement, ...] = (FJORD,)) -> Firm:
    """Nothing but subscriptions."""
    return Firm([()], agreements=agreements, fees=fees)


def test_a_month_in_advance_is_found_by_its_first_date_and_says_what_it_pays_for() -> None:
    (line,) = lines(MONTHLY)
    assert (line.id, line.kind, line.amount) == ("fee:fjord:premium:2026-11", ChargeKind.FEE, 1_000_000)
    assert (line.day, line.paid, line.package) == (NOVEMBER.first, NOVEMBER, "premium")
    assert (line.booking, line.consultant, line.role, line.day_class, line.roster) == ("", "", "", "", None)
    assert (line.list_price, line.discount, line.card, line.rule) == (1_000_000, 0, START, "every month in advance")


def test_a_month_in_arrears_is_found_by_its_last_date() -> None:
    (line,) = lines(replace(MONTHLY, paid=Paid.ARREARS))
    assert (line.id, line.day, line.paid) == ("fee:fjord:premium:2026-11", NOVEMBER.last, NOVEMBER)


def test_a_quarter_and_a_year_stand_in_one_month_only() -> None:
    quarter = replace(MONTHLY, every=Every.QUARTER)
    assert [line.id for line in lines(quarter, period=YEAR)] == [
        f"fee:fjord:premium:2026-{month}" for month in ("01", "04", "07", "10")
    ]
    (year,) = lines(replace(MONTHLY, every=Every.YEAR, paid=Paid.ARREARS), period=YEAR)
    assert (year.id, year.paid) == ("fee:fjord:premium:2026-12", YEAR)


def test_whoever_starts_in_a_year_in_advance_pays_for_the_rest_of_it_in_the_month_of_the_start() -> None:
    begun = (replace(FJORD, first=date(2026, 6, 10)),)
    (line,) = lines(replace(MONTHLY, every=Every.YEAR), agreements=begun, period=YEAR)
    assert (line.id, line.day) == ("fee:fjord:premium:2026-06-10", date(2026, 6, 10))
    assert line.amount == 561_644  # 205 of 365 days: 561643,8
    assert line.rule == "every year in advance; 205 of 365 days"


def test_whoever_ends_in_a_year_in_arrears_pays_in_the_month_of_the_end() -> None:
    ended = (replace(FJORD, last=date(2026, 3, 15)),)
    assert told(lines(replace(MONTHLY, every=Every.YEAR, paid=Paid.ARREARS), agreements=ended, period=YEAR)) == [
        ("fee:fjord:premium:2026-03-15", 202_740)  # 74 of 365 days: 202739,7
    ]


def test_half_an_oere_is_rounded_up() -> None:
    fortnight = (replace(FJORD, last=date(2026, 11, 15)),)
    fee = replace(MONTHLY, amount=1001)
    assert [line.amount for line in lines(fee, agreements=fortnight)] == [501]
    assert reckon_fees(fortnight, (fee,), (), NOVEMBER) == {(NOVEMBER.first, "fjord"): 501}


def test_a_change_of_package_is_a_line_for_each() -> None:
    changed = (replace(FJORD, last=date(2026, 11, 9)), Agreement("fjord", "basic", date(2026, 11, 10)))
    basic = replace(MONTHLY, package="basic", amount=300_000)
    assert told(lines(MONTHLY, basic, agreements=changed)) == [
        ("fee:fjord:premium:2026-11-01", 300_000),
        ("fee:fjord:basic:2026-11-10", 210_000),
    ]


def test_a_price_of_ones_own_goes_before_that_of_everybody_on_its_dates() -> None:
    own = replace(MONTHLY, amount=900_000, first=date(2026, 11, 16), customer="fjord")
    both = (FJORD, Agreement("skov", "premium", START))
    assert told(lines(MONTHLY, own, agreements=both)) == [
        ("fee:fjord:premium:2026-11-01", 500_000),
        ("fee:skov:premium:2026-11", 1_000_000),
        ("fee:fjord:premium:2026-11-16", 450_000),
    ]


@pytest.mark.parametrize(
    ("day", "rest"),
    [
        (1, "fee:fjord:premium:2026-11-02"),
        (30, "fee:fjord:premium:2026-11-01"),
    ],
)
def test_a_date_with_a_price_of_its_own_is_not_paid_twice_at_either_end_of_a_month(day: int, rest: str) -> None:
    its = date(2026, 11, day)
    own = replace(MONTHLY, amount=900_000, first=its, last=its, customer="fjord")
    found = lines(MONTHLY, own)
    assert sorted(told(found)) == sorted([(f"fee:fjord:premium:{its}", 30_000), (rest, 966_667)])
    assert sum(len(line.paid or ()) for line in found) == len(NOVEMBER)


def test_a_line_is_priced_by_the_customers_own_fee_where_that_holds_on_all_its_dates() -> None:
    (line,) = lines(MONTHLY)
    own = replace(MONTHLY, customer="fjord", first=NOVEMBER.first, last=NOVEMBER.last)
    late, short = replace(own, first=date(2026, 11, 2)), replace(own, last=date(2026, 11, 29))
    assert fee_of(line, (MONTHLY, own)) == fee_of(line, (own, MONTHLY)) == own
    assert fee_of(line, (late, MONTHLY, short)) == MONTHLY
    assert fee_of(line, (late, short)) is None


def test_without_fees_or_with_those_of_other_packages_nothing_is_billed() -> None:
    assert lines() == ()
    assert lines(replace(MONTHLY, package="basic")) == ()


def test_an_agreement_that_is_ended_after_closing_is_credited_and_charged_in_the_next_open_month() -> None:
    books = firm(MONTHLY)
    books.close(NOVEMBER)
    books.agreements = (replace(FJORD, last=date(2026, 11, 15)),)
    credit, charge = books.books.lines(DECEMBER)
    assert (credit.id, credit.amount, credit.corrects) == (
        "fee:fjord:premium:2026-11:credit",
        -1_000_000,
        "fee:fjord:premium:2026-11",
    )
    assert (charge.id, charge.amount, charge.corrects) == (
        "fee:fjord:premium:2026-11-01",
        500_000,
        "fee:fjord:premium:2026-11",
    )
    assert {line.month for line in (credit, charge)} == {DECEMBER.first}
    books.close(DECEMBER)
    assert books.differences() == []
    books.agreements = (FJORD,)
    assert told(books.books.corrections(Period.parse("2027-01"))) == [
        ("fee:fjord:premium:2026-11-01:credit", -500_000),
        ("fee:fjord:premium:2026-11:2", 1_000_000),
        ("fee:fjord:premium:2026-12", 1_000_000),
    ]
    books.close(Period.parse("2027-01"))
    assert books.books.corrections(Period.parse("2027-02")) == ()
    books.agreements = (replace(FJORD, last=date(2026, 10, 31)),)
    assert told(books.books.corrections(Period.parse("2027-02")))[:1] == [
        ("fee:fjord:premium:2026-11:2:credit", -1_000_000),
    ]


def test_a_fee_is_owed_in_the_periods_that_have_its_date() -> None:
    arrears = replace(MONTHLY, paid=Paid.ARREARS)
    first, rest = (Period(NOVEMBER.first, NOVEMBER.first), Period(date(2026, 11, 2), NOVEMBER.last))
    for fee, empty, full in ((MONTHLY, rest, first), (arrears, first, rest)):
        assert lines(fee, period=empty) == ()
        assert reckon_fees((FJORD,), (fee,), (), empty) == {}
        assert [line.amount for line in lines(fee, period=full)] == [1_000_000]
        assert list(reckon_fees((FJORD,), (fee,), (), full).values()) == [1_000_000]


def test_what_a_fee_stands_for_is_a_fee_of_some_of_the_same_dates() -> None:
    books = firm(MONTHLY)
    books.publish(booked("anna"))
    books.close(OCTOBER)
    books.close(NOVEMBER)
    books.publish()
    books.agreements = (replace(FJORD, first=date(2026, 10, 10), last=date(2026, 11, 15)),)
    charged = [line for line in books.books.corrections(DECEMBER) if line.kind is ChargeKind.FEE]
    assert [(line.id, line.corrects) for line in charged] == [
        ("fee:fjord:premium:2026-10-10", "fee:fjord:premium:2026-10"),
        ("fee:fjord:premium:2026-11-01", "fee:fjord:premium:2026-11"),
    ]


def test_what_a_fee_stands_for_is_a_fee_of_the_same_customer() -> None:
    books = firm(MONTHLY, agreements=(FJORD, replace(FJORD, customer="skov")))
    books.close(NOVEMBER)
    books.agreements = tuple(replace(one, last=date(2026, 11, 15)) for one in books.agreements)
    charged = [line for line in books.books.corrections(DECEMBER) if line.kind is ChargeKind.FEE]
    assert [(line.customer, line.corrects) for line in charged] == [
        (who, f"fee:{who}:premium:2026-11") for who in ("fjord", "skov")
    ]


def test_a_package_changed_after_closing_is_two_lines_that_stand_for_the_one() -> None:
    books = firm(MONTHLY, replace(MONTHLY, package="basic", amount=300_000))
    books.close(NOVEMBER)
    books.agreements = (replace(FJORD, last=date(2026, 11, 9)), Agreement("fjord", "basic", date(2026, 11, 10)))
    found = books.books.corrections(DECEMBER)
    assert [(line.package, line.amount, line.corrects) for line in found] == [
        ("premium", -1_000_000, "fee:fjord:premium:2026-11"),
        ("premium", 300_000, "fee:fjord:premium:2026-11"),
        ("basic", 210_000, "fee:fjord:premium:2026-11"),
    ]


def test_a_year_paid_in_advance_that_ends_early_is_credited_in_the_next_open_month_and_charged_for_its_days() -> None:
    books = firm(replace(MONTHLY, every=Every.YEAR, amount=3_650_000))
    january, february = Period.parse("2026-01"), Period.parse("2026-02")
    books.close(january)
    books.agreements = (replace(FJORD, last=date(2026, 8, 31)),)
    assert told(books.books.lines(february)) == [
        ("fee:fjord:premium:2026-01:credit", -3_650_000),
        ("fee:fjord:premium:2026-01-01", 2_430_000),
    ]


def test_a_later_price_corrects_nothing_in_closed_months_not_even_where_the_agreement_changes() -> None:
    books = firm(MONTHLY)
    books.close(NOVEMBER)
    books.fees = (replace(MONTHLY, amount=2_000_000),)
    assert books.books.corrections(DECEMBER) == ()
    assert total_of(books.books.due(DECEMBER)) == 2_000_000
    books.agreements = (replace(FJORD, last=date(2026, 11, 15)),)
    assert [line.amount for line in books.books.corrections(DECEMBER)] == [-1_000_000, 500_000]
    assert books.differences(Period(NOVEMBER.first, DECEMBER.last)) == []


def test_fees_that_are_written_or_deleted_later_change_nothing_in_closed_months() -> None:
    books = firm()
    books.close(OCTOBER)
    books.fees = (MONTHLY,)
    assert books.books.corrections(NOVEMBER) == ()
    books.close(NOVEMBER)
    books.fees = ()
    assert books.books.lines(DECEMBER) == ()
    assert books.differences() == []


def test_what_was_paid_in_advance_is_not_paid_again_by_a_fee_of_another_interval() -> None:
    books = firm(replace(MONTHLY, every=Every.QUARTER, amount=2_700_000))
    books.close(OCTOBER)
    books.fees = (MONTHLY,)
    assert books.books.due(NOVEMBER) == books.books.due(DECEMBER) == ()
    assert told(books.books.due(Period.parse("2027-01"))) == [("fee:fjord:premium:2027-01", 1_000_000)]
    assert books.differences() == []


def test_verifying_names_a_fee_that_is_not_what_was_kept() -> None:
    books = firm(MONTHLY)
    (line,) = books.close(NOVEMBER)
    books.lines = (replace(line, unit_price=900_000, amount=900_000),)
    assert [one.text for one in books.differences()] == [
        "fee:fjord:premium:2026-11 costs 9.000,00, and the fee that was kept comes to 10.000,00"
    ]


CUSTOMERS = ("fjord", "skov")
PACKAGES = ("basic", "premium")
_DAYS = st.dates(date(2026, 1, 1), date(2027, 3, 31))
_FEES = st.lists(
    st.builds(
        Fee,
        st.sampled_from(PACKAGES),
        st.sampled_from([1_000_000, 1, 99, 1001, 3_333_333]),
        st.sampled_from(Every),
        st.sampled_from(Paid),
        st.sampled_from([date(2025, 12, 1), date(2026, 2, 1), date(2026, 5, 17)]),
        st.sampled_from([None, date(2026, 11, 12), date(2027, 1, 31)]),
        st.sampled_from([None, "fjord"]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda fee: (fee.package, fee.customer),
).map(tuple)


@st.composite
def _agreed(draw: st.DrawFn) -> tuple[Agreement, ...]:
    """For each customer some agreements that do not overlap."""
    found: list[Agreement] = []
    for customer in CUSTOMERS:
        days = sorted(draw(st.lists(_DAYS, min_size=1, max_size=4, unique=True)))
        for first, after in zip(days, [*days[1:], None], strict=False):
            last = after and draw(st.dates(first, after - timedelta(1)))
            found.append(Agreement(customer, draw(st.sampled_from(PACKAGES)), first, last))
    return tuple(found)


_MONTHS = YEAR.months() + NEXT_YEAR.months()[:3]
Step = tuple[Agreement, ...] | Period | int
"""Other agreements, the closing of a month, or of so many of the earliest open ones."""
_STEPS = st.lists(
    st.one_of(_agreed(), st.integers(1, 4), st.integers(1, 4), st.sampled_from(_MONTHS)), min_size=3, max_size=10
)
_ALWAYS = Period(_MONTHS[0].first, _MONTHS[-1].last)


def _play(books: Firm, steps: list[Step]) -> None:
    for step in steps:
        open_months = [month for month in _MONTHS if month.first not in books.months]
        if isinstance(step, tuple):
            books.agreements = step
        for month in open_months[:step] if isinstance(step, int) else open_months:
            if step == month or isinstance(step, int):
                books.close(month)


def _billed(books: Firm) -> dict[str, int]:
    """What is closed and what is open, by customer, with the corrections that follow the last month."""
    home = Period.parse("2027-04")
    months = (*_MONTHS, *([home] if books.books.run_before(home) else []))
    open_lines = [line for month in months if month.first not in books.months for line in books.books.lines(month)]
    return total_by_customer(line for line in (*books.lines, *open_lines) if line.day in _ALWAYS)


@given(_FEES, _agreed(), _STEPS)
def test_closed_and_open_fees_add_up_to_what_agreements_now_ask_for(
    fees: tuple[Fee, ...], agreements: tuple[Agreement, ...], steps: list[Step]
) -> None:
    books = Firm([()], fees=fees, agreements=agreements)
    _play(books, steps)
    asked = total_by_customer(FeeBook(books.agreements, fees).lines(_ALWAYS))
    billed = _billed(books)
    assert {key: ore for key, ore in billed.items() if ore} == asked
    assert books.differences(_ALWAYS) == []
    assert len({line.id for line in books.lines}) == len(books.lines)


@given(st.lists(st.tuples(_FEES, _STEPS), min_size=1, max_size=3), _agreed(), _FEES)
def test_whatever_becomes_of_fees_closed_months_keep_theirs_and_no_date_is_paid_twice(
    ladder: list[tuple[tuple[Fee, ...], list[Step]]], agreements: tuple[Agreement, ...], last: tuple[Fee, ...]
) -> None:
    books = Firm([()], agreements=agreements)
    for fees, steps in ladder:
        books.fees = fees
        _play(books, steps)
    before = {month.first: books.books.corrections(month) for month in _MONTHS if month.first not in books.months}
    books.fees = last
    assert before == {month: books.books.corrections(Period(month, _end(month))) for month in before}
    assert books.differences(_ALWAYS) == []
    for customer in CUSTOMERS:
        paid = [day for line in books.books.fees.lines(_ALWAYS) if line.customer == customer for day in line.paid or ()]
        assert len(paid) == len(set(paid))


def _end(month: date) -> date:
    return next(one.last for one in _MONTHS if one.first == month)


@given(_FEES, _agreed())
def test_both_routes_bill_the_same_by_date_and_customer(
    fees: tuple[Fee, ...], agreements: tuple[Agreement, ...]
) -> None:
    found = {(line.day, line.customer): line.amount for line in FeeBook(agreements, fees).lines(_ALWAYS)}
    assert found == reckon_fees(agreements, fees, (), _ALWAYS)


@pytest.mark.parametrize("every", Every)
def test_every_interval_of_the_calendar_is_its_own(every: Every) -> None:
    first = every.interval(date(2026, 12, 31))
    assert first.last == date(2026, 12, 31)
    assert every.interval(first.first) == first
