"""Commands for calendar feeds."""

from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer
from rostering.cli.settings import settings_of

app = typer.Typer(help="Calendar feeds of what is published.", no_args_is_help=True)


@app.command()
def export(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write in.", show_default=False)],
) -> None:
    """Write one .ics file per consultant, one per role and one for all."""
    settings = settings_of(ctx)
    files = services.feeds.export_feeds(settings.store, folder)
    answer(settings, {"files": [str(file) for file in files]}, *map(str, files))
