"""What duties and call-outs pay, what is closed, and what is corrected afterwards."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.lines.charges import Unbillable
from rostering.billing.pay.pay_books import pay_hindrances
from rostering.billing.pay.shares import shares_of
from rostering.domain.callouts import CalloutAct, CalloutEntry
from rostering.domain.charges import ChargeKind
from rostering.domain.pay import PayKind, PayLine, StandbyRate
from rostering.spans import Period
from samples.closed_books import DECEMBER, FRIDAY, NOVEMBER, OCTOBER, Firm, booked
from samples.paid_firm import CARD, PaidFirm, at, called
from samples.published_samples import duty

SATURDAY = date(2026, 10, 31)


def told(lines: tuple[PayLine, ...]) -> list[tuple[str, int, str | None]]:
    return [(line.id, line.amount, line.corrects) for line in lines]


def test_the_entry_that_says_most_about_a_duty_pays_it() -> None:
    firm = PaidFirm(
        [
            (
                duty("anna", SATURDAY),
                duty("bo", SATURDAY, role="backend"),
                duty("clara", SATURDAY, booking="B7", hours="16:00-22:00"),
                duty("anna", FRIDAY, booking="B8", hours="16:00-22:00", day_class="weekday_evening"),
                duty(None, FRIDAY),
            )
        ]
    )
    assert told(firm.books.lines(OCTOBER)) == [
        ("B8:2026-10-30:anna", 80_000, None),
        ("preparedness:2026-10-31:anna", 90_000, None),
        ("preparedness:2026-10-31:bo", 88_888, None),
        ("B7:2026-10-31:clara", 150_000, None),
    ]


def test_hours_are_those_that_passed_when_the_clocks_go_back() -> None:
    night = duty("bo", date(2026, 10, 24), role="backend", hours="22:00-08:00")
    (line,) = PaidFirm([(night,)]).books.lines(OCTOBER)
    assert (line.minutes, line.amount) == (660, 122_221)


@pytest.mark.parametrize(
    ("kind", "minutes", "paid", "amount"),
    [
        ("weekend", 1, 60, 40_000),
        ("weekend", 60, 60, 40_000),
        ("weekend", 61, 90, 60_000),
        ("outside", 1, 15, 8_333),
        ("outside", 16, 30, 16_667),
    ],
)
def test_a_callout_pays_what_has_begun_and_the_least_there_is(kind: str, minutes: int, paid: int, amount: int) -> None:
    firm = PaidFirm([()], {7: called(7, "bo", at(SATURDAY, 23, 30), minutes, kind)})
    (line,) = firm.books.lines(OCTOBER)
    assert (line.id, line.kind, line.minutes, line.amount) == ("callout:7:bo", PayKind.CALLOUT, paid, amount)


def test_what_has_no_amount_is_told_and_all_else_is_there() -> None:
    card = replace(CARD, standby=(StandbyRate(90_000, kind="weekend"),))
    firm = PaidFirm([(duty("anna", SATURDAY), booked("bo"))], cards=(card,))
    with pytest.raises(Unbillable) as refused:
        firm.books.lines(OCTOBER)
    assert refused.value.reasons == ("pay.toml has no amount for a duty of Readiness, Weekend (Pim) on 2026-10-30",)
    assert [line.id for line in refused.value.lines] == ["preparedness:2026-10-31:anna"]


def test_dates_that_no_card_covers_are_told() -> None:
    firm = PaidFirm([(booked("bo"),)], cards=(replace(CARD, last=date(2026, 10, 29)),))
    with pytest.raises(Unbillable, match=r"^no pay card is in force on 2026-10-30$"):
        firm.books.lines(OCTOBER)


def test_nothing_is_paid_for_what_pays_nothing() -> None:
    firm = PaidFirm([(duty("anna", SATURDAY),)], cards=(replace(CARD, standby=(StandbyRate(0),)),))
    assert firm.books.lines(OCTOBER) == ()


def test_a_callout_that_goes_on_is_in_the_way() -> None:
    firm = PaidFirm([()], {3: called(3, "bo", at(SATURDAY, 10), None)})
    assert [one.text for one in pay_hindrances(firm.books, OCTOBER)] == ["call-out 3 of 2026-10-31 has not ended"]


def test_a_swap_after_the_close_takes_back_and_pays_in_the_next_month() -> None:
    firm = PaidFirm([(booked("anna"),)])
    firm.close(OCTOBER)
    firm.publish(booked("bo"))
    anna = "B7:2026-10-30:anna"
    assert told(firm.books.lines(NOVEMBER)) == [
        (f"{anna}:credit", -150_000, anna),
        ("B7:2026-10-30:bo", 150_000, anna),
    ]
    firm.close(NOVEMBER)
    firm.publish(booked("anna"))
    assert told(firm.books.lines(DECEMBER)) == [
        (f"{anna}:2", 150_000, "B7:2026-10-30:bo"),
        ("B7:2026-10-30:bo:credit", -150_000, "B7:2026-10-30:bo"),
    ]


def test_a_callout_that_is_noted_or_corrected_after_the_close_is_paid_in_the_next_month() -> None:
    firm = PaidFirm([()], {7: called(7, "bo", at(SATURDAY, 10), 60)})
    firm.close(OCTOBER)
    longer = called(7, "bo", at(SATURDAY, 10), 90).call
    firm.callouts[7] = replace(
        firm.callouts[7],
        entries=(*firm.callouts[7].entries, CalloutEntry(2, at(SATURDAY, 12), "lead", CalloutAct.CORRECTED, longer)),
    )
    firm.callouts[8] = called(8, "anna", at(SATURDAY, 11), 60)
    assert told(firm.books.lines(NOVEMBER)) == [
        ("callout:8:anna", 40_000, None),
        ("callout:7:bo:credit", -40_000, "callout:7:bo"),
        ("callout:7:bo:2", 60_000, "callout:7:bo"),
    ]


def test_other_amounts_change_nothing_in_a_closed_month() -> None:
    firm = PaidFirm([(booked("anna"),)])
    firm.close(OCTOBER)
    firm.cards = (replace(CARD, standby=(StandbyRate(1),)),)
    assert firm.books.lines(NOVEMBER) == ()
    firm.publish(booked("bo"))
    assert [line.amount for line in firm.books.lines(NOVEMBER)] == [-150_000, 150_000]


days = st.sampled_from([FRIDAY, SATURDAY, date(2026, 11, 1), date(2026, 11, 28), date(2026, 12, 5)])
holders = st.sampled_from(["anna", "bo", "clara"])
rosters = st.dictionaries(st.tuples(days, st.sampled_from(["pim", "backend"])), holders, max_size=6)
calls = st.tuples(st.integers(1, 4), holders, days, st.integers(1, 200), st.sampled_from(["weekend", "outside"]))
months = st.sampled_from([OCTOBER, NOVEMBER, DECEMBER, Period.parse("2027-01")])
steps = st.one_of(
    st.tuples(st.just("publish"), rosters),
    st.tuples(st.just("call"), calls),
    st.tuples(st.just("amount"), st.integers(0, 200_000)),
    st.tuples(st.just("close"), months),
)


def take(firm: PaidFirm, step: tuple[str, object]) -> None:
    what, value = step
    if what == "publish" and isinstance(value, dict):
        firm.publish(*(duty(who, day, role=role) for (day, role), who in value.items()))
    elif what == "call" and isinstance(value, tuple):
        number, who, day, minutes, kind = value
        firm.callouts[number] = called(number, who, at(day, 10), minutes, kind)
    elif what == "amount" and isinstance(value, int):
        firm.cards = (replace(CARD, standby=(StandbyRate(value),)),)
    elif isinstance(value, Period) and value.first not in firm.kept:
        firm.close(value)


@given(rosters, st.lists(steps, max_size=10))
def test_whatever_happens_pay_comes_to_what_was_published_and_noted_and_closed_lines_stay(
    first: dict[tuple[date, str], str], drawn: list[tuple[str, object]]
) -> None:
    firm = PaidFirm([tuple(duty(who, day, role=role) for (day, role), who in first.items())])
    for step in drawn:
        before = firm.lines
        take(firm, step)
        assert firm.lines[: len(before)] == before
        assert firm.differences() == ()
    known = {line.id: line for line in firm.lines}
    assert len(known) == len(firm.lines)
    for line in firm.lines:
        assert line.corrects is None or known[line.corrects].month < line.month
        if line.kind is PayKind.CREDIT:
            assert line.amount + known[line.corrects or ""].amount == 0
    for month in Period.parse("2026-10-01..2027-02-28").months():
        take(firm, ("close", month))
    assert firm.books.corrections(Period.parse("2027-03")) == ()


@given(rosters, rosters, st.booleans())
def test_pay_and_charges_are_each_others_mirror_over_swaps_and_corrections(
    first: dict[tuple[date, str], str], second: dict[tuple[date, str], str], closed: bool
) -> None:
    before = [booked(who, day, role) for (day, role), who in first.items()]
    after = [booked(second.get(key, who), key[0], key[1]) for key, who in first.items()]
    charges, pay = Firm([tuple(before)]), PaidFirm([tuple(before)])
    if closed:
        charges.close(OCTOBER)
        pay.close(OCTOBER)
    charges.publish(*after)
    pay.publish(*after)
    for month in (OCTOBER, NOVEMBER, DECEMBER):
        charged = {
            (line.day, line.booking, line.consultant, line.kind is ChargeKind.CREDIT)
            for line in charges.books.lines(month)
        }
        paid = {(line.day, line.duty, line.consultant, line.is_credit) for line in pay.books.lines(month)}
        assert charged == paid


@given(rosters, st.permutations(["anna", "bo", "clara"]))
def test_what_moves_from_one_to_another_moves_the_pay_and_the_sums_by_day_class_stay(
    first: dict[tuple[date, str], str], order: list[str]
) -> None:
    moved = dict(zip(["anna", "bo", "clara"], order, strict=True))
    firm = PaidFirm([tuple(duty(who, day, role=role) for (day, role), who in first.items())])
    before = [line for month in (OCTOBER, NOVEMBER, DECEMBER) for line in firm.close(month)]
    firm.publish(*(duty(moved[who], day, role=role) for (day, role), who in first.items()))
    corrections = firm.books.waiting()
    assert sum(line.amount for line in corrections) == 0
    for day_class in {line.day_class for line in before}:
        assert sum(line.amount for line in corrections if line.day_class == day_class) == 0
    for who, other in moved.items():
        had = sum(line.amount for line in before if line.consultant == who)
        has = sum(line.amount for line in (*before, *corrections) if line.consultant == other)
        assert has == had


@given(st.integers(-10_000_000, 10_000_000), st.sets(st.text("abcdef", min_size=1, max_size=3), min_size=1, max_size=9))
def test_a_duty_is_shared_to_the_oere_and_what_is_taken_back_is_what_was_given(
    amount: int, customers: set[str]
) -> None:
    (line,) = PaidFirm([(booked("anna"),)]).books.lines(OCTOBER)
    line = replace(line, amount=amount, customers=tuple(sorted(customers)))
    shares = shares_of(line)
    assert sum(shares.values()) == amount
    assert max(shares.values()) - min(shares.values()) <= 1
    assert shares_of(replace(line, amount=-amount)) == {customer: -share for customer, share in shares.items()}
