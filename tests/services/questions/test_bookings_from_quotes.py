"""Bookings that are quoted and taken: rows that fit the firm's own file, and additions to the inputs."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from rostering.errors import FaultyInput
from rostering.services.inputs.folders import ChangedMeanwhile, export_folder, import_folder
from rostering.services.questions.booking import AlreadyBooked, book
from rostering.services.questions.quotes import QuoteCall, quote
from rostering.store import open_store
from samples.small_firm import SHEETS, write_firm

TODAY = date(2026, 10, 1)
CALL = QuoteCall("molo", "2026-11-10..2026-11-11", "evening", "backend:1,pim:1", shared=True)
OWN = "cancelled;part;roles;id;customer;to;from;shared;confirmed\n;evening;backend:1;B1;havn;2026-11-05;2026-11-04;;\n"


def test_the_row_fits_the_header_of_the_firms_own_file_and_its_separator(imported: str, tmp_path: Path) -> None:
    import_folder(imported, write_firm(tmp_path / "own", bookings_csv=OWN), "lead")
    row = quote(imported, CALL, today=TODAY).row
    assert row == ";evening;backend:1 pim:1;ID;molo;2026-11-11;2026-11-10;yes;"
    import_folder(imported, write_firm(tmp_path / "own", bookings_csv=f"{OWN}{row}\n".replace("ID", "B2")), "lead")
    with open_store(imported).reading() as look:
        assert [booking.id for booking in look.inputs().bookings] == ["B1", "B2"]


def test_a_header_that_nobody_has_seen_is_that_of_an_export(imported: str) -> None:
    assert quote(imported, CALL, today=TODAY).row == "ID,molo,2026-11-10,2026-11-11,evening,backend:1 pim:1,yes,"


def test_an_export_is_the_firms_own_file_from_then_on(imported: str, tmp_path: Path) -> None:
    import_folder(imported, write_firm(tmp_path / "own", bookings_csv=OWN), "lead")
    export_folder(imported, tmp_path / "own")
    header = (tmp_path / "own" / "bookings.csv").read_text().splitlines()[0].split(",")
    (cells,) = csv.reader(io.StringIO(quote(imported, CALL, today=TODAY).row))
    assert dict(zip(header, cells, strict=True))["customer"] == "molo"


def test_a_quote_that_is_booked_is_in_the_inputs_and_in_the_log(published: str) -> None:
    found = book(published, CALL, "B2", "lead", today=TODAY)
    assert (found.possible, found.booked, found.booking.id) == (True, True, "B2")
    assert found.row == "B2,molo,2026-11-10,2026-11-11,evening,backend:1 pim:1,yes,"
    with open_store(published).reading() as look:
        assert look.inputs().bookings[1] == found.booking
        entry = look.audit_log()[-1]
    assert (entry.who, entry.action, entry.what, entry.after) == ("lead", "book", "booking B2", found.row)


def test_an_import_that_would_undo_a_booking_is_refused_until_the_folder_knows_it(
    published: str, tmp_path: Path
) -> None:
    folder = write_firm(tmp_path / "firm")
    book(published, CALL, "B2", "lead", today=TODAY)
    with pytest.raises(ChangedMeanwhile, match=r"bookings\.csv: B2"):
        import_folder(published, folder, "lead")
    export_folder(published, folder)
    assert import_folder(published, folder, "lead").removed == ()


def test_what_cannot_be_staffed_is_not_booked(published: str) -> None:
    assert not book(
        published, QuoteCall("molo", "2026-11-07", "evening", "backend:2"), "B2", "lead", today=TODAY
    ).booked
    with open_store(published).reading() as look:
        assert len(look.inputs().bookings) == SHEETS["bookings.csv"].count("\n") - 1


def test_an_id_is_given_once_and_must_be_one(published: str) -> None:
    with pytest.raises(AlreadyBooked, match=r"^there is a booking B1 already, of havn for 2026-11-04\.\.2026-11-05$"):
        book(published, CALL, "B1", "lead", today=TODAY)
    assert AlreadyBooked.exit_code == 3
    with pytest.raises(FaultyInput, match="the booking: id: "):
        book(published, CALL, "B 2", "lead", today=TODAY)
