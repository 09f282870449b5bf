"""The command report: a roster as a page in a file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer
from rostering.cli.rosters import NumberOrStanding
from rostering.cli.settings import settings_of
from rostering.files import write_files
from rostering.language import _


@dataclass(frozen=True)
class WrittenPage:
    """Which roster was written, and where."""

    roster: int
    file: Path


def report(
    ctx: typer.Context,
    number: NumberOrStanding = None,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write.")] = Path("roster.html"),
) -> None:
    """Write a roster as one HTML page, to read and to print."""
    settings = settings_of(ctx)
    written = write_report(settings.store, number, out)
    shape = {"roster": written.roster, "files": [str(written.file)]}
    answer(settings, shape, _("Roster {number} is written to {file}.", number=written.roster, file=written.file))


def write_report(url: str, number: int | None, path: Path) -> WrittenPage:
    """Write a roster, by default the one that stands, as a page of HTML. Raises NoRoster, UnknownRoster, Unwritable."""
    # Imported here for the reason that services are: the help needs no templates.
    from rostering.reports.roster.page import roster_page  # noqa: PLC0415

    found = services.report.report(url, number)
    page = roster_page(found.version, found.status, found.before)
    (file,) = write_files(path.parent, {path.name: page.encode()})
    return WrittenPage(found.version.number, file)
