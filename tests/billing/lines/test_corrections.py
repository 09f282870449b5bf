"""After a month is closed: what changes in it is credited and charged in the next open one."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.lines.corrections import corrections_of
from rostering.domain.charges import Charge, ChargeKind, Term
from rostering.domain.inputs import Rate
from rostering.domain.totals import total_of
from rostering.spans import DAY, Period
from samples.closed_books import AUTUMN, CARD, DECEMBER, FRIDAY, NOVEMBER, OCTOBER, Firm, booked

ANNA = "B7:2026-10-30:anna"


def told(lines: tuple[Charge, ...]) -> list[tuple[str, int, str | None]]:
    return [(line.id, line.amount, line.corrects) for line in lines]


@pytest.fixture
def firm() -> Firm:
    firm = Firm([(booked("anna"),)])
    firm.close(OCTOBER)
    return firm


def test_a_swap_credits_the_one_and_charges_the_other(firm: Firm) -> None:
    firm.publish(booked("bo"))
    assert told(firm.books.lines(NOVEMBER)) == [
        (f"{ANNA}:credit", -460_000, ANNA),
        ("B7:2026-10-30:bo", 460_000, ANNA),
    ]
    assert [line.kind for line in firm.books.lines(NOVEMBER)] == [ChargeKind.CREDIT, ChargeKind.CHARGE]
    assert {line.roster for line in firm.books.lines(NOVEMBER)} == {2}
    assert told(firm.books.lines(OCTOBER)) == [(ANNA, 460_000, None)]


def test_each_of_two_who_step_in_takes_the_place_of_another() -> None:
    firm = Firm([(booked("anna"), booked("bo", number=2))])
    firm.close(OCTOBER)
    firm.publish(booked("clara"), booked("dan", number=2))
    charged = [line for line in firm.books.lines(NOVEMBER) if line.kind is ChargeKind.CHARGE]
    assert [line.consultant for line in charged] == ["clara", "dan"]
    assert {line.corrects for line in charged} == {ANNA, "B7:2026-10-30:bo"}


def test_a_seat_that_is_new_on_another_date_takes_nobodys_place() -> None:
    later = FRIDAY + DAY
    firm = Firm([(booked(None), booked("bo", later))])
    firm.close(OCTOBER)
    firm.publish(booked("anna"), booked("dan", later))
    charged = [line for line in firm.books.lines(NOVEMBER) if line.kind is ChargeKind.CHARGE]
    assert [(line.day, line.corrects) for line in charged] == [(FRIDAY, None), (later, f"B7:{later}:bo")]


def test_a_cancelled_booking_is_credited(firm: Firm) -> None:
    firm.change(cancelled=True)
    assert told(firm.books.lines(NOVEMBER)) == [(f"{ANNA}:credit", -460_000, ANNA)]
    assert firm.books.due(OCTOBER) == ()


def test_what_is_swapped_back_before_the_next_closing_leaves_no_trace(firm: Firm) -> None:
    firm.publish(booked("bo"))
    firm.publish(booked("anna"))
    assert firm.books.lines(NOVEMBER) == ()


def test_what_is_credited_and_charged_again_has_an_id_of_its_own(firm: Firm) -> None:
    firm.change(cancelled=True)
    firm.close(NOVEMBER)
    firm.change(cancelled=False)
    assert told(firm.close(DECEMBER)) == [(f"{ANNA}:2", 460_000, f"{ANNA}:credit")]
    firm.change(cancelled=True)
    assert told(firm.books.lines(Period.parse("2027-01"))) == [(f"{ANNA}:2:credit", -460_000, f"{ANNA}:2")]


def test_corrections_go_to_the_earliest_open_month_after_theirs(firm: Firm) -> None:
    firm.close(DECEMBER)
    firm.publish(booked("bo"))
    assert len(firm.books.lines(NOVEMBER)) == 2
    firm.close(NOVEMBER)
    assert firm.books.lines(Period.parse("2027-01")) == ()
    firm.publish(booked("clara"))
    assert told(firm.books.lines(Period.parse("2027-01"))) == [
        ("B7:2026-10-30:bo:credit", -460_000, "B7:2026-10-30:bo"),
        ("B7:2026-10-30:clara", 460_000, "B7:2026-10-30:bo"),
    ]


def test_closing_twice_over_adds_nothing(firm: Firm) -> None:
    firm.publish(booked("bo"))
    firm.close(NOVEMBER)
    assert firm.books.lines(DECEMBER) == ()
    assert firm.differences() == []


def test_another_roster_with_the_same_people_corrects_nothing(firm: Firm) -> None:
    firm.publish(booked("anna"))
    assert firm.books.lines(NOVEMBER) == ()


def test_a_later_rate_card_changes_no_closed_price_not_even_that_of_a_swap(firm: Firm) -> None:
    firm.cards = (replace(CARD, rates=(Rate("weekend", 360_000),)),)
    assert firm.books.lines(NOVEMBER) == ()
    firm.publish(booked("bo"))
    assert total_of(firm.books.lines(NOVEMBER)) == 0


def test_two_seats_of_one_person_stay_one_line_when_the_other_role_gets_dearer() -> None:
    firm = Firm([(booked("anna"), booked("anna", role="backend"))])
    (line,) = firm.close(OCTOBER)
    assert line.role == "pim"
    firm.cards = (replace(CARD, rates=(Rate("weekend", 440_000), Rate("weekend", 500_000, role="backend"))),)
    assert firm.books.lines(NOVEMBER) == ()


def test_a_booking_that_changes_its_customer_is_credited_to_the_one_and_charged_to_the_other(firm: Firm) -> None:
    firm.change(customer="skov")
    credit, charge = firm.books.lines(NOVEMBER)
    assert (credit.customer, credit.id) == ("fjord", f"{ANNA}:credit")
    assert (charge.customer, charge.id, charge.corrects) == ("skov", f"{ANNA}:2", ANNA)


def test_another_role_at_the_same_price_is_another_line(firm: Firm) -> None:
    firm.cards = (replace(CARD, rates=(Rate("weekend", 460_000),)),)
    firm.publish(booked("anna", role="backend"))
    assert [line.role for line in firm.books.lines(NOVEMBER)] == ["pim", "backend"]


def test_a_new_line_points_at_the_one_of_its_own_role() -> None:
    firm = Firm([(booked("anna"), booked("bo", role="backend"))])
    firm.close(OCTOBER)
    firm.publish(booked("clara"), booked("dora", role="backend"))
    assert _corrected(firm) == {"clara": ANNA, "dora": "B7:2026-10-30:bo"}


def test_whose_line_comes_first_does_not_take_the_place_of_another_role_or_consultant() -> None:
    firm = Firm([(booked("anna"), booked("bo", role="backend"))])
    firm.close(OCTOBER)
    firm.publish(booked("clara", role="backend"), booked("dora"))
    assert _corrected(firm) == {"clara": "B7:2026-10-30:bo", "dora": ANNA}
    firm.publish(booked("bo"), booked("clara", role="backend"))
    assert _corrected(firm) == {"bo": "B7:2026-10-30:bo", "clara": ANNA}


def _corrected(firm: Firm) -> dict[str, str | None]:
    return {line.consultant: line.corrects for line in firm.books.lines(NOVEMBER) if line.kind is ChargeKind.CHARGE}


def test_a_new_line_points_at_the_one_of_its_own_consultant_rather_than_of_its_role() -> None:
    firm = Firm([(booked("anna"), booked("bo", role="backend"))])
    firm.close(OCTOBER)
    firm.publish(booked("bo"), booked("anna", role="backend"))
    assert _corrected(firm) == {"anna": ANNA, "bo": "B7:2026-10-30:bo"}


def test_a_date_that_nobody_was_charged_for_is_charged_late_and_corrects_nothing(firm: Firm) -> None:
    firm.publish(booked("anna"), booked("bo", role="backend"))
    assert told(firm.books.lines(NOVEMBER)) == [("B7:2026-10-30:bo", 440_000, None)]


def test_a_night_on_the_last_day_of_a_month_is_corrected_as_that_month() -> None:
    last = date(2026, 10, 31)
    firm = Firm([(booked("anna", last),)])
    assert [line.day for line in firm.close(OCTOBER)] == [last]
    firm.publish(booked("bo", last))
    assert [line.month for line in firm.books.lines(NOVEMBER)] == [NOVEMBER.first] * 2


def test_a_correction_is_found_by_the_first_date_of_its_month(firm: Firm) -> None:
    firm.publish(booked("bo"))
    assert firm.books.lines_in(Period(NOVEMBER.first, NOVEMBER.first)) == firm.books.lines(NOVEMBER)
    assert firm.books.lines_in(Period(NOVEMBER.first + DAY, NOVEMBER.last)) == ()


def test_a_cancelled_booking_with_terms_costs_its_share_in_the_place_of_the_whole(firm: Firm) -> None:
    firm.terms = (Term(7, 5000),)
    firm.change(cancelled=True, cancelled_on=date(2026, 10, 28))
    share, credit = firm.books.lines(NOVEMBER)
    assert (share.id, share.kind, share.consultant) == ("B7:2026-10-30:pim:1:cancellation", ChargeKind.CANCELLATION, "")
    assert (share.amount, share.corrects, share.roster) == (230_000, ANNA, None)
    assert (credit.id, credit.amount) == (f"{ANNA}:credit", -460_000)
    firm.close(NOVEMBER)
    firm.change(cancelled=False, cancelled_on=None)
    assert told(firm.books.lines(DECEMBER)) == [
        ("B7:2026-10-30:pim:1:cancellation:credit", -230_000, "B7:2026-10-30:pim:1:cancellation"),
        (f"{ANNA}:2", 460_000, "B7:2026-10-30:pim:1:cancellation"),
    ]


days = st.sampled_from([FRIDAY, date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 28), date(2026, 12, 5)])
holders = st.sampled_from(["anna", "bo", "clara"])
rosters = st.dictionaries(st.tuples(days, st.sampled_from(["pim", "backend"])), holders, max_size=6)
steps = st.one_of(
    st.tuples(st.just("publish"), rosters),
    st.tuples(st.just("cancel"), st.booleans()),
    st.tuples(st.just("take off"), st.sets(st.tuples(days, st.sampled_from(["pim", "backend"])))),
    st.tuples(st.just("customer"), st.sampled_from(["fjord", "skov"])),
    st.tuples(st.just("price"), st.integers(350_000, 500_000)),
    st.tuples(st.just("close"), st.sampled_from([OCTOBER, NOVEMBER, DECEMBER, Period.parse("2027-01")])),
)


def take(firm: Firm, step: tuple[str, object]) -> None:
    what, value = step
    if what == "publish" and isinstance(value, dict):
        firm.publish(*(booked(who, day, role) for (day, role), who in value.items()))
    elif what == "take off" and isinstance(value, set):
        firm.taken_off.clear()
        firm.take_off(*(booked(None, day, role) for day, role in value))
    elif what == "cancel":
        firm.change(cancelled=value, cancelled_on=date(2026, 10, 29) if value else None)
    elif what == "customer":
        firm.change(customer=value)
    elif what == "price" and isinstance(value, int):
        firm.cards = (replace(CARD, rates=(Rate("weekend", value),)),)
    elif isinstance(value, Period) and value.first not in firm.months:
        firm.close(value)


@given(rosters, st.lists(steps, max_size=12), st.sampled_from([(), (Term(3, 3333), Term(30, 2500))]))
def test_whatever_happens_lines_add_up_to_the_roster_and_closed_ones_stay(
    first: dict[tuple[date, str], str], drawn: list[tuple[str, object]], terms: tuple[Term, ...]
) -> None:
    firm = Firm([tuple(booked(who, day, role) for (day, role), who in first.items())], terms=terms)
    for step in drawn:
        before = firm.lines
        take(firm, step)
        assert firm.lines[: len(before)] == before
        assert firm.differences() == []
    ids = [line.id for line in firm.lines]
    assert len(set(ids)) == len(ids)
    known = {line.id: line for line in firm.lines}
    for line in firm.lines:
        assert line.corrects is None or known[line.corrects].month < line.month
        if line.kind is ChargeKind.CREDIT:
            assert line.amount + known[line.corrects or ""].amount == 0
        if line.kind is ChargeKind.CHARGE:
            assert CARD.band[0] <= line.amount <= CARD.band[1]
    for month in Period.parse("2026-10-01..2027-02-28").months():
        take(firm, ("close", month))
    assert firm.books.corrections(Period.parse("2027-03")) == ()


@given(rosters, rosters, st.randoms(use_true_random=False))
def test_in_whatever_order_lines_come_the_corrections_are_the_same(
    first: dict[tuple[date, str], str], second: dict[tuple[date, str], str], random: Random
) -> None:
    firm = Firm([tuple(booked(who, day, role) for (day, role), who in first.items())])
    for month in (OCTOBER, NOVEMBER, DECEMBER):
        firm.close(month)
    closed, rosters_ = list(firm.lines), firm.books.rosters
    firm.publish(*(booked(who, day, role) for (day, role), who in second.items()))
    due = list(firm.books.due(AUTUMN))
    corrections = corrections_of(closed, due, date(2027, 1, 1), rosters_)
    random.shuffle(closed)
    random.shuffle(due)
    assert corrections_of(closed, due, date(2027, 1, 1), rosters_) == corrections
    assert total_of((*closed, *corrections)) == total_of(due)
