"""The commands billing: charges shown, closed, traced and verified."""

from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import charge_files, forecasts, services
from rostering.cli.planning import PeriodText
from rostering.cli.printing import answer, remark, tell, write_json
from rostering.cli.settings import caller, settings_of
from rostering.language import _
from rostering.reports.look.failures import failure_shape
from rostering.reports.money.chains import chain_shape, chain_text
from rostering.reports.money.charges import (
    charges_shape,
    charges_table,
    closed_shape,
    closed_text,
    later_table,
    refused_shape,
    states_text,
    unpriced_texts,
)
from rostering.reports.money.proofs import verified_shape, verified_text
from rostering.reports.money.unbilled import billed_shape, billed_text, unbilled_report, unbilled_shape
from rostering.spans import Period

app = typer.Typer(help="Charges for increased readiness, from what is published.", no_args_is_help=True)


@app.command()
def show(ctx: typer.Context, period: PeriodText) -> None:
    """Show the charges of a period: closed months as they were closed, open ones as they stand.

    What later months correct of a closed one is named below.

    Ends with 1 when a charge has no price.
    """
    settings = settings_of(ctx)
    charges = services.closing.show_charges(settings.store, Period.parse(period))
    later = [later_table(charges)] if charges.later else []
    told = (*charges.tickets, *unpriced_texts(charges))
    answer(
        settings,
        charges_shape(charges),
        charges_table(charges),
        *later,
        states_text(charges.states),
        *told,
    )
    if charges.unpriced:
        raise typer.Exit(1)


@app.command()
def close(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(metavar="MONTH", help="The month, as 2026-12.", show_default=False)],
    early: Annotated[bool, typer.Option("--early", help="Close it even though it has not ended.")] = False,
) -> None:
    """Close a month for good: what changes in it later is billed in the next open month.

    Ends with 1, and says all that is in the way, while a date has no published roster, a booked seat is empty or not
    published, or a line has no price; with 3 when the month is closed, or has not ended.
    """
    settings = settings_of(ctx)
    try:
        closed = services.closing.close_month(settings.store, Period.parse(month), caller(), early)
    except services.month_closing.NotClosable as refusal:
        if settings.as_json:
            write_json({**refused_shape(refusal.month, refusal.reasons), **failure_shape(refusal)})
        raise typer.Exit(tell(refusal)) from None
    for warning in closed.warnings:
        remark(_("warning: {text}", text=warning))
    answer(settings, closed_shape(closed), closed_text(closed))


@app.command()
def why(
    ctx: typer.Context,
    line: Annotated[
        str, typer.Argument(metavar="LINE", help="The line's id, as billing show --json has it.", show_default=False)
    ],
) -> None:
    """Say where a line comes from: booking, agreement, roster, day, price, corrections."""
    settings = settings_of(ctx)
    chain = services.tracing.trace(settings.store, line)
    answer(settings, chain_shape(chain), chain_text(chain))


@app.command()
def verify(
    ctx: typer.Context,
    period: PeriodText,
    files: Annotated[
        Path | None,
        typer.Option("--files", metavar="DIR", help="A folder with exported files, to compare them too."),
    ] = None,
) -> None:
    """Prove that roster, charges and exported files agree, or name every difference.

    Ends with 1 when there is one.
    """
    settings = settings_of(ctx)
    verified = services.verifying.verify(settings.store, Period.parse(period), files)
    answer(settings, verified_shape(verified), verified_text(verified))
    if not verified.agrees:
        raise typer.Exit(1)


@app.command("open")
def open_(ctx: typer.Context) -> None:
    """List what is closed and neither exported nor billed by hand, by month and customer."""
    settings = settings_of(ctx)
    owed = services.billing_by_hand.open_items(settings.store)
    answer(settings, unbilled_shape(owed), unbilled_report(owed))


@app.command()
def mark_billed(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(metavar="MONTH", help="The month, as 2026-12.", show_default=False)],
    customer: Annotated[str, typer.Argument(metavar="CUSTOMER", help="The customer's id.", show_default=False)],
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="How it was billed.", show_default=False)],
) -> None:
    """Say that a customer was billed for a closed month by hand; it stays so.

    Ends with 3 when the month is open, or when that was exported or billed before.
    """
    settings = settings_of(ctx)
    billed = services.billing_by_hand.mark_billed(settings.store, Period.parse(month), customer, note, caller())
    answer(settings, billed_shape(billed), billed_text(billed))


app.command()(forecasts.forecast)
app.command()(charge_files.export)
app.command()(charge_files.profiles)
