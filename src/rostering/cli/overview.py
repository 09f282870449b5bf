"""The commands rosters: all of them in a list, and drafts thrown away."""

from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer
from rostering.cli.settings import caller, settings_of
from rostering.language import _
from rostering.reports.look.wording import period_text
from rostering.reports.roster.overview import overview_shape, overview_table
from rostering.spans import Period

app = typer.Typer(help="All rosters in a list; drafts thrown away.", invoke_without_command=True)


@app.callback()
def rosters(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="P", help="Only those with a date of this period.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Drafts that were thrown away, too.")] = False,
) -> None:
    """List rosters, newest first: how they stand, how they were made, what they cost, by whom and when."""
    if ctx.invoked_subcommand is not None:
        return
    settings = settings_of(ctx)
    found = services.listing.rosters(settings.store, Period.parse(period) if period else None, everything)
    said = overview_table(found) if found else _("There is no such roster.") if period else _("There is no roster yet.")
    answer(settings, overview_shape(found), said)


@app.command()
def discard(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="N", help="The draft's number.", show_default=False)],
) -> None:
    """Throw a draft away: it is listed with --all only, and cannot be published.

    Ends with 3 when it is published, or was thrown away before.
    """
    settings = settings_of(ctx)
    version = services.listing.discard(settings.store, number, caller())
    shape = {"roster": number, "status": "discarded"}
    answer(
        settings, shape, _("Discarded draft {number} of {period}.", number=number, period=period_text(version.period))
    )
