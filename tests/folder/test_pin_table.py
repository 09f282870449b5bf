import pytest

from rostering.domain.seats import Pin
from rostering.errors import FaultyInput
from rostering.folder.reader import read_files
from rostering.folder.writer import write_files
from samples.small_firm import DOCUMENTS, SHEETS

EVENING, WEEKEND = "B1:2026-11-04:backend:1", "preparedness:2026-11-07:pim:1"
NO_SEAT = "is not a seat (write TEAM:DATE:ROLE:NUMBER, as `show` lists them)"


def with_pins(text: str) -> dict[str, bytes]:
    return {name: content.encode() for name, content in {**DOCUMENTS, **SHEETS, "pins.csv": text}.items()}


def test_pins_are_read_and_written_by_seat() -> None:
    inputs = read_files(with_pins(f"seat,consultant\n{WEEKEND},elma\n{EVENING},asta\n"))
    assert inputs.pins == (Pin(EVENING, "asta"), Pin(WEEKEND, "elma"))
    assert write_files(inputs)["pins.csv"] == f"seat,consultant\n{EVENING},asta\n{WEEKEND},elma\n".encode()


def test_without_pins_there_is_no_table_of_them() -> None:
    inputs = read_files(with_pins("seat,consultant\n"))
    assert inputs.pins == ()
    assert "pins.csv" not in write_files(inputs)


FAULTY = [
    (f"{EVENING},astra", "unknown consultant 'astra' (did you mean 'asta'?)"),
    ("B1:2026-11-04:backend,asta", f"seat: 'B1:2026-11-04:backend' {NO_SEAT}"),
    ("B1:2026-11-04:backend:0,asta", f"seat: 'B1:2026-11-04:backend:0' {NO_SEAT}"),
    ("B1:2026-11-31:backend:1,asta", "seat: '2026-11-31' is not a date (there is no such day in the calendar)"),
    ("B2:2026-11-04:backend:1,asta", "seat: 'B2' is neither a team nor a booking"),
    ("B1:2026-11-04:backed:1,asta", "unknown role 'backed' (did you mean 'backend'?)"),
    (f"{EVENING},elma", "consultant 'elma' does not have the role 'backend' (roles: pim)"),
    (",asta", "seat is empty"),
    (f"{EVENING},", "consultant is empty"),
]


@pytest.mark.parametrize(("row", "message"), FAULTY)
def test_a_faulty_pin_is_told_of_with_its_place(row: str, message: str) -> None:
    with pytest.raises(FaultyInput) as refused:
        read_files(with_pins(f"seat,consultant\n{row}\n"))
    assert [str(fault) for fault in refused.value.faults] == [f"pins.csv:2: {message}"]


def test_a_seat_is_pinned_once() -> None:
    with pytest.raises(FaultyInput) as refused:
        read_files(with_pins(f"seat,consultant\n{EVENING},asta\n{EVENING},birk\n"))
    assert [str(fault) for fault in refused.value.faults] == [
        "pins.csv:3: has the same seat as pins.csv:2 (delete one of them)"
    ]
