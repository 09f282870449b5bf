"""The command demo, which shows all there is."""

from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.meter import Meter
from rostering.cli.planning import Effort, TimeLimit
from rostering.cli.printing import answer
from rostering.cli.settings import Settings, caller, settings_of
from rostering.reports.look.shapes import roster_shape
from rostering.reports.roster.tables import roster_report


def demo(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write in.")] = Path("demo-out"),
    time_limit: TimeLimit = None,
    effort: Effort = None,
) -> None:
    """Plan, publish and bill a quarter of an example firm.

    Ends with 1 when the store holds data that is not the demo's.
    """
    settings = settings_of(ctx)
    limits = services.planning.limits_of(time_limit, effort)
    with Meter(quiet=settings.as_json) as meter:
        shown = services.demo.demonstrate(out, settings.db, limits, meter, caller())
    kept, files = shown.kept, [str(file) for file in shown.files]
    shape = {"roster": roster_shape(kept.version, kept.status), "files": files, "db": shown.store}
    store = Settings(shown.store, settings.as_json)
    told = ["Files:", *(f"  {file}" for file in files), "To look around:", f"  {store.command('show')}"]
    answer(settings, shape, roster_report(kept.version, kept.status), "\n".join(told))
