"""The commands feeds: calendars as files, and links to them."""

from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services, tokens
from rostering.cli.printing import answer
from rostering.cli.settings import settings_of

app = typer.Typer(help="Calendar feeds of what is published.", no_args_is_help=True)
app.add_typer(tokens.app, name="token")


@app.command()
def export(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write in.", show_default=False)],
    language: tokens.Language = None,
    utc: tokens.Utc = False,
    busy: tokens.Busy = False,
    alarm: Annotated[
        int | None, typer.Option(metavar="MINUTES", help="Ring so long before a duty.", show_default=False)
    ] = None,
    teams: Annotated[bool, typer.Option("--teams", help="A file for each team too.")] = False,
    customers: Annotated[
        bool, typer.Option("--customers", help="A file for each customer too, without names of consultants.")
    ] = False,
    since: Annotated[
        int | None,
        typer.Option(
            metavar="ROSTER",
            help="For calendars that imported the files since this roster: what has left them is told as cancelled.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write one .ics file per consultant, one per role and one for all."""
    settings = settings_of(ctx)
    wish = services.feeds.FeedWish(language, utc, busy, alarm, teams=teams, customers=customers, since=since)
    files = services.feeds.export_feeds(settings.store, folder, wish)
    answer(settings, {"files": [str(file) for file in files]}, *map(str, files))
