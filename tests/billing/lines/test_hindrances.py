"""Why a month cannot be closed: all reasons at once."""

from dataclasses import replace
from datetime import date

from rostering.billing.lines.books import Books
from rostering.billing.lines.hindrances import hindrances as found_in
from rostering.domain.charges import Want
from rostering.domain.hindrances import Hindrance, HindranceKind
from rostering.domain.inputs import Rate
from rostering.spans import DAY, Period
from samples.closed_books import B7, CARD, FRIDAY, NOVEMBER, OCTOBER, Firm, booked
from samples.published_samples import published, version


def hindrances(books: Books, month: Period) -> tuple[str, ...]:
    return tuple(one.text for one in found_in(books, month))


def test_a_month_that_is_published_filled_and_priced_can_be_closed() -> None:
    assert hindrances(Firm([(booked("anna"),)]).books, OCTOBER) == ()
    assert hindrances(Firm([()]).books, OCTOBER) == ()


def test_each_date_without_a_published_roster_is_named() -> None:
    roster = version(1, Period(OCTOBER.first + 2 * DAY, OCTOBER.last))
    books = replace(Firm([()]).books, publications=published(roster))
    assert hindrances(books, OCTOBER) == ("no roster is published for 2026-10-01..2026-10-02",)


def test_empty_missing_and_superfluous_seats_and_lacking_prices_are_all_told_at_once() -> None:
    unpriced = booked("anna", FRIDAY - 2 * DAY, role="backend")
    firm = Firm([(booked(None), booked("anna", FRIDAY - DAY, role="backend"), unpriced)])
    firm.cards = (replace(CARD, rates=(Rate("special", 440_000),)),)
    asked = {**firm.orders(OCTOBER), Want("B7", "fjord", FRIDAY, "backend", "weekend"): 2}
    del asked[Want("B7", "fjord", FRIDAY - DAY, "backend", "weekend")]
    assert hindrances(replace(firm.books, orders=lambda _: asked), OCTOBER) == (
        "nobody fills seat B7:2026-10-30:pim:1 of booking B7 on 2026-10-30 (roster 1)",
        "roster 1 lacks 2 x backend of booking B7 on 2026-10-30: plan and publish the day again, or mend the booking",
        "roster 1 has 1 x backend on 2026-10-29 that booking B7 does not ask for: plan and publish the day again, "
        "or mend the booking",
        "the rate card in force on 2026-10-28 has no price for day class weekend, role backend, customer fjord: "
        "booking B7 cannot be billed",
    )


def test_a_cancelled_booking_is_in_nobodys_way() -> None:
    firm = Firm([(booked(None),)], bookings={"B7": replace(B7, cancelled=True)})
    assert hindrances(firm.books, OCTOBER) == ()


def test_a_correction_that_has_no_price_is_in_the_way_of_the_month_that_bills_it() -> None:
    firm = Firm([(booked("anna"),)])
    firm.close(OCTOBER)
    firm.cards = ()
    assert hindrances(firm.books, NOVEMBER) == ()
    firm.publish(booked("anna", role="frontend"))
    firm.take_off(booked("anna"))
    assert hindrances(firm.books, NOVEMBER) == ("no rate card is in force on 2026-10-30: booking B7 cannot be billed",)


def test_a_booking_that_is_not_known_is_named() -> None:
    firm = Firm([(booked("anna", date(2026, 10, 2)),)])
    assert hindrances(replace(firm.books, bookings=(), orders=lambda _: {}), OCTOBER) == (
        "roster 1 has duties for booking B7, which is not known",
    )


def test_a_hindrance_says_what_it_is_about_so_that_it_can_be_mended() -> None:
    firm = Firm([(booked(None), booked("anna", FRIDAY - DAY, role="backend"))])
    firm.cards = ()
    asked = dict.fromkeys(firm.orders(OCTOBER), 2)
    vacant, less, other, price = found_in(replace(firm.books, orders=lambda _: asked), OCTOBER)
    assert vacant == Hindrance(
        HindranceKind.VACANT, vacant.text, Period(FRIDAY, FRIDAY), "B7", "pim", 1, "B7:2026-10-30:pim:1", 1
    )
    assert [(one.kind, one.days, one.role, one.heads) for one in (less, other)] == [
        (HindranceKind.LACKING, Period(FRIDAY - DAY, FRIDAY - DAY), "backend", 1),
        (HindranceKind.LACKING, Period(FRIDAY, FRIDAY), "pim", 1),
    ]
    assert (price.kind, price.days, price.booking) == (
        HindranceKind.UNPRICED,
        Period(FRIDAY - DAY, FRIDAY - DAY),
        "B7",
    )
