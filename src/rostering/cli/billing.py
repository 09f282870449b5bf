"""Commands for charges."""

from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.planning import PeriodText
from rostering.cli.printing import answer
from rostering.cli.settings import settings_of
from rostering.reports.listings import charges_table
from rostering.reports.shapes import charges_shape
from rostering.spans import Period

app = typer.Typer(help="Charges for increased readiness, from what is published.", no_args_is_help=True)


@app.command()
def show(ctx: typer.Context, period: PeriodText) -> None:
    """Show the charges of a period so far."""
    settings = settings_of(ctx)
    charges = services.billing.show_charges(settings.store, Period.parse(period))
    table = charges_table(charges.lines, charges.directory.consultants, charges.directory.customers)
    answer(settings, charges_shape(charges.period, charges.lines), table)


@app.command()
def export(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(metavar="MONTH", help="The month, as 2026-12.", show_default=False)],
    form: Annotated[str, typer.Option("--format", metavar="F", help="The format of the file.")] = "csv",
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write in.")] = Path(),
) -> None:
    """Write a month's charges as a file, with a manifest of control sums beside it."""
    settings = settings_of(ctx)
    exported = services.billing.export_charges(settings.store, Period.parse(month), form, out)
    files = [str(file) for file in exported.files]
    answer(settings, {"files": files, "manifest": dict(exported.manifest)}, *files)
