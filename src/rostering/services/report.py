"""The report: a roster as one page."""

from dataclasses import dataclass
from pathlib import Path

from rostering.files import write_files
from rostering.reports.page import roster_page
from rostering.services.rosters import show


@dataclass(frozen=True)
class Reported:
    """Which roster was written, and where."""

    roster: int
    file: Path


def write_report(url: str, number: int | None, path: Path) -> Reported:
    """Write a roster, the newest by default, as a page of HTML. Raises NoRoster, UnknownRoster, Unwritable."""
    kept = show(url, number)
    (file,) = write_files(path.parent, {path.name: roster_page(kept.version, kept.status).encode()})
    return Reported(kept.version.number, file)
