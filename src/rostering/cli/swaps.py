"""The commands swaps: listed, shown, offered, taken, let go, declined, taken back, approved, refused."""

from typing import Annotated

import typer

from rostering.answers.swaps import SwapDone
from rostering.cli import services
from rostering.cli.printing import answer, remark
from rostering.cli.settings import Settings, caller, settings_of
from rostering.domain.users import Actor
from rostering.language import _, counted
from rostering.reports.roster.swaps import done_shape, looked_shape, swap_report, swap_shape, swaps_table

app = typer.Typer(help="Swaps of published duties between consultants.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="N", help="The swap's number.", show_default=False)]
Whose = Annotated[str, typer.Argument(metavar="CONSULTANT", help="For whom, by id.", show_default=False)]


@app.command("list")
def list_(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Those that are over, too.")] = False,
) -> None:
    """List the swaps of which something may still come, those that wait for approval first."""
    settings = settings_of(ctx)
    found = services.swap_looks.all_swaps(settings.store, _lead())
    views = found.all if everything else (*found.waiting, *found.open)
    table = swaps_table(views, found.directory) if views else _("No swap is open.") if not everything else _("None.")
    answer(settings, [swap_shape(view, found.directory) for view in views], table)


@app.command()
def show(ctx: typer.Context, number: Number) -> None:
    """Show a swap: what was done about it, who could take it, and what it would change."""
    settings = settings_of(ctx)
    found = services.swap_looks.swap_of(settings.store, _lead(), number, None)
    answer(settings, looked_shape(found), *swap_report(found))


@app.command()
def offer(
    ctx: typer.Context,
    seat: Annotated[str, typer.Argument(metavar="SEAT", help="The duty's seat, as show --ids has it.")],
    to: Annotated[
        str | None,
        typer.Option(metavar="ID", help="To whom; by default all who could lawfully take it.", show_default=False),
    ] = None,
    in_return: Annotated[
        str | None,
        typer.Option("--for", metavar="SEAT", help="A duty of theirs that is taken for it.", show_default=False),
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What to say to it.", show_default=False)] = "",
) -> None:
    """Offer a published duty in its holder's name.

    Ends with 1 when it would break a rule that forbids, with 3 when it is on offer already.
    """
    settings = settings_of(ctx)
    _told(settings, services.offering.offer(settings.store, _lead(), None, seat, to, in_return, note))


@app.command()
def take(ctx: typer.Context, number: Number, consultant: Whose) -> None:
    """Take an offer in a consultant's name.

    Ends with 1 when it would break a rule that forbids, with 3 when somebody else has it or it has ended.
    """
    settings = settings_of(ctx)
    _told(settings, services.answering.take(settings.store, _lead(), number, consultant))


@app.command("let-go")
def let_go(ctx: typer.Context, number: Number) -> None:
    """Let go of an offer that was taken and is not approved: it is open again. Ends with 3 when it is too late."""
    settings = settings_of(ctx)
    _told(settings, services.answering.let_go(settings.store, _lead(), number))


@app.command()
def decline(ctx: typer.Context, number: Number, consultant: Whose) -> None:
    """Say no to an offer in a consultant's name. Ends with 3 when it is open no more."""
    settings = settings_of(ctx)
    _told(settings, services.answering.decline(settings.store, _lead(), number, consultant))


@app.command()
def withdraw(ctx: typer.Context, number: Number) -> None:
    """Take an offer back in its giver's name. Ends with 3 when it has taken effect or ended."""
    settings = settings_of(ctx)
    _told(settings, services.offering.withdraw(settings.store, _lead(), number))


@app.command()
def approve(ctx: typer.Context, number: Number) -> None:
    """Approve a swap that was taken: the roster with it is published.

    Ends with 1 when it would break a rule that forbids, with 3 when it waits for no approval.
    """
    settings = settings_of(ctx)
    _told(settings, services.approving.approve(settings.store, _lead(), number))


@app.command()
def refuse(
    ctx: typer.Context,
    number: Number,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; both are told.", show_default=False)],
) -> None:
    """Say no to a swap, with a reason. Ends with 3 when it has taken effect or ended."""
    settings = settings_of(ctx)
    _told(settings, services.approving.refuse(settings.store, _lead(), number, reason))


def _lead() -> Actor:
    return Actor.ops(caller())


def _told(settings: Settings, done: SwapDone) -> None:
    """Say where the swap stands now, and what was published by it."""
    swap = done.view.swap
    said = [_sentence(swap.words)]
    said += [_("Published roster {number}.", number=number) for number in done.view.rosters]
    if done.announced:
        mails, command = counted(done.announced, "mail"), settings.command("notices send")
        remark(_("note: {mails} waiting; to send: {command}", mails=mails, command=command))
    answer(settings, done_shape(done), "\n".join(said))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
