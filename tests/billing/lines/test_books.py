"""The books: what is billed in which month, and what is known where something cannot be billed."""

from dataclasses import replace

import pytest

from rostering.billing.lines.charges import Unbillable
from rostering.domain.charges import Charge, Term, Want
from rostering.domain.inputs import Rate
from rostering.spans import DAY, Period
from samples.closed_books import CARD, DECEMBER, FRIDAY, NOVEMBER, OCTOBER, Firm, booked

ANNA = "B7:2026-10-30:anna"
SATURDAY = FRIDAY + DAY
LATER = FRIDAY + 7 * DAY
PIM = Want("B7", "fjord", FRIDAY, "pim", "weekend")
ONLY_PIM = (replace(CARD, rates=(Rate("weekend", 460_000, role="pim"),)),)


def ids(lines: tuple[Charge, ...]) -> list[str]:
    return [line.id for line in lines]


@pytest.fixture
def firm() -> Firm:
    """One with two dates of a closed month."""
    firm = Firm([(booked("anna"), booked("bo", SATURDAY))])
    firm.close(OCTOBER)
    return firm


def test_of_a_closed_month_only_what_is_found_in_a_period_is_told(firm: Firm) -> None:
    assert ids(firm.books.lines_in(Period(FRIDAY, FRIDAY))) == [ANNA]
    assert ids(firm.books.about(Period(FRIDAY, FRIDAY))) == [ANNA]
    assert firm.books.lines_in(Period(OCTOBER.first, FRIDAY - DAY)) == ()
    firm.publish(booked("clara"), booked("bo", SATURDAY))
    assert ids(firm.books.lines_in(OCTOBER)) == [ANNA, "B7:2026-10-31:bo"]


def test_heads_that_a_booking_asks_for_no_more_are_not_due() -> None:
    firm = Firm([(booked("anna"), booked("bo", number=2))])
    firm.take_off(booked("bo", number=2))
    assert ids(firm.books.due(OCTOBER)) == [ANNA]


def test_each_closed_month_keeps_its_own_lines(firm: Firm) -> None:
    firm.publish(booked("anna"), booked("bo", SATURDAY), booked("anna", LATER))
    firm.close(NOVEMBER)
    assert ids(firm.books.lines(OCTOBER)) == [ANNA, "B7:2026-10-31:bo"]
    assert ids(firm.books.lines(NOVEMBER)) == [f"B7:{LATER}:anna"]


def test_all_corrections_that_wait_are_told_once_each_with_the_month_that_bills_it(firm: Firm) -> None:
    firm.close(DECEMBER)
    firm.publish(booked("clara"), booked("bo", SATURDAY), booked("bo", DECEMBER.first))
    waiting = firm.books.waiting()
    assert {(line.id, line.month) for line in waiting} == {
        (f"{ANNA}:credit", NOVEMBER.first),
        ("B7:2026-10-30:clara", NOVEMBER.first),
        (f"B7:{DECEMBER.first}:bo", DECEMBER.last + DAY),
    }
    assert len(waiting) == 3
    assert firm.books.later(OCTOBER) == tuple(line for line in waiting if line.day in OCTOBER)


def test_where_something_has_no_price_the_lines_and_places_of_all_sources_are_known(firm: Firm) -> None:
    firm.cards = ONLY_PIM
    firm.publish(
        booked("anna"), booked("bo", SATURDAY, "backend"), booked("bo", LATER, "backend"), booked("cleo", LATER)
    )
    with pytest.raises(Unbillable) as refused:
        firm.books.lines(NOVEMBER)
    assert sorted(refused.value.places.values()) == [("B7", SATURDAY), ("B7", LATER)]
    assert ids(refused.value.lines) == [f"B7:{LATER}:cleo"]
    assert firm.books.later(OCTOBER) == ()


def test_prices_are_wanted_for_what_is_held_and_for_what_cancelling_costs() -> None:
    firm = Firm([(booked("anna"), booked(None, SATURDAY), booked("bo", LATER))], terms=(Term(1, 5000),))
    assert firm.books.wants(OCTOBER) == (PIM,)
    firm.change(cancelled=True)
    assert firm.books.wants(OCTOBER) == ()
    firm.change(cancelled_on=FRIDAY)
    assert firm.books.wants(OCTOBER) == (PIM, replace(PIM, day=SATURDAY))
    firm.change(cancelled_on=FRIDAY - DAY)
    assert firm.books.wants(OCTOBER) == (PIM,)
    assert firm.books.wants(NOVEMBER) == ()


def test_no_price_is_wanted_for_a_booking_that_is_not_known() -> None:
    books = Firm([(booked("anna"),)]).books
    assert replace(books, bookings=(), orders=lambda _: {}).wants(OCTOBER) == ()


def test_the_wanted_stand_in_order() -> None:
    duties = (booked("bo", SATURDAY), booked("anna"), booked("clara", role="backend"))
    wants = Firm([duties]).books.wants(OCTOBER)
    assert [(want.day, want.role) for want in wants] == [(FRIDAY, "backend"), (FRIDAY, "pim"), (SATURDAY, "pim")]
