from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from rostering.answers.quotes import Quote
from rostering.billing.lines.charges import Unbillable
from rostering.errors import BadCall, FaultyInput
from rostering.services.inputs.folders import import_folder
from rostering.services.questions.quotes import QuoteCall, quote
from rostering.services.rosters.edits import NothingToDo, assign
from rostering.spans import Period
from rostering.store import open_store
from samples.closable_firm import BOOKING, booked, load, repriced
from samples.small_firm import MONTH, edited, write_firm

TODAY = date(2026, 10, 1)


def asked(url: str, period: str, roles: str, part: str = "evening", customer: str = "molo", **more: object) -> Quote:
    shared, number, today = more.get("shared", False), more.get("number"), more.get("today", TODAY)
    assert isinstance(shared, bool)
    assert number is None or isinstance(number, int)
    assert isinstance(today, date)
    return quote(url, QuoteCall(customer, period, part, roles, shared), number, today)


def test_a_booking_that_fits_is_staffed_and_priced(published: str) -> None:
    found = asked(published, "2026-11-10..2026-11-11", "backend:1,pim:1")
    assert found.possible
    assert found.certain
    assert (found.source, found.roster) == ("published", 1)
    assert [(duty.seat.day.day, duty.seat.role) for duty in found.staffing] == [
        (10, "backend"),
        (10, "pim"),
        (11, "backend"),
        (11, "pim"),
    ]
    assert {duty.consultant for duty in found.staffing} <= {"asta", "birk", "elma", "folke"}
    assert found.total == 4 * 375000
    assert not found.moves
    assert found.nearest == ()


def test_only_the_booking_is_priced(published: str) -> None:
    found = asked(published, "2026-11-04", "pim:1")
    assert [charge.role for charge in found.charges] == ["pim"]
    assert found.total == 375000


@pytest.mark.parametrize(
    ("day", "day_class", "amount"),
    [("2028-12-23", "weekend", 440000), ("2028-12-24", "special", 500000), ("2028-12-25", "public_holiday", 500000)],
)
def test_christmas_eve_on_a_sunday_costs_what_it_costs_on_any_day(
    imported: str, day: str, day_class: str, amount: int
) -> None:
    found = asked(imported, day, "backend:1", part="evening")
    assert [(charge.day_class, charge.amount) for charge in found.charges] == [(day_class, amount)]


def test_a_price_that_was_promised_for_another_booking_is_not_quoted(imported: str, tmp_path: Path) -> None:
    earlier = booked(BOOKING + ",", "new-1,molo,2026-11-10,2026-11-10,evening,pim:1,,,2026-10-01", columns=",confirmed")
    load(imported, tmp_path / "before", **earlier)
    load(imported, tmp_path / "after", **repriced())
    found = asked(imported, "2026-11-10", "pim:1")
    assert (found.booking.id, found.total) == ("new-1", 400000)


def test_a_draft_will_do_until_something_is_published(planned: str) -> None:
    assert (asked(planned, "2026-11-10", "pim").source, asked(planned, "2026-11-10", "pim").roster) == ("draft", 1)


def test_before_the_first_plan_the_booking_stands_alone(imported: str) -> None:
    found = asked(imported, "2026-11-08", "pim:1")
    assert (found.source, found.roster, found.possible) == ("nothing", None, True)
    assert [duty.seat.booking for duty in found.version.duties] == ["new-1"]


def test_a_duty_changes_hands_for_a_booking_that_needs_its_holder(published: str, tmp_path: Path) -> None:
    sheet = edited("consultants.csv", "cilje,Cilje Søvang,,frontend,", "cilje,Cilje Søvang,,backend frontend,")
    caps = edited("policy.toml", "weekends_in_a_row = 2", "weekends_in_a_row = 5")
    import_folder(published, write_firm(tmp_path / "new", **sheet, **caps), "tester")
    seats = [f"preparedness:2026-11-{day}:frontend:1" for day in (21, 22)]
    number = 1
    for seat in seats:
        with suppress(NothingToDo):
            number = assign(published, number, seat, "cilje", "tester").version.number
    found = asked(published, "2026-11-21", "backend:2", part="day", number=number)
    assert found.possible
    assert {duty.consultant for duty in found.staffing} > {"cilje"}
    handed = next(change for change in found.moves if change.seat == seats[0])
    assert [duty and duty.consultant for duty in (handed.before, handed.after)] == ["cilje", "david"]


def test_a_booking_without_people_is_refused_with_everyone_who_was_asked(published: str) -> None:
    sheet = "consultant,from,to,kind\nbirk,2026-10-01,2026-12-31,leave\n"
    import_folder(published, write_firm(Path(published).parent / "new", leave_csv=sheet), "tester")
    found = asked(published, "2026-11-10", "backend:2")
    assert not found.possible
    assert found.certain
    assert found.total is None
    assert found.nearest == ()
    (empty,) = found.version.empty
    reasons = {candidate.consultant: candidate.reason for candidate in empty.candidates}
    assert reasons == {
        "asta": "on this booking already",
        "birk": "birk is on leave on 2026-11-10.",
    }


def test_the_nearest_dates_are_those_on_which_people_are_there(published: str) -> None:
    found = asked(published, "2026-11-08", "backend:2")
    assert not found.possible
    assert [period.first.day for period in found.nearest] == [9, 6, 10]
    assert all(len(period) == 1 for period in found.nearest)
    reasons = {one.consultant: one.reason for empty in found.version.empty for one in empty.candidates}
    assert reasons["birk"] == "birk is on leave on 2026-11-08."


def test_other_dates_are_neither_over_nor_too_far(published: str) -> None:
    sheet = "consultant,from,to,kind\nbirk,2026-11-02,2026-12-31,leave\n"
    found = asked(published, "2026-11-10", "backend:2", today=date(2026, 11, 10))
    assert found.possible
    import_folder(published, write_firm(Path(published).parent / "new", leave_csv=sheet), "tester")
    assert asked(published, "2026-11-10", "backend:2", today=date(2026, 11, 10)).nearest == ()
    earlier = asked(published, "2026-11-10", "backend:2", today=date(2026, 10, 30)).nearest
    assert earlier
    assert {period.first for period in earlier} <= {date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 1)}


def test_other_dates_are_covered_by_the_agreement(published: str, tmp_path: Path) -> None:
    ends = edited("agreements.csv", "molo,premium,2024-01-01,", "molo,premium,2024-01-01,2026-11-09")
    import_folder(published, write_firm(tmp_path / "new", **ends), "tester")
    assert [period.first.day for period in asked(published, "2026-11-08", "backend:2").nearest] == [9, 6, 3]


def test_a_seat_that_is_badly_filled_is_no_fault_of_the_booking(published: str, tmp_path: Path) -> None:
    leave = "consultant,from,to,kind\nelma,2026-11-01,2026-11-30,leave\nfolke,2026-11-14,2026-11-15,leave\n"
    import_folder(published, write_firm(tmp_path / "new", leave_csv=leave), "tester")
    found = asked(published, "2026-11-11", "backend:1")
    assert found.possible
    assert not found.moves


def test_what_is_over_is_not_moved(published: str) -> None:
    found = asked(published, "2026-11-10", "backend:2", today=date(2026, 11, 10))
    assert {duty.seat.day for duty in found.version.duties} <= set(Period(date(2026, 11, 10), date(2026, 11, 17)))


def test_nothing_is_written(published: str) -> None:
    before = Path(published).read_bytes()
    asked(published, "2026-11-08", "backend:2")
    assert Path(published).read_bytes() == before
    with open_store(published).reading() as reading:
        assert reading.version_numbers() == (1,)
        assert "quote" not in {entry.action for entry in reading.audit_log()}


def test_the_same_call_has_the_same_answer(published: str) -> None:
    one, other = (asked(published, "2026-11-17..2026-11-18", "pim:1") for _ in range(2))
    assert one.staffing == other.staffing


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            QuoteCall("moli", "2026-11-10", "evening", "pim"),
            "the booking: unknown customer 'moli' (did you mean 'molo'?)",
        ),
        (
            QuoteCall("molo", "2026-11-10", "evning", "pim"),
            "the booking: unknown part 'evning' (did you mean 'evening'?)",
        ),
        (QuoteCall("molo", "2026-11-1", "evening", "pim"), "the booking: from: '2026-11-1' is not a date"),
        (
            QuoteCall("molo", "2026-11-10", "evening", "pim:0"),
            "the booking: roles: 'pim:0' is not a role with a head count",
        ),
        (
            QuoteCall("molo", "2023-11-10", "evening", "pim"),
            "the booking: customer 'molo' has no agreement in force on 2023",
        ),
    ],
)
def test_a_faulty_booking_is_refused_as_an_import_would(published: str, call: QuoteCall, said: str) -> None:
    with pytest.raises(FaultyInput) as caught:
        quote(published, call, today=TODAY)
    assert any(str(fault).startswith(said) for fault in caught.value.faults)


def test_a_package_that_cannot_book_is_refused_by_its_clause(published: str, tmp_path: Path) -> None:
    basic = edited("agreements.csv", "molo,premium", "molo,basic")
    import_folder(published, write_firm(tmp_path / "new", **basic), "tester")
    with pytest.raises(FaultyInput, match="has package Basic on 2026-11-10 and can book nothing: Basic, clause 2"):
        asked(published, "2026-11-10", "pim")


def test_days_that_are_over_cannot_be_booked(published: str) -> None:
    with pytest.raises(BadCall, match="2026-11-10 is before 2026-11-11, the first date that can be booked"):
        asked(published, "2026-11-10", "pim", today=date(2026, 11, 11))


def test_a_roster_that_is_asked_for_has_to_cover_the_dates(published: str) -> None:
    with pytest.raises(BadCall, match="roster 1 covers"):
        asked(published, "2026-12-10", "pim", number=1)
    assert MONTH.last < date(2026, 12, 10)


def test_a_date_without_a_rate_card_has_no_price(published: str, tmp_path: Path) -> None:
    ends = edited("rates.toml", "from = 2026-01-01", "from = 2026-01-01\nto = 2026-11-09")
    import_folder(published, write_firm(tmp_path / "new", **ends), "tester")
    with pytest.raises(Unbillable, match="no rate card is in force on 2026-11-10"):
        asked(published, "2026-11-10", "pim")
