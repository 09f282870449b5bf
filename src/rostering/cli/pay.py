"""The commands pay: what consultants are paid, shown, closed, exported and verified; and what is left."""

from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.charge_files import ProfileFolder
from rostering.cli.planning import PeriodText
from rostering.cli.printing import answer, remark, tell, write_json
from rostering.cli.settings import caller, settings_of
from rostering.domain.users import Actor
from rostering.language import _
from rostering.reports.look.failures import failure_shape
from rostering.reports.money.charges import refused_shape, states_text
from rostering.reports.money.pay import (
    closed_pay_text,
    later_pay_table,
    margins_table,
    pay_sums_table,
    pay_table,
    unpaid_texts,
    verified_pay_text,
)
from rostering.reports.money.pay_shapes import closed_pay_shape, margins_shape, pay_shape, verified_pay_shape
from rostering.reports.money.profiles import profiles_shape, profiles_table
from rostering.spans import Period

app = typer.Typer(help="What consultants are paid for standby and call-outs.", no_args_is_help=True)
MonthText = Annotated[str, typer.Argument(metavar="MONTH", help="The month, as 2026-12.", show_default=False)]


@app.command()
def show(
    ctx: typer.Context,
    period: PeriodText,
    who: Annotated[
        str | None,
        typer.Option("--who", metavar="CONSULTANT", help="The pay of this consultant alone.", show_default=False),
    ] = None,
) -> None:
    """Show the pay of a period: closed months as they were closed, open ones as they stand.

    What later months correct of a closed one is named below. Ends with 1 when a duty has no amount.
    """
    settings = settings_of(ctx)
    pay = services.pay_showing.show_pay(settings.store, Actor.ops(caller()), Period.parse(period), who)
    tables = [pay_table(pay), *([] if who else [pay_sums_table(pay)]), *([later_pay_table(pay)] if pay.later else [])]
    answer(settings, pay_shape(pay), *tables, states_text(pay.states), *unpaid_texts(pay))
    if pay.unpriced:
        raise typer.Exit(1)


@app.command()
def close(
    ctx: typer.Context,
    month: MonthText,
    early: Annotated[bool, typer.Option("--early", help="Close it even though it has not ended.")] = False,
) -> None:
    """Close a month's pay for good: what changes in it later is paid in the next open month.

    Ends with 1, and says all that is in the way, while a date has no published roster, a call-out has not ended or a
    duty has no amount; with 3 when the month is closed, or has not ended.
    """
    settings = settings_of(ctx)
    try:
        closed = services.pay_closing.close_pay(settings.store, Actor.ops(caller()), Period.parse(month), early)
    except services.month_closing.NotClosable as refusal:
        if settings.as_json:
            write_json({**refused_shape(refusal.month, refusal.reasons), **failure_shape(refusal)})
        raise typer.Exit(tell(refusal)) from None
    for warning in closed.warnings:
        remark(_("warning: {text}", text=warning))
    answer(settings, closed_pay_shape(closed), closed_pay_text(closed))


@app.command()
def export(
    ctx: typer.Context,
    month: MonthText,
    form: Annotated[
        str,
        typer.Option(
            "--profile", "--format", metavar="NAME", help="csv, xlsx, json, a profile by name, or its own FILE.toml."
        ),
    ] = "csv",
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write in.")] = Path(),
    profile_dir: ProfileFolder = None,
) -> None:
    """Write a month's pay as files, with a manifest of control sums beside them.

    An open month is written as a preview; of a closed one the same files come out every time. Ends with 1 when a duty
    has no amount, or a profile asks for a payroll number that somebody does not have.
    """
    settings = settings_of(ctx)
    exported = services.pay_exporting.export_pay(
        settings.store, Actor.ops(caller()), Period.parse(month), form, out, profile_dir
    )
    for warning in exported.warnings:
        remark(_("warning: {text}", text=warning))
    if exported.preview:
        remark(_("{month} is open: what was written is a preview", month=month))
    files = [str(file) for file in exported.files]
    answer(settings, {"files": files, "manifest": dict(exported.manifest)}, *files)


@app.command()
def profiles(ctx: typer.Context, profile_dir: ProfileFolder = None) -> None:
    """List the profiles by which pay is written for payroll."""
    found = services.pay_exporting.known_pay_profiles(profile_dir)
    answer(settings_of(ctx), profiles_shape(found), profiles_table(found))


@app.command()
def verify(ctx: typer.Context, period: PeriodText) -> None:
    """Prove that duties, call-outs, pay and exports agree, or name every difference.

    Ends with 1 when there is one.
    """
    settings = settings_of(ctx)
    found = services.pay_verifying.verify_pay(settings.store, Actor.ops(caller()), Period.parse(period))
    answer(settings, verified_pay_shape(found), verified_pay_text(found))
    if not found.agrees:
        raise typer.Exit(1)


@app.command()
def margin(ctx: typer.Context, month: MonthText) -> None:
    """Say what each customer was charged in a month, and what those were paid who served them.

    Ends with 1 when a charge has no price, or a duty no amount.
    """
    settings = settings_of(ctx)
    found = services.margins.margins(settings.store, Actor.ops(caller()), Period.parse(month))
    told = (_("Not everything has a price, and that is in no sum:"), *found.unpriced) if found.unpriced else ()
    answer(settings, margins_shape(found), margins_table(found), *told)
    if found.unpriced:
        raise typer.Exit(1)
