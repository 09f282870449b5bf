"""Charges: shown for any period, exported by the month."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rostering.billing.charges import charges_of
from rostering.billing.manifest import manifest_of
from rostering.billing.tables import charges_csv
from rostering.domain.charges import Charge
from rostering.errors import BadCall
from rostering.files import write_files
from rostering.rosters.history import published_directory
from rostering.rosters.version import Directory
from rostering.services.opening import existing_store
from rostering.services.versions import directory_of
from rostering.spans import Period

FORMATS: Mapping[str, Callable[[Sequence[Charge], Directory, Period], bytes]] = {"csv": charges_csv}
"""What writes a file of charges, by the format's name, which is also the file's ending."""


@dataclass(frozen=True)
class Charges:
    """The charges of a period so far, with the names to show them by."""

    period: Period
    lines: tuple[Charge, ...]
    directory: Directory


@dataclass(frozen=True)
class Exported:
    """The files that were written, and what the manifest among them says."""

    files: tuple[Path, ...]
    manifest: Mapping[str, object]


class NoMonth(BadCall):
    """A period that is not one calendar month."""

    def __init__(self, period: Period) -> None:
        super().__init__(f"charges are exported by the month, and {period} is not one: write 2026-12")


class UnknownFormat(BadCall):
    """A format that charges cannot be exported in."""

    def __init__(self, name: str) -> None:
        super().__init__(f"charges cannot be exported as '{name}'; known: {', '.join(FORMATS)}")


def show_charges(url: str, period: Period) -> Charges:
    """What the readiness published for a period costs. Raises NoInputs, Unbillable."""
    with existing_store(url).reading() as reading:
        inputs, publications = reading.inputs(), reading.publications()
    lines = charges_of(publications, inputs.bookings, inputs.rate_cards, period)
    return Charges(period, lines, published_directory(publications) or directory_of(inputs))


def export_charges(url: str, month: Period, form: str, folder: Path) -> Exported:
    """Write a month's charges, and a manifest beside them. Raises NoMonth, UnknownFormat, Unbillable, Unwritable."""
    if month.months() != (month,):
        raise NoMonth(month)
    if form not in FORMATS:
        raise UnknownFormat(form)
    charges = show_charges(url, month)
    stem = f"charges-{month.first:%Y-%m}"
    files = {f"{stem}.{form}": FORMATS[form](charges.lines, charges.directory, month)}
    manifest = {"month": f"{month.first:%Y-%m}", **manifest_of(files, charges.lines)}
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    return Exported(write_files(folder, {**files, f"{stem}.manifest.json": text.encode()}), manifest)
