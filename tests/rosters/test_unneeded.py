"""What counts as a duty that nothing asks for any more, and which of them make one case."""

from dataclasses import replace
from datetime import date, timedelta

from rostering.domain.inputs import Inputs
from rostering.domain.parties import Booking
from rostering.domain.radar import Clash, ClashReason
from rostering.domain.seats import Duty
from rostering.rosters.unneeded import unneeded
from rostering.spans import Period, Span
from samples.published_samples import duty, published, version
from samples.store_samples import firm

NOVEMBER = Period.parse("2026-11")
SATURDAY, SUNDAY = date(2026, 11, 28), date(2026, 11, 29)
DUTIES = (duty("anna", SATURDAY), duty("bo", SATURDAY, number=2), duty("anna", SUNDAY), duty(None, SUNDAY, number=2))
BOOKED = (duty("anna", SATURDAY, booking="B7"), duty("bo", SUNDAY, booking="B8"))


def found(duties: tuple[Duty, ...], asked: tuple[Duty, ...], inputs: Inputs | None = None) -> tuple[Clash, ...]:
    rostered = published(version(1, NOVEMBER, duties))
    return unneeded(rostered, inputs or firm(), {each.seat.id: each.seat.span for each in asked}, NOVEMBER)


def test_what_is_asked_for_is_needed_and_an_empty_seat_bothers_nobody() -> None:
    assert found(DUTIES, DUTIES) == ()
    assert found(DUTIES, DUTIES[:3]) == ()


def test_heads_that_were_taken_off_leave_their_duties() -> None:
    (clash,) = found(DUTIES, (DUTIES[0], DUTIES[2]))
    assert (clash.consultant, clash.team, clash.reason, clash.roster) == (
        "",
        "preparedness",
        ClashReason.NOT_ASKED_FOR,
        1,
    )
    assert clash.duties == (DUTIES[1],)


def test_each_booking_is_a_case_and_a_cancelled_one_says_so() -> None:
    cancelled = Booking("B7", "fjord", NOVEMBER, "evening", {"pim": 1}, shared=False, cancelled=True)
    clashes = found(BOOKED, (), replace(firm(), bookings=(cancelled,)))
    assert [(clash.team, clash.reason) for clash in clashes] == [
        ("B7", ClashReason.BOOKING_CANCELLED),
        ("B8", ClashReason.NOT_ASKED_FOR),
    ]


def test_dates_that_two_rosters_hold_make_two_cases() -> None:
    rosters = published(version(1, NOVEMBER, DUTIES), version(2, Period(SUNDAY, SUNDAY), [DUTIES[2]]))
    assert [(clash.roster, len(clash.duties)) for clash in unneeded(rosters, firm(), {}, NOVEMBER)] == [(1, 2), (2, 1)]


def test_dates_outside_are_left_alone() -> None:
    rosters = published(version(1, NOVEMBER, DUTIES))
    assert unneeded(rosters, firm(), {}, Period.parse("2026-12")) == ()


def test_hours_that_were_moved_on_their_date_are_a_case_of_their_own() -> None:
    first, second, third = BOOKED[0], BOOKED[1], duty("cleo", SATURDAY, booking="B7", number=2)
    hour = timedelta(hours=1)
    later = Span(first.seat.span.start + hour, first.seat.span.end + hour)
    asked = {first.seat.id: later, second.seat.id: second.seat.span}
    clashes = unneeded(published(version(1, NOVEMBER, (first, second, third))), firm(), asked, NOVEMBER)
    assert [(clash.team, clash.reason, clash.duties) for clash in clashes] == [
        ("B7", ClashReason.OTHER_HOURS, (first,)),
        ("B7", ClashReason.NOT_ASKED_FOR, (third,)),
    ]
