"""A month is closed once, for good; what changes in it afterwards is billed in the next open one."""

from datetime import date
from pathlib import Path

import pytest

from rostering.domain.charges import ChargeKind, Export, MonthState
from rostering.errors import BadCall, Conflict, FaultyInput
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.exporting import export_charges
from rostering.services.charges.statements import statement_of
from rostering.services.charges.verifying import verify
from rostering.services.clock import now
from rostering.services.month_ends.month_closing import AlreadyClosed, NotClosable
from rostering.spans import Period
from rostering.store import open_store
from samples.closable_firm import (
    BOOKING,
    DECEMBER,
    FIRST,
    HOLDERS,
    JANUARY,
    NOVEMBER,
    SECOND,
    booked,
    closable,
    load,
    post,
    rehearse,
    repriced,
)
from samples.small_firm import SHEETS, edited

ASTA = "B1:2026-11-04:asta"


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    return tmp_path / "firm"


@pytest.fixture
def store(tmp_path: Path, firm: Path) -> str:
    return closable(str(tmp_path / "rostering.db"), firm)


def lines(url: str, period: Period) -> list[tuple[str, int, str | None]]:
    return [(line.id, line.amount, line.corrects) for line in show_charges(url, period).lines]


def agrees(url: str, period: str = "2026-11-01..2027-01-31") -> bool:
    return verify(url, Period.parse(period)).agrees


def test_a_closed_month_shows_what_it_was_closed_with(store: str) -> None:
    before = show_charges(store, NOVEMBER)
    closed = close_month(store, NOVEMBER, "cfo", early=True)
    after = show_charges(store, NOVEMBER)
    assert closed.lines == before.lines == after.lines
    assert (before.states, after.states) == ({NOVEMBER.first: MonthState.OPEN}, {NOVEMBER.first: MonthState.CLOSED})
    assert [line.amount for line in closed.lines] == [375_000, 375_000]
    assert agrees(store)


def test_the_same_month_has_the_same_lines_and_batch_in_another_store(store: str, tmp_path: Path) -> None:
    other = closable(str(tmp_path / "other.db"), tmp_path / "same")
    one, two = (
        close_month(store, NOVEMBER, "cfo", early=True),
        close_month(other, NOVEMBER, "somebody else", early=True),
    )
    assert (one.lines, one.batch) == (two.lines, two.batch)


def test_a_month_is_closed_once(store: str) -> None:
    first = close_month(store, NOVEMBER, "cfo", early=True)
    with pytest.raises(AlreadyClosed, match=f"2026-11 was closed already, .* by cfo: batch {first.batch}") as refusal:
        close_month(store, NOVEMBER, "cfo", early=True)
    assert refusal.value.exit_code == 3


def test_nothing_is_kept_of_a_closing_that_is_refused_and_all_reasons_are_told(store: str) -> None:
    post(store, {FIRST: None})
    with pytest.raises(NotClosable) as refusal:
        close_month(store, NOVEMBER, "cfo", early=True)
    assert refusal.value.exit_code == 1
    assert refusal.value.reasons == (
        "nobody fills seat B1:2026-11-04:backend:1 of booking B1 on 2026-11-04 (roster 2)",
        "roster 2 lacks 1 x backend of booking B1 on 2026-11-05: plan and publish the day again, or mend the booking",
    )
    with pytest.raises(NotClosable, match=r"no roster is published for 2026-10-01\.\.2026-10-31$"):
        close_month(store, Period.parse("2026-10"), "cfo", early=True)
    with open_store(store).reading() as look:
        assert (look.charges.lines(), look.charges.closings(), look.charges.frozen()) == ((), {}, ())


@pytest.mark.parametrize("period", ["2026Q4", "2026-11-01..2026-11-29"])
def test_charges_are_closed_by_the_month(store: str, period: str) -> None:
    with pytest.raises(BadCall, match="by the month"):
        close_month(store, Period.parse(period), "cfo", early=True)


@pytest.mark.parametrize("today", [date(2026, 10, 1), FIRST, NOVEMBER.last])
def test_a_month_that_has_not_ended_is_not_closed(store: str, today: date) -> None:
    with pytest.raises(Conflict) as refused:
        close_month(store, NOVEMBER, "cfo", today=today)
    assert str(refused.value) == (
        "2026-11 has not ended: what changes in it after it is closed becomes corrections; "
        "close it on 2026-12-01 or later, or now with --early"
    )
    assert show_charges(store, NOVEMBER).states == {NOVEMBER.first: MonthState.OPEN}


def test_a_month_is_closed_without_a_word_as_soon_as_it_has_ended(store: str) -> None:
    assert close_month(store, NOVEMBER, "cfo", today=DECEMBER.first).warnings == ()


def test_a_month_that_is_not_over_is_closed_with_a_warning(store: str) -> None:
    future = Period.parse(f"{now().year + 3}-11")
    post(store, {}, future)
    (warning,) = close_month(store, future, "cfo", early=True).warnings
    assert warning.startswith(f"{now().year + 3}-11 has not ended yet")


def test_an_earlier_month_with_bookings_that_is_still_open_is_told(store: str) -> None:
    assert "2026-11 is still open, and has bookings" in close_month(store, DECEMBER, "cfo", early=True).warnings


def test_a_swap_after_closing_is_credited_and_charged_in_the_next_month(store: str) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    post(store, {**HOLDERS, FIRST: "birk"})
    assert lines(store, NOVEMBER) == [(ASTA, 375_000, None), ("B1:2026-11-05:asta", 375_000, None)]
    corrections = [(f"{ASTA}:credit", -375_000, ASTA), ("B1:2026-11-04:birk", 375_000, ASTA)]
    assert lines(store, DECEMBER) == corrections
    assert close_month(store, DECEMBER, "cfo", early=True).lines == show_charges(store, DECEMBER).lines
    assert lines(store, DECEMBER) == corrections
    assert lines(store, JANUARY) == []
    assert agrees(store)


def test_a_closed_month_names_what_later_months_correct_of_it_and_whether_these_are_closed(store: str) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    assert show_charges(store, NOVEMBER).later == ()
    post(store, {**HOLDERS, FIRST: "birk"})
    corrections = show_charges(store, DECEMBER).lines
    assert [line.corrects for line in corrections] == [ASTA, ASTA]
    assert show_charges(store, NOVEMBER).later == tuple((line, MonthState.OPEN) for line in corrections)
    assert show_charges(store, Period.parse("2026-11..2026-12")).later == ()
    close_month(store, DECEMBER, "cfo", early=True)
    assert show_charges(store, NOVEMBER).later == tuple((line, MonthState.CLOSED) for line in corrections)
    assert show_charges(store, DECEMBER).later == ()


def test_a_cancelled_booking_is_credited_and_charged_again_when_it_is_not(store: str, firm: Path) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    load(store, firm, **booked(f"{BOOKING}yes"))
    assert sum(amount for _, amount, _ in lines(store, DECEMBER)) == -750_000
    close_month(store, DECEMBER, "cfo", early=True)
    load(store, firm, **booked(BOOKING))
    assert lines(store, JANUARY)[0] == (f"{ASTA}:2", 375_000, f"{ASTA}:credit")
    close_month(store, JANUARY, "cfo", early=True)
    assert agrees(store)


def test_a_closed_month_stays_as_it_was_whatever_is_imported_and_published_later(store: str, firm: Path) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    with open_store(store).reading() as look:
        before = statement_of(look, NOVEMBER)
    customers = SHEETS["customers.csv"].replace("Havnekontoret Køl A/S", "=Evil").replace("91422778", "90436953")
    load(store, firm, customers_csv=customers, **booked(f"{BOOKING}yes"), **repriced())
    post(store, {FIRST: "birk"})
    with open_store(store).reading() as look:
        after = statement_of(look, NOVEMBER)
        newer = statement_of(look, DECEMBER)
    assert after == before
    assert (after.state, after.customers["havn"].name) == (MonthState.CLOSED, "Havnekontoret Køl A/S")
    assert (newer.state, newer.batch, newer.customers["havn"].name) == (MonthState.OPEN, "2026-12-open", "=Evil")
    assert newer.names.customers["havn"] == "=Evil"


def test_an_import_that_changes_closed_months_says_what_will_be_billed(store: str, firm: Path) -> None:
    assert load(store, firm, **booked(f"{BOOKING}yes")) == load(store, firm, **booked(BOOKING))
    close_month(store, NOVEMBER, "cfo", early=True)
    said = "closed months change: 2 lines for DKK -7.500,00 will be billed in 2026-12"
    assert said in rehearse(store, firm, **booked(f"{BOOKING}yes"))
    assert said in load(store, firm, **booked(f"{BOOKING}yes"))
    assert said not in load(store, firm, **booked(f"{BOOKING}yes"))


def test_what_closed_lines_rest_on_is_not_removed(store: str, firm: Path) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    with pytest.raises(FaultyInput) as refusal:
        load(store, firm, **booked())
    assert [fault.message for fault in refusal.value.faults] == [
        "the booking 'B1' is gone, but published roster 1 rests on it"
    ]


def test_a_customer_who_was_billed_is_not_removed_though_no_roster_names_them(store: str, firm: Path) -> None:
    load(store, firm, **booked(BOOKING.replace("havn", "molo")))
    close_month(store, NOVEMBER, "cfo", early=True)
    load(store, firm, **booked(BOOKING))
    assert [(line.customer, line.amount) for line in show_charges(store, DECEMBER).lines[:2]] == [
        ("molo", -375_000),
        ("havn", 375_000),
    ]
    assert agrees(store)
    gone = {
        "customers_csv": SHEETS["customers.csv"].replace("molo,Molo Sejl ApS,DK,90436953,,\n", ""),
        "agreements_csv": SHEETS["agreements.csv"].replace("molo,premium,2024-01-01,\n", ""),
    }
    with pytest.raises(FaultyInput, match="the customer 'molo' is gone, but the closed month 2026-11 rests on it"):
        load(store, firm, **gone, **booked(BOOKING))


def test_an_edited_rate_card_changes_open_months_only(store: str, firm: Path) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    load(store, firm, **repriced())
    assert lines(store, DECEMBER) == []
    assert agrees(store)


def test_a_month_that_was_exported_says_so(store: str) -> None:
    closed = close_month(store, NOVEMBER, "cfo", early=True)
    sums = {"rows": 2, "control_sum_ore": 750_000, "control_sums_by_customer_ore": {"havn": 750_000}}
    with open_store(store).transaction() as tx:
        tx.charges.add_export(Export(0, NOVEMBER.first, closed.batch, "csv", {"a.csv": "0"}, sums, now(), "cfo"))
    assert show_charges(store, NOVEMBER).states == {NOVEMBER.first: MonthState.EXPORTED}
    assert agrees(store)
    with open_store(store).transaction() as tx:
        tx.charges.add_export(
            Export(0, NOVEMBER.first, closed.batch, "csv", {"a.csv": "0"}, {**sums, "rows": 3}, now(), "cfo")
        )
    assert [one.text for one in verify(store, NOVEMBER).differences] == [
        "export 2 of 2026-11 as csv says rows 3, and the charges say 2"
    ]


def test_files_are_verified_where_they_lie(store: str, tmp_path: Path) -> None:
    assert verify(store, NOVEMBER, tmp_path).agrees
    with pytest.raises(BadCall, match="there is no such folder"):
        verify(store, NOVEMBER, tmp_path / "nowhere")


def test_a_folder_without_any_of_the_exported_files_is_a_difference(store: str, tmp_path: Path) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    (tmp_path / "empty").mkdir()
    assert verify(store, NOVEMBER, tmp_path / "empty").agrees
    export_charges(store, NOVEMBER, "csv", tmp_path / "out")
    (found,) = verify(store, NOVEMBER, tmp_path / "empty").differences
    assert found.text == f"none of the exported files is in {tmp_path / 'empty'}"
    assert verify(store, NOVEMBER, tmp_path / "out").agrees


def test_files_are_verified_where_they_were_written_until_they_are_moved(store: str, tmp_path: Path) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    out = tmp_path / "out"
    export_charges(store, NOVEMBER, "csv", out)
    agreed = verify(store, NOVEMBER)
    assert (agreed.agrees, agreed.files, agreed.moved) == (True, 2, 0)
    table = out / "charges-2026-11.csv"
    table.write_bytes(table.read_bytes().replace(b"3750", b"3751"))
    (found,) = verify(store, NOVEMBER).differences
    assert (found.about, "is not as it was written" in found.text) == (table.name, True)
    table.unlink()
    assert [one.text for one in verify(store, NOVEMBER, out).differences] == [f"{table.name} is missing"]
    out.rename(tmp_path / "sent")
    moved = verify(store, NOVEMBER)
    assert (moved.agrees, moved.files, moved.moved) == (True, 0, 1)


def test_the_prices_of_a_confirmed_booking_are_frozen_when_it_is_first_seen(store: str, firm: Path) -> None:
    load(store, firm, **booked(f"{BOOKING},2026-10-01", columns=",confirmed"))
    load(store, firm, **booked(f"{BOOKING},2026-10-01", columns=",confirmed"), **repriced())
    assert {amount for _, amount, _ in lines(store, NOVEMBER)} == {375_000}
    with open_store(store).reading() as look:
        assert {(one.want.day, one.why) for one in look.charges.frozen()} == {
            (FIRST, "confirmed 2026-10-01"),
            (SECOND, "confirmed 2026-10-01"),
        }
    close_month(store, NOVEMBER, "cfo", early=True)
    assert agrees(store)


def test_a_booking_that_is_not_confirmed_follows_the_rate_card(store: str, firm: Path) -> None:
    load(store, firm, **repriced())
    assert {amount for _, amount, _ in lines(store, NOVEMBER)} == {400_000}


def test_a_booking_is_not_confirmed_without_a_price(store: str, firm: Path) -> None:
    ended = edited("rates.toml", "from = 2026-01-01\n", "from = 2026-01-01\nto = 2026-11-04\n")
    with pytest.raises(FaultyInput) as refusal:
        load(store, firm, **booked(f"{BOOKING},2026-10-01", columns=",confirmed"), **ended)
    assert [str(fault) for fault in refusal.value.faults] == [
        "bookings.csv: booking 'B1' is confirmed, but cannot be priced: no rate card is in force on 2026-11-05 "
        "(mend rates.toml, or confirm the booking later)"
    ]


def test_a_discount_that_leaves_the_band_is_told_at_import_and_refused_at_closing(store: str, firm: Path) -> None:
    price = 'public_holiday = "5.000"\nspecial = "5.000"\n'
    discount = '\n[[rate_cards.discounts]]\ncustomer = "havn"\nday_class = "weekday_evening"\npercent = "7,5"\n'
    warnings = load(store, firm, **edited("rates.toml", price, price + discount))
    said = "the price of weekday_evening on {} is 3.468,75 after 7,5% discount, outside the band 3.500,00 to 5.000,00"
    assert f"{said.format('2026-01-01')} for customer havn: it will be refused" in warnings
    with pytest.raises(NotClosable) as refusal:
        close_month(store, NOVEMBER, "cfo", early=True)
    assert refusal.value.reasons == tuple(f"{said.format(day)}: booking B1 cannot be billed" for day in (FIRST, SECOND))


def test_cancelling_costs_what_the_terms_say(store: str, firm: Path) -> None:
    terms = edited("rates.toml", "[[rate_cards]]\nfrom = 2024-01-01", _TERMS)
    cancelled = booked(f"{BOOKING}yes,2026-11-02", columns=",cancelled_on")
    load(store, firm, **cancelled, **terms)
    shown = show_charges(store, NOVEMBER).lines
    assert [(line.id, line.kind, line.amount) for line in shown] == [
        ("B1:2026-11-04:backend:1:cancellation", ChargeKind.CANCELLATION, 375_000),
        ("B1:2026-11-05:backend:1:cancellation", ChargeKind.CANCELLATION, 187_500),
    ]
    close_month(store, NOVEMBER, "cfo", early=True)
    assert agrees(store)
    load(store, firm, **booked(f"{BOOKING}yes"), **terms)
    assert sum(amount for _, amount, _ in lines(store, DECEMBER)) == -562_500
    assert agrees(store)


_TERMS = """[[cancellation]]
days_before = 2
percent = 100

[[cancellation]]
days_before = 14
percent = 50

[[rate_cards]]
from = 2024-01-01"""


def test_a_lost_line_is_missed(store: str) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    with open_store(store).transaction() as tx:
        connection = tx._session.connection()
        connection.exec_driver_sql("DROP TRIGGER charge_delete")
        connection.exec_driver_sql(f"DELETE FROM charge WHERE id = '{ASTA}'")
    (difference,) = verify(store, NOVEMBER).differences
    assert difference.text.startswith("2026-11 was closed as batch")
    assert difference.about == "2026-11"


def test_one_line_without_a_price_does_not_hide_the_others(store: str, firm: Path) -> None:
    card = edited("rates.toml", "from = 2026-01-01\n", "from = 2026-01-01\nto = 2026-11-04\n")
    load(store, firm, **card)
    shown = show_charges(store, NOVEMBER)
    assert [line.day for line in shown.lines] == [FIRST]
    assert shown.unpriced == ("no rate card is in force on 2026-11-05: booking B1 cannot be billed",)
    with pytest.raises(NotClosable, match="no rate card is in force on 2026-11-05"):
        close_month(store, NOVEMBER, "cfo", early=True)
