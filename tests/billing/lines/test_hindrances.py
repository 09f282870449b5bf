"""Why a month cannot be closed: all reasons at once."""

from dataclasses import replace
from datetime import date

from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.hindrances import hindrances as found_in
from rostering.billing.lines.hindrances import unpriced
from rostering.domain.charges import Want
from rostering.domain.hindrances import Hindrance, HindranceKind
from rostering.domain.inputs import Rate
from rostering.spans import DAY, Period
from samples.closed_books import B7, CARD, FRIDAY, NOVEMBER, OCTOBER, Firm, booked
from samples.published_samples import published, version
from samples.window_firm import EVENING, NIGHT, part


def hindrances(books: Books, month: Period) -> tuple[str, ...]:
    return tuple(one.text for one in found_in(books, month))


def test_a_month_that_is_published_filled_and_priced_can_be_closed() -> None:
    assert hindrances(Firm([(booked("anna"),)]).books, OCTOBER) == ()
    assert hindrances(Firm([()]).books, OCTOBER) == ()


def test_each_date_without_a_published_roster_is_named() -> None:
    roster = version(1, Period(OCTOBER.first + 2 * DAY, OCTOBER.last))
    books = replace(Firm([()]).books, publications=published(roster))
    assert hindrances(books, OCTOBER) == ("no roster is published for 2026-10-01..2026-10-02",)
    nearly = version(1, Period(OCTOBER.first + DAY, OCTOBER.last))
    first = Period(OCTOBER.first, OCTOBER.first)
    assert found_in(replace(books, publications=published(nearly)), OCTOBER) == (
        Hindrance(HindranceKind.UNPUBLISHED, "no roster is published for 2026-10-01", first),
    )


def test_empty_missing_and_superfluous_seats_and_lacking_prices_are_all_told_at_once() -> None:
    dear = booked("anna", FRIDAY - 2 * DAY, role="backend")
    firm = Firm([(booked(None), booked("anna", FRIDAY - DAY, role="backend"), dear)])
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


def test_seats_that_nothing_asks_for_are_told_by_booking_each_with_its_heads() -> None:
    later, two = booked("anna", FRIDAY + DAY), (booked("anna", booking="B8"), booked("bo", booking="B8", number=2))
    firm = Firm([(later, *two)], bookings={"B7": B7, "B8": replace(B7, id="B8")})
    firm.take_off(later, *two)
    found = found_in(firm.books, OCTOBER)
    assert [(one.kind, one.booking, one.days, one.heads) for one in found] == [
        (HindranceKind.UNASKED, "B7", Period(FRIDAY + DAY, FRIDAY + DAY), 1),
        (HindranceKind.UNASKED, "B8", Period(FRIDAY, FRIDAY), 2),
    ]


def test_what_closed_months_lack_is_in_the_way_of_the_month_that_bills_it() -> None:
    firm = Firm([(booked("anna"),)])
    firm.close(OCTOBER)
    firm.publish(booked("anna"), booked("bo", number=2))
    firm.publish(booked("anna"))
    (lacking,) = found_in(firm.books, NOVEMBER)
    assert (lacking.kind, lacking.days, lacking.heads) == (HindranceKind.LACKING, Period(FRIDAY, FRIDAY), 1)


def test_another_part_of_the_day_than_is_asked_for_is_told_once_for_a_date() -> None:
    firm = Firm([(booked(None), booked("anna", number=2), booked("bo", role="backend"))])
    firm.publish(booked("anna"), booked("bo", role="backend"))
    parts = (part("evening", EVENING), part("night", NIGHT))
    (other,) = found_in(replace(firm.books, other_part=lambda _: parts, orders=lambda _: _asked(firm)), OCTOBER)
    assert other == Hindrance(
        HindranceKind.OTHER_PART,
        "roster 2 has Evening on 2026-10-30 for booking B7, which asks for Night: "
        "plan and publish the day again, or mend the booking",
        Period(FRIDAY, FRIDAY),
        "B7",
        "backend",
        roster=2,
    )


def _asked(firm: Firm) -> dict[Want, int]:
    """One head of each role."""
    return dict.fromkeys(firm.orders(OCTOBER), 1)


def test_what_is_about_no_booking_says_only_why() -> None:
    assert unpriced(Unbillable(["no price"])) == (Hindrance(HindranceKind.UNPRICED, "no price"),)


def test_an_empty_seat_is_in_the_way_of_its_own_month_only() -> None:
    firm = Firm([(booked("anna"), booked(None, FRIDAY + 7 * DAY))])
    assert hindrances(firm.books, OCTOBER) == ()
    assert [one.days for one in found_in(firm.books, NOVEMBER)] == [Period(FRIDAY + 7 * DAY, FRIDAY + 7 * DAY)]


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
    books = replace(firm.books, bookings=(), orders=lambda _: {})
    assert hindrances(books, OCTOBER) == ("roster 1 has duties for booking B7, which is not known",)
    assert hindrances(books, NOVEMBER) == ()


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
