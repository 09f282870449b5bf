"""Writes a data folder in its one canonical form: reading it gives the same inputs, writing those the same bytes."""

from pathlib import Path

from rostering import files
from rostering.domain.inputs import Inputs
from rostering.folder.orders import AGREEMENTS, BOOKINGS, CUSTOMERS
from rostering.folder.people import CONSULTANTS, LEAVE, LEDGER, PINS
from rostering.folder.sheets import write_records


def write_files(inputs: Inputs) -> dict[str, bytes]:
    """The files of the data folder by name: documents word for word, then the CSV files."""
    return {
        **{name: text.encode() for name, text in sorted(inputs.documents.items())},
        CONSULTANTS.file: write_records(CONSULTANTS, inputs.consultants),
        CUSTOMERS.file: write_records(CUSTOMERS, inputs.customers),
        AGREEMENTS.file: write_records(AGREEMENTS, inputs.agreements),
        BOOKINGS.file: write_records(BOOKINGS, inputs.bookings),
        LEAVE.file: write_records(LEAVE, inputs.leave),
        LEDGER.file: write_records(LEDGER, inputs.balances),
        **({PINS.file: write_records(PINS, inputs.pins)} if inputs.pins else {}),
    }


def write_folder(inputs: Inputs, path: Path) -> tuple[Path, ...]:
    """Write the data folder, made if need be; returns its files. Raises files.Unwritable."""
    return files.write_files(path, write_files(inputs))
