"""What closed months have otherwise than bookings ask for, until a closed line has set it right."""

from dataclasses import replace

import pytest

from rostering.billing.lines.discrepancies import discrepancies, discrepancies_in
from rostering.domain.radar import ClashReason, Discrepancy
from rostering.spans import DAY
from samples.closed_books import FRIDAY, NOVEMBER, OCTOBER, Firm, booked
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


def test_another_part_of_the_day_is_told(firm: Firm) -> None:
    parts = (part("evening", EVENING), part("night", NIGHT))
    told = f"roster 1 has Evening on 2026-10-30 for booking B7, which asks for Night: {MEND}"
    assert list(discrepancies(replace(firm.books, other_part=lambda _: parts))) == [
        Discrepancy("B7", FRIDAY, "pim", 1, ClashReason.OTHER_PART, told)
    ]
