"""What a period is expected to cost: each head that is booked, staffed or not, cancelled seats and fees."""

from dataclasses import replace
from datetime import date

from rostering.billing.lines.forecast import forecast_of
from rostering.domain.charges import ChargeKind, Term, Want
from rostering.domain.fees import Every, Fee, Paid
from rostering.domain.forecasts import ForecastLine
from rostering.domain.parties import Agreement
from rostering.spans import DAY, Period
from samples.closed_books import B7, CARD, FRIDAY, NOVEMBER, OCTOBER, Firm, booked

START = date(2026, 1, 1)
WANT = Want("B7", "fjord", FRIDAY, "pim", "weekend")


def head(staffed: bool | None, amount: int | None = 460_000, kind: ChargeKind = ChargeKind.CHARGE) -> ForecastLine:
    return ForecastLine(FRIDAY, "fjord", "B7", "pim", "weekend", kind, amount, staffed)


def test_each_head_counts_staffed_ones_first_whoever_holds_them() -> None:
    firm = Firm([(booked(None), booked("anna", number=2), booked("anna", number=3))])
    assert forecast_of(firm.books, OCTOBER) == (head(True), head(True), head(False))
    assert forecast_of(firm.books, NOVEMBER) == ()


def test_lines_stand_by_date_and_customer() -> None:
    firm = Firm([(booked("anna", FRIDAY + DAY), booked("anna", booking="B8"), booked("anna"))])
    firm.bookings["B8"] = replace(B7, id="B8", customer="egon")
    assert [(line.day, line.customer) for line in forecast_of(firm.books, OCTOBER)] == [
        (FRIDAY, "egon"),
        (FRIDAY, "fjord"),
        (FRIDAY + DAY, "fjord"),
    ]


def test_a_head_without_a_price_says_why() -> None:
    firm = Firm([(booked("anna"),)], cards=())
    told = "no rate card is in force on 2026-10-30"
    assert forecast_of(firm.books, OCTOBER) == (replace(head(True, None), reason=told),)


def test_a_cancelled_booking_costs_what_its_seats_are_billed_at() -> None:
    firm = Firm([(booked("anna"), booked("bo", number=2))], terms=(Term(7, 5000),))
    firm.change(cancelled=True)
    assert forecast_of(firm.books, OCTOBER) == ()
    firm.change(cancelled_on=FRIDAY - DAY)
    assert forecast_of(firm.books, OCTOBER) == (head(None, 230_000, ChargeKind.CANCELLATION),) * 2


def test_each_cancelled_seat_without_a_price_says_why() -> None:
    firm = Firm([(booked("anna"), booked("bo", number=2))], terms=(Term(7, 5000),), cards=())
    firm.change(cancelled=True, cancelled_on=FRIDAY)
    told = "no rate card is in force on 2026-10-30: the cancelled booking B7 cannot be billed"
    expected = replace(head(None, None, ChargeKind.CANCELLATION), reason=told)
    assert forecast_of(firm.books, OCTOBER) == (expected,) * 2


def test_a_fee_says_its_package_and_dates() -> None:
    fee = Fee("premium", 1_000_000, Every.MONTH, Paid.ADVANCE, START)
    firm = Firm([()], agreements=(Agreement("fjord", "premium", START),), fees=(fee,))
    (line,) = forecast_of(firm.books, OCTOBER)
    assert line == ForecastLine(
        OCTOBER.first, "fjord", "", "", "", ChargeKind.FEE, 1_000_000, package="premium", paid=OCTOBER
    )


def test_what_is_forecast_of_a_staffed_month_is_what_it_then_costs() -> None:
    firm = Firm([(booked("anna"), booked("bo", role="backend"))], cards=(CARD,))
    due = firm.books.due(Period(FRIDAY, FRIDAY))
    assert [line.amount for line in forecast_of(firm.books, OCTOBER)] == [440_000, 460_000]
    assert sum(line.amount for line in due) == 900_000
