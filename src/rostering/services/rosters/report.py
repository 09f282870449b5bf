"""The report: a roster as one page, written to a file."""

from dataclasses import dataclass
from pathlib import Path

from rostering.files import write_files
from rostering.reports.roster.page import roster_page
from rostering.rosters.history import status_of
from rostering.rosters.ledger import known_to, replay
from rostering.services.opening import existing_store
from rostering.services.rosters.showing import version_in
from rostering.store import Reading


@dataclass(frozen=True)
class Reported:
    """Which roster was written, and where."""

    roster: int
    file: Path


def write_report(url: str, number: int | None, path: Path) -> Reported:
    """Write a roster, the newest by default, as a page of HTML. Raises NoRoster, UnknownRoster, Unwritable."""
    with existing_store(url).reading() as reading:
        version, page = _page(reading, number)
    (file,) = write_files(path.parent, {path.name: page.encode()})
    return Reported(version, file)


def _page(reading: Reading, number: int | None) -> tuple[int, str]:
    """The page shows balances as they stood when the roster was made, so that it prints the same ever after."""
    version, publications = version_in(reading, number), reading.publications()
    before = replay(known_to(version, publications), version.period.first)
    return version.number, roster_page(version, status_of(version, publications), before)
