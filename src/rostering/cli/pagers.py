"""The commands pagers: programs that call people are told who is on."""

from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer, remark
from rostering.cli.settings import caller, settings_of
from rostering.domain.users import Actor
from rostering.language import _
from rostering.reports.outside.pager_shapes import push_shape, shown_shape, status_shape
from rostering.reports.outside.pagers import failures, push_report, shows, status_table

app = typer.Typer(help="Programs that call people, told who is on.", no_args_is_help=True, rich_markup_mode=None)

Names = Annotated[
    list[str] | None,
    typer.Option("--pager", metavar="NAME", help="Only this pager; may be repeated.", show_default=False),
]


@app.command()
def show(ctx: typer.Context, pager: Names = None) -> None:
    """Show how pagers are set up, and whom they are to be told of; nobody is asked."""
    settings = settings_of(ctx)
    found = services.pager_looks.pagers(settings.store, Actor.ops(caller()), pager or ())
    answer(settings, shown_shape(found), *shows(found))


@app.command()
def push(
    ctx: typer.Context,
    pager: Names = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only ask what is there, and say what would be changed.")
    ] = False,
    at_once: Annotated[
        bool, typer.Option("--now", help="Ask also those that asked to be left alone for a while.")
    ] = False,
) -> None:
    """Tell pagers who is on from now on: what is missing is put there, what we put there and is not so is taken away.

    What others put there stays. A token is read from the variable that `show` names. `serve` pushes by itself; without
    it call this every few minutes. Ends with 4 when a pager is not as it should be afterwards.
    """
    settings = settings_of(ctx)
    run = services.pushing.push_pagers(settings.store, Actor.ops(caller()), pager or (), dry_run, at_once)
    for text in failures(run):
        remark(text)
    answer(settings, push_shape(run), *push_report(run))
    if not run.is_done:
        raise typer.Exit(4)


@app.command()
def status(ctx: typer.Context, pager: Names = None) -> None:
    """Show how pagers stand since the last push, and what has changed after it; nobody is asked.

    Ends with 1 when one of them is not as it should be.
    """
    settings = settings_of(ctx)
    found = services.pager_looks.pagers(settings.store, Actor.ops(caller()), pager or ())
    shown = status_table(found) if found.pagers else _("There are no pagers.")
    answer(settings, status_shape(found), shown)
    if not all(each.is_right for each in found.pagers):
        raise typer.Exit(1)
