"""The commands people: what is held of somebody, and how they are forgotten."""

from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer
from rostering.cli.settings import caller, settings_of
from rostering.domain.users import Actor
from rostering.files import write_files
from rostering.language import _
from rostering.reports.people.forgetting import (
    forgotten_lines,
    forgotten_shape,
    kept_shape,
    leavers_table,
    run_lines,
    run_shape,
)

app = typer.Typer(
    help="People's data: what is held of somebody, and how they are forgotten.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Id = Annotated[str, typer.Argument(metavar="ID", help="The consultant's id.", show_default=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")]


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List who has left, from when they can be forgotten, and what is in the way."""
    settings = settings_of(ctx)
    kept = services.retention.people_kept(settings.store, _lead())
    answer(settings, kept_shape(kept), leavers_table(kept) if kept.leavers else _("Nobody has left."))


@app.command()
def export(
    ctx: typer.Context,
    key: Id,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to.")] = Path(),
) -> None:
    """Write all that is held of somebody: a file of data (JSON), and a page to read (HTML).

    Passwords and other secrets are in neither, nor what is about other people alone.
    """
    # Imported here for the reason that services are: the help needs no templates.
    from rostering.reports.people.held_page import held_files, held_sentence  # noqa: PLC0415

    settings = settings_of(ctx)
    held = services.held.held(settings.store, _lead(), key)
    files = [str(path) for path in write_files(out, held_files(held))]
    written = _("Written: {files}", files=", ".join(files))
    answer(settings, {"id": held.id, "rows": held.count, "files": files}, held_sentence(held), written)


@app.command()
def forget(
    ctx: typer.Context,
    key: Id,
    dry_run: DryRun = False,
    also: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help="A further text of theirs, such as a phone number or a nickname; may be repeated.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Put a number in the place of somebody who left years ago, wherever a name, an address or an id of theirs stands.

    Records of money stay as they are for as long as the Bookkeeping Act asks. It cannot be undone. Ends with 1 when it
    is too early, or something is in the way, and with 3 when they were forgotten before.
    """
    settings = settings_of(ctx)
    done = services.forgetting_people.forget(settings.store, _lead(), key, dry_run=dry_run, also=also or ())
    answer(settings, forgotten_shape(done), *forgotten_lines(done))


@app.command()
def retention(ctx: typer.Context, dry_run: DryRun = False) -> None:
    """Forget whoever may be forgotten by now, and let go of sign-ins and mails beyond their time.

    `daily = true` in the table `retention` of `policy.toml` has the service do it every day.
    """
    settings = settings_of(ctx)
    run = services.retention.retain(settings.store, _lead(), dry_run=dry_run)
    answer(settings, run_shape(run), *run_lines(run))


def _lead() -> Actor:
    return Actor.ops(caller())
