"""What closed months have otherwise than bookings ask for, until a closed line has set it right."""

from dataclasses import replace

import pytest

from rostering.billing.lines.discrepancies import discrepancies, discrepancies_in
from rostering.domain.catalogue import Part
from rostering.domain.radar import ClashReason, Discrepancy
from rostering.domain.seats import Seat
from rostering.spans import DAY
from samples.closed_books import B7, FRIDAY, NOVEMBER, OCTOBER, Firm, booked
from samples.window_firm import EVENING, NIGHT, part

MEND = "plan and publish the day again, or mend the booking"


@pytest.fixture
def firm() -> Firm:
    firm = Firm([(booked("anna"),)])
    firm.close(OCTOBER)
    return firm


def test_a_closed_line_that_nothing_asks_for_is_told_until_it_is_taken_back(firm: Firm) -> None:
    assert list(discrepancies(firm.books)) == []
    firm.take_off(booked("anna"))
    told = "B7:2026-10-30:pim: 1 closed line for which the booking asks no more; what is taken back stands in 2026-11"
    assert list(discrepancies(firm.books)) == [Discrepancy("B7", FRIDAY, "pim", 1, ClashReason.BILLED, told)]
    firm.close(NOVEMBER)
    assert list(discrepancies(firm.books)) == []


def test_a_cancelled_booking_is_told_by_its_own_lines_alone(firm: Firm) -> None:
    firm.take_off(booked("anna"))
    firm.change(cancelled=True)
    assert list(discrepancies(firm.books)) == []


def test_what_a_roster_lacks_is_told_of_closed_months_only(firm: Firm) -> None:
    later = FRIDAY + 7 * DAY
    firm.publish(booked("anna"), booked("bo", number=2), booked("bo", later))
    firm.publish(booked("anna"))
    told = f"roster 3 lacks 1 x pim of booking B7 on 2026-10-30: {MEND}"
    lacking = Discrepancy("B7", FRIDAY, "pim", 3, ClashReason.NOT_IN_ROSTER, told)
    assert list(discrepancies(firm.books)) == list(discrepancies_in(firm.books, OCTOBER)) == [lacking]
    assert list(discrepancies_in(firm.books, NOVEMBER)) == []
    firm.close(NOVEMBER)
    assert [one.day for one in discrepancies(firm.books)] == [FRIDAY, later]


def other(seat: Seat) -> tuple[Part, Part] | None:
    """All seats of October are of another part than is asked for."""
    return (part("evening", EVENING), part("night", NIGHT)) if seat.day in OCTOBER else None


def test_another_part_of_the_day_is_told_of_a_seat_that_is_held_and_asked_for() -> None:
    unasked = booked("bo", role="frontend")
    firm = Firm([(booked(None, role="backend"), unasked, booked("anna"), booked("anna", FRIDAY + 7 * DAY))])
    firm.close(OCTOBER)
    firm.close(NOVEMBER)
    firm.take_off(unasked)
    told = f"roster 1 has Evening on 2026-10-30 for booking B7, which asks for Night: {MEND}"
    found = discrepancies(replace(firm.books, other_part=other))
    assert [one for one in found if one.reason is ClashReason.OTHER_PART] == [
        Discrepancy("B7", FRIDAY, "pim", 1, ClashReason.OTHER_PART, told)
    ]


def test_discrepancies_of_a_month_stand_by_booking_then_date() -> None:
    duties = (booked("anna", FRIDAY + DAY), booked("bo", booking="B8"))
    firm = Firm([duties], bookings={"B7": B7, "B8": replace(B7, id="B8")})
    firm.close(OCTOBER)
    firm.take_off(*duties)
    assert [(one.booking, one.day) for one in discrepancies(firm.books)] == [("B7", FRIDAY + DAY), ("B8", FRIDAY)]
