"""Writes a data folder in its one canonical form: reading it gives the same inputs, writing those the same bytes."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from rostering.domain.inputs import Inputs
from rostering.errors import StorageFailed
from rostering.folder.orders import AGREEMENTS, BOOKINGS, CUSTOMERS
from rostering.folder.people import CONSULTANTS, LEAVE, LEDGER
from rostering.folder.sheets import write_records


class UnwritableFolder(StorageFailed):
    """A data folder that cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"cannot write the data folder '{path}': {error.strerror}")


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
    }


def write_folder(inputs: Inputs, path: Path) -> tuple[Path, ...]:
    """Write the data folder, made if need be; returns its files. Raises UnwritableFolder.

    All files are written beside their places before the first one takes its place.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        return _replace_all(write_files(inputs), path)
    except OSError as error:
        raise UnwritableFolder(path, error) from error


def _replace_all(files: Mapping[str, bytes], path: Path) -> tuple[Path, ...]:
    with tempfile.TemporaryDirectory(prefix=".writing-", dir=path) as waiting:
        for name, data in files.items():
            (Path(waiting) / name).write_bytes(data)
        for name in files:
            (Path(waiting) / name).replace(path / name)
    return tuple(path / name for name in files)
