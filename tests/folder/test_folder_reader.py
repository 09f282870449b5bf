"""Folders that are in order, in all the forms in which people write them."""

import codecs
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rostering.domain.charges import Term
from rostering.domain.inputs import Discount, Seller
from rostering.domain.parties import Agreement, Balance, Booking, Consultant, Customer, Leave, LeaveKind
from rostering.errors import FaultyInput
from rostering.folder.reader import HOLDS, NoFolder, read_files, read_folder
from rostering.spans import Period
from samples.odd_files import HINT, ODD_FILES
from samples.small_folder import TEXTS, edited, files

GOOD = read_files(files())


def folder_with(path: Path, contents: dict[str, bytes]) -> Path:
    for name, data in contents.items():
        (path / name).write_bytes(data)
    return path


def test_every_row_is_read_as_the_trade_knows_it() -> None:
    assert GOOD.consultants[0] == Consultant(
        "bo",
        "Bo Å",
        "bo@havblik.example",
        ("backend", "pim"),
        "senior",
        date(2020, 1, 1),
        None,
        Decimal("0.8"),
        ("aaby",),
    )
    assert GOOD.consultants[1].name == "Ida Ø, PhD"
    assert GOOD.customers[2] == Customer("cirrus", "Cirrus ApS")
    assert GOOD.agreements[1] == Agreement("aaby", "premium", date(2026, 3, 1))
    november = Period(date(2026, 11, 20), date(2026, 11, 22))
    assert GOOD.bookings[0] == Booking("b1", "aaby", november, "evening", {"backend": 2, "pim": 1})
    assert GOOD.bookings[1].cancelled
    assert GOOD.leave[1] == Leave("ida", Period(date(2026, 12, 24), date(2026, 12, 24)), LeaveKind.RATHER_NOT)
    assert GOOD.balances == (Balance("bo", "pim", -3), Balance("ida", "pim", 4))
    assert GOOD.documents == {name: text for name, text in TEXTS.items() if name.endswith(".toml")}


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith(".csv")])
def test_semicolons_a_byte_order_mark_and_windows_line_ends_make_no_difference(name: str) -> None:
    text = TEXTS[name].replace('"Ida Ø, PhD"', "Ida Ø\0 PhD").replace(",", ";").replace("\0", ",")
    assert read_files(files() | {name: text.replace("\n", "\r\n").encode("utf-8-sig")}) == GOOD


def test_line_ends_of_windows_and_byte_order_marks_alone_change_nothing_in_any_file() -> None:
    named = edited("consultants.csv", '"Ida Ø, PhD"', '"Ida Ø,\nPhD"')
    marked = {name: codecs.BOM_UTF8 + data.replace(b"\n", b"\r\n") for name, data in named.items()}
    assert read_files(marked) == read_files(named)
    assert read_files(named).documents["rates.toml"] == TEXTS["rates.toml"]


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith(".toml")])
def test_a_byte_order_mark_before_toml_makes_no_difference(name: str) -> None:
    assert read_files(files() | {name: TEXTS[name].encode("utf-8-sig")}) == GOOD


def test_the_order_of_rows_and_columns_makes_no_difference() -> None:
    assert read_files(files(ledger_csv="points,consultant,role\n4,ida,pim\n-3,bo,pim\n")) == GOOD


def test_blank_lines_blank_rows_and_spaces_make_no_difference() -> None:
    assert read_files(files(ledger_csv="\n consultant , role,points\n\n,,\n bo,\tpim , -3\n   \nida,pim,4")) == GOOD


def test_optional_columns_may_be_left_out() -> None:
    customers = "id,name,country\naaby,Aaby,DK\nbrink,Brink,\ncirrus,Cirrus,\n"
    assert read_files(files(customers_csv=customers)).customers[0] == Customer("aaby", "Aaby")


@pytest.mark.parametrize(("written", "meant"), [("yes", True), ("JA", True), ("1", True), ("true", True)])
@pytest.mark.parametrize("column", ["shared", "cancelled"])
def test_yes_has_many_words(column: str, written: str, meant: bool) -> None:
    shared, cancelled = (written, "") if column == "shared" else ("", written)
    booking = read_files(edited("bookings.csv", "pim,,", f"pim,{shared},{cancelled}")).bookings[0]
    assert (booking.shared, booking.cancelled) == (meant and column == "shared", meant and column == "cancelled")


@pytest.mark.parametrize("written", ["no", "Nej", "0", "FALSE", ""])
def test_no_has_many_words(written: str) -> None:
    assert not read_files(edited("bookings.csv", "pim,,", f"pim,{written},")).bookings[0].shared


@pytest.mark.parametrize("written", ["0.8", "0,8", "0.80", "0.800"])
def test_a_share_of_full_time_is_read_with_point_or_comma(written: str) -> None:
    inputs = read_files(edited("consultants.csv", "0.8", f'"{written}"'))
    assert inputs == GOOD
    assert str(inputs.consultants[0].fte) == "0.8"


def test_a_file_with_only_a_header_is_an_empty_list() -> None:
    empty = {name: TEXTS[name].splitlines()[0] for name in ("leave.csv", "ledger.csv", "bookings.csv")}
    inputs = read_files(files() | {name: header.encode() for name, header in empty.items()})
    assert inputs == replace(GOOD, leave=(), balances=(), bookings=())


def test_a_line_is_counted_as_an_editor_counts_it() -> None:
    customers = 'id,name,country\n\n"aaby","Aaby\nMøbler",DK\nbrink,Brink,SE\n\ncirrus,Cirrus,dk\n'
    with pytest.raises(FaultyInput, match=r"^customers\.csv:7: country: 'dk'"):
        read_files(files(customers_csv=customers))


def test_a_booking_over_two_agreements_that_meet_is_covered() -> None:
    text = TEXTS["agreements.csv"].replace("aaby,basic", "aaby,plus")
    booked = TEXTS["bookings.csv"].replace("aaby,2026-11-20,2026-11-22", "aaby,2026-02-27,2026-03-02")
    assert read_files(files(agreements_csv=text, bookings_csv=booked)).bookings[0].period.first == date(2026, 2, 27)


def test_ten_thousand_rows_of_leave_are_read(tmp_path: Path) -> None:
    days = [date.fromordinal(date(2000, 1, 1).toordinal() + number) for number in range(10_000)]
    rows = "".join(f"bo,{day},{day},leave\n" for day in days)
    (tmp_path / "leave.csv").write_text("consultant,from,to,kind\n" + rows)
    assert len(read_files(files(leave_csv=(tmp_path / "leave.csv").read_bytes())).leave) == 10_000


def test_a_folder_is_read_by_its_toml_and_csv_files_only(tmp_path: Path) -> None:
    folder_with(tmp_path, files() | {"README.md": b"\xff", ".old.csv": b"", "notes.txt": b""})
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "other.csv").write_text("x")
    assert read_folder(tmp_path) == GOOD


def test_the_firms_own_calendar_is_kept_with_the_documents(tmp_path: Path) -> None:
    contents = edited("organisation.toml", '"dk"', '"mycal"') | {"mycal.toml": b'country = "DK"\r\n'}
    inputs = read_folder(folder_with(tmp_path, contents))
    assert inputs.documents["mycal.toml"] == 'country = "DK"\n'


def test_a_calendar_that_is_not_beside_the_files_is_looked_for_elsewhere() -> None:
    assert "dk.toml" not in GOOD.documents


def test_a_calendar_in_another_encoding_is_a_fault() -> None:
    with pytest.raises(FaultyInput, match=r"^dk\.toml:1: is not UTF-8 text"):
        read_files(files() | {"dk.toml": "# Påske".encode("cp1252")})


def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    folder_with(tmp_path, {name: data for name, data in files().items() if name != "customers.csv"})
    (tmp_path / "customers.csv").mkdir()
    with pytest.raises(FaultyInput, match=r"^customers\.csv: cannot be read: Is a directory$"):
        read_folder(tmp_path)


@pytest.mark.parametrize("odd", ODD_FILES)
def test_what_is_no_file_is_one_fault_wherever_it_lies(odd: str, tmp_path: Path) -> None:
    make, said = ODD_FILES[odd]
    for name in HOLDS:
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        folder_with(folder, {other: data for other, data in files().items() if other != name})
        make(folder / name)
        with pytest.raises(FaultyInput) as caught:
            read_folder(folder)
        assert [str(fault) for fault in caught.value.faults] == [f"{name}: {said} ({HINT})"]


def test_a_calendar_beside_the_folder_that_is_no_file_is_one_fault(tmp_path: Path) -> None:
    folder_with(tmp_path, edited("organisation.toml", '"dk"', '"own"'))
    os.mkfifo(tmp_path / "own.toml")
    with pytest.raises(FaultyInput, match=rf"^own\.toml: is a named pipe, not a file \({HINT}\)$"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("name", "most", "said"), [("leave.csv", 1 << 27, "128 MiB"), ("rates.toml", 1 << 20, "1 MiB")]
)
def test_a_file_beyond_its_limit_is_not_read(name: str, most: int, said: str, tmp_path: Path) -> None:
    folder_with(tmp_path, files())
    os.truncate(tmp_path / name, most + 1)
    with pytest.raises(FaultyInput, match=rf"^{name}: is too large \(at most {said}\)$"):
        read_folder(tmp_path)


def test_an_unknown_table_is_not_opened(tmp_path: Path) -> None:
    folder_with(tmp_path, files())
    os.mkfifo(tmp_path / "old.csv")
    with pytest.raises(FaultyInput) as caught:
        read_folder(tmp_path)
    assert [(fault.place, fault.message) for fault in caught.value.faults] == [("old.csv", "unknown file")]


def test_capital_letters_in_a_file_name_are_pointed_out(tmp_path: Path) -> None:
    folder_with(tmp_path, {("Leave.csv" if name == "leave.csv" else name): data for name, data in files().items()})
    with pytest.raises(FaultyInput) as caught:
        read_folder(tmp_path)
    assert [str(fault) for fault in caught.value.faults] == [
        "leave.csv: missing file (columns: consultant, from, to, kind)",
        "Leave.csv: unknown file (did you mean 'leave.csv'?)",
    ]


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NoFolder, match="there is no such folder"):
        read_folder(tmp_path / "nowhere")


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NoFolder, match="it is a file, not a folder"):
        read_folder(tmp_path / "file")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_folder_that_may_not_be_opened_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    with pytest.raises(NoFolder, match="Permission denied"):
        read_folder(tmp_path / "locked")


def test_discounts_and_terms_are_kept_in_hundredths_of_a_percent() -> None:
    discounts = "[[rate_cards.discounts]]\npercent = 10\n[[rate_cards.discounts]]\nrole = 'pim'\npercent = '7,5'\n"
    terms = "[[cancellation]]\ndays_before = 14\npercent = 25\n[[cancellation]]\ndays_before = 2\npercent = '100 %'\n"
    inputs = read_files(files(rates_toml=TEXTS["rates.toml"] + discounts + terms))
    assert inputs.rate_cards[1].discounts == (Discount(1000), Discount(750, role="pim"))
    assert inputs.cancellation == (Term(2, 10_000), Term(14, 2_500))
    assert (GOOD.cancellation, GOOD.rate_cards[1].discounts) == ((), ())


def test_when_a_booking_was_confirmed_and_cancelled_is_known_where_the_columns_are() -> None:
    header, row, *rest = TEXTS["bookings.csv"].splitlines()
    text = "\n".join([f"{header},confirmed,cancelled_on", f"{row},2026-01-02,", *(f"{line},," for line in rest)])
    assert read_files(files(bookings_csv=text)).bookings[0].confirmed == date(2026, 1, 2)
    assert (GOOD.bookings[0].confirmed, GOOD.bookings[0].cancelled_on) == (None, None)


def test_a_booking_that_is_not_cancelled_was_never_cancelled() -> None:
    header, row, *rest = TEXTS["bookings.csv"].splitlines()
    text = "\n".join([f"{header},cancelled_on", f"{row},2026-01-02", *(f"{line}," for line in rest)])
    with pytest.raises(FaultyInput, match="was cancelled on 2026-01-02, but is not cancelled"):
        read_files(files(bookings_csv=text))


def test_the_seller_and_the_address_of_a_customer_are_for_invoices() -> None:
    seller = "[seller]\nname = 'Havblik ApS'\ncvr = '12345674'\naccount = '0001234567'\npayment_days = 14\n"
    customers = "id,name,country,street,city,postal_code,buyer_reference\n"
    rows = "aaby,Aaby,DK,Kajen 1,Køge,4600,PO 7\nbrink,Brink,SE,,,,\ncirrus,Cirrus,DK,,,,\n"
    inputs = read_files(files(organisation_toml=TEXTS["organisation.toml"] + seller, customers_csv=customers + rows))
    assert inputs.organisation.seller == Seller("Havblik ApS", "12345674", account="0001234567", payment_days=14)
    customer = inputs.customers[0]
    assert (customer.street, customer.city, customer.postal_code, customer.buyer_reference) == (
        "Kajen 1",
        "Køge",
        "4600",
        "PO 7",
    )


def test_what_a_seller_is_not_is_told() -> None:
    seller = "[seller]\nemail = 'x'\ncountry = 'Denmark'\npayment_days = 400\niban = 1\nfax = '1'\n"
    with pytest.raises(FaultyInput) as refusal:
        read_files(files(organisation_toml=TEXTS["organisation.toml"] + seller))
    assert [fault.place.removeprefix("organisation.toml: seller.") for fault in refusal.value.faults] == [
        "iban",
        "country",
        "email",
        "payment_days",
        "fax",
    ]
