from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.lines.charges import Unbillable, asked_for, charges_of
from rostering.domain.charges import Charge, ChargeKind, Want
from rostering.domain.inputs import Rate, RateCard
from rostering.domain.parties import Booking
from rostering.domain.seats import Duty
from rostering.domain.totals import total_by_consultant, total_by_customer, total_of
from rostering.spans import DAY, Period
from samples.published_samples import duty, published, version

YEAR = Period.parse("2026")
FRIDAY = date(2026, 11, 27)
CARD = RateCard(
    date(2026, 1, 1),
    date(2026, 12, 31),
    (350_000, 500_000),
    (Rate("weekend", 440_000), Rate("weekend", 460_000, role="pim"), Rate("special", 500_000)),
)
B7 = Booking("B7", "fjord", YEAR, "evening", {"pim": 1})
B8 = Booking("B8", "skov", YEAR, "night", {"pim": 1})


def booked(
    consultant: str | None,
    day: date,
    booking: str = "B7",
    role: str = "pim",
    *,
    number: int = 1,
    hours: str = "16:00-22:00",
    day_class: str | None = None,
) -> Duty:
    return duty(consultant, day, booking=booking, role=role, number=number, hours=hours, day_class=day_class)


def bill(*duties: Duty, period: Period = YEAR, bookings: tuple[Booking, ...] = (B7, B8)) -> tuple[Charge, ...]:
    return charges_of(published(version(4, Period.parse("2025-12-01..2027-01-31"), duties)), bookings, [CARD], period)


def test_a_charge_says_who_stood_by_for_whom_when_and_at_what_price() -> None:
    assert bill(booked("anna", FRIDAY)) == (
        Charge(
            id="B7:2026-11-27:anna",
            month=date(2026, 11, 1),
            day=FRIDAY,
            customer="fjord",
            booking="B7",
            consultant="anna",
            role="pim",
            day_class="weekend",
            list_price=460_000,
            discount=0,
            unit_price=460_000,
            amount=460_000,
            card=date(2026, 1, 1),
            rule="weekend role=pim",
            roster=4,
            kind=ChargeKind.CHARGE,
            corrects=None,
        ),
    )


def test_preparedness_unfilled_seats_and_cancelled_bookings_cost_nothing() -> None:
    cancelled = Booking("B7", "fjord", YEAR, "evening", {"pim": 1}, cancelled=True)
    assert bill(duty("anna", FRIDAY), booked(None, FRIDAY)) == ()
    assert bill(booked("anna", FRIDAY), bookings=(cancelled,)) == ()


def test_two_seats_of_one_booking_and_date_are_one_charge_at_the_higher_price() -> None:
    for seats in (("pim", "backend"), ("backend", "pim")):
        (charge,) = bill(*(booked("anna", FRIDAY, role=role) for role in seats))
        assert (charge.role, charge.amount) == ("pim", 460_000)


@pytest.mark.parametrize("role", ["backend", "pim"])
def test_of_two_seats_the_dearer_one_is_charged_whichever_role_it_is_of(role: str) -> None:
    card = replace(CARD, rates=(Rate("weekend", 440_000), Rate("weekend", 470_000, role=role)))
    roster = version(4, YEAR, [booked("anna", FRIDAY), booked("anna", FRIDAY, role="backend")])
    (charge,) = charges_of(published(roster), [B7], [card], YEAR)
    assert (charge.role, charge.amount) == (role, 470_000)


def test_another_booking_consultant_or_date_is_another_charge() -> None:
    duties = [booked("anna", FRIDAY), booked("anna", FRIDAY, "B8"), booked("bo", FRIDAY, role="backend")]
    assert [charge.id for charge in bill(*duties, booked("anna", FRIDAY + DAY))] == [
        "B7:2026-11-27:anna",
        "B7:2026-11-27:bo",
        "B8:2026-11-27:anna",
        "B7:2026-11-28:anna",
    ]


def test_only_what_is_published_now_is_charged() -> None:
    old = version(1, YEAR, [booked("anna", FRIDAY)])
    new = version(2, Period.parse("2026-11"), [booked("bo", FRIDAY)])
    (charge,) = charges_of(published(old, new), [B7], [CARD], YEAR)
    assert (charge.consultant, charge.roster) == ("bo", 2)


def test_a_night_on_the_last_day_of_a_month_belongs_to_that_month_whole() -> None:
    night = booked("anna", date(2026, 11, 30), "B8", hours="22:00-08:00")
    assert len(bill(night, period=Period.parse("2026-11"))) == 1
    assert bill(night, period=Period.parse("2026-12")) == ()


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 5)])
@pytest.mark.parametrize("hours", ["08:00-22:00", "22:00-08:00", "00:00-24:00"])
def test_days_of_23_and_25_hours_cost_what_others_do(day: date, hours: str) -> None:
    assert [charge.amount for charge in bill(booked("anna", day, hours=hours))] == [460_000]


def test_everything_that_cannot_be_billed_is_said_at_once() -> None:
    duties = [
        booked("anna", date(2027, 1, 2)),
        booked("bo", date(2027, 1, 2), role="backend"),
        booked("anna", FRIDAY, "B8", day_class="weekday_evening"),
        booked("anna", FRIDAY, "B9"),
    ]
    with pytest.raises(Unbillable) as refusal:
        bill(*duties, period=Period.parse("2025-12-01..2027-01-31"))
    assert refusal.value.exit_code == 1
    assert refusal.value.reasons == (
        "no rate card is in force on 2027-01-02: booking B7 cannot be billed",
        "roster 4 has duties for booking B9, which is not known",
        "the rate card in force on 2026-11-27 has no price for day class weekday_evening, role pim, customer skov: "
        "booking B8 cannot be billed",
    )
    assert str(refusal.value) == "\n".join(refusal.value.reasons)
    places = [("B7", date(2027, 1, 2)), ("B9", FRIDAY), ("B8", FRIDAY)]
    assert refusal.value.places == dict(zip(refusal.value.reasons, places, strict=True))


def test_what_can_be_billed_is_known_beside_what_cannot() -> None:
    with pytest.raises(Unbillable) as refusal:
        bill(booked("anna", FRIDAY), booked("bo", FRIDAY, "B8", day_class="weekday_evening"))
    assert [line.id for line in refusal.value.lines] == ["B7:2026-11-27:anna"]


def test_of_seats_that_a_booking_asks_for_no_more_the_first_that_are_held_stay() -> None:
    seats = [booked(who, FRIDAY, number=number) for number, who in enumerate((None, "anna", "bo", "clara"), 1)]
    asked = {Want("B7", "fjord", FRIDAY, "pim", "weekend"): 2}
    for duties in (seats, seats[::-1]):
        assert [duty.consultant for duty in asked_for(duties, asked, {"B7"})] == ["anna", "bo"]
    stranger = booked("anna", FRIDAY, "B9")
    assert list(asked_for([stranger], asked, {"B7"})) == [stranger]


consultant_days = st.tuples(
    st.sampled_from(["anna", "bo", "clara"]),
    st.integers(0, 364),
    st.sampled_from(["B7", "B8"]),
    st.sampled_from(["pim", "backend"]),
)


@given(st.sets(consultant_days, max_size=25), st.randoms(use_true_random=False))
def test_charges_add_up_in_any_order_and_each_consultant_day_counts_once(
    drawn: set[tuple[str, int, str, str]], random: Random
) -> None:
    duties = [booked(who, YEAR.first + DAY * i, booking, role) for who, i, booking, role in sorted(drawn)]
    charges = bill(*duties)
    random.shuffle(duties)
    assert bill(*duties, bookings=(B8, B7)) == charges
    assert len(charges) == len({(who, i, booking) for who, i, booking, _ in drawn})
    assert total_of(charges) == sum(total_by_customer(charges).values()) == sum(total_by_consultant(charges).values())
    assert total_of(charges) == sum(total_of(bill(*duties, period=month)) for month in YEAR.months())
    assert all(CARD.band[0] <= charge.amount <= CARD.band[1] for charge in charges)
