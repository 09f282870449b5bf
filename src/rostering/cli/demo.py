"""The command demo, which shows all there is."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from rostering.answers.demo import Demonstrated
from rostering.answers.users import Invited
from rostering.cli import services
from rostering.cli.bases import Base, base_named
from rostering.cli.meter import ProgressMeter
from rostering.cli.planning import Effort, TimeLimit
from rostering.cli.printing import answer
from rostering.cli.report import write_report
from rostering.cli.settings import Settings, caller, settings_of
from rostering.language import _
from rostering.reports.look.shapes import roster_shape
from rostering.reports.outside.users import invited_shape, sign_in_address
from rostering.reports.roster.tables import roster_report

if TYPE_CHECKING:
    from rostering.services.rosters import planning

PAGE = "roster.html"


def demo(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write in.")] = Path("demo-out"),
    time_limit: TimeLimit = None,
    effort: Effort = None,
    url: Base = None,
) -> None:
    """Plan, publish and bill a quarter of an example firm.

    Ends with 1 when the store holds data that is not the demo's.
    """
    settings, base = settings_of(ctx), base_named(url)
    limits = services.planning.limits_of(time_limit, effort)
    with ProgressMeter(quiet=settings.as_json) as meter:
        shown = demonstrate(out, settings.db, limits, meter, caller(), meter.stop)
    kept, files = shown.kept, [str(file) for file in shown.files]
    shape = {
        "roster": roster_shape(kept.version, kept.status),
        "files": files,
        "db": shown.store,
        "users": [invited_shape(base, invited) for invited in shown.invited],
    }
    further = _lines(Settings(shown.store, settings.as_json), base, shown.invited)
    told = [_("Files:"), *(f"  {file}" for file in files), *further]
    answer(settings, shape, roster_report(kept.version, kept.status), "\n".join(told))


def demonstrate(
    folder: Path,
    url: str | None,
    limits: "planning.SearchLimits",
    watch: "planning.Watch",
    by: str,
    stop: Event | None = None,
) -> Demonstrated:
    """The demo with the page of its roster, the first of its files. Raises as the use case does."""
    shown = services.demo.demonstrate(folder, url, limits, watch, by, stop)
    page = write_report(shown.store, shown.kept.version.number, folder / PAGE).file
    return replace(shown, files=(page, *shown.files))


def _lines(store: Settings, base: str, people: Iterable[Invited]) -> list[str]:
    """How to go on: on the command line, and in a browser."""
    invited = [f"  {_(one.user.role.value):<11} {sign_in_address(base, one)}" for one in people]
    return [
        *(_("To look around:"), f"  {store.command('show')}", _("In a browser:"), f"  {store.command('serve')}"),
        *(_("and sign in, once with each of these:"), *invited),
    ]
