"""The commands backup, restore and doctor."""

import os
from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.notices import TRANSPORT
from rostering.cli.printing import answer
from rostering.cli.settings import Settings, caller, wanted_language
from rostering.language import SOURCE, speak
from rostering.reports.outside.upkeep import (
    backup_sentence,
    backup_shape,
    checkup_lines,
    checkup_shape,
    restored_lines,
    restored_shape,
)

Copy = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)]


def backup(
    ctx: typer.Context,
    file: Copy,
    force: Annotated[bool, typer.Option("--force", help="Replace a file of that name.")] = False,
) -> None:
    """Copy the store into one file, while others go on using it, and read the copy back.

    Keep it as safe as the store itself. For a store in PostgreSQL there is pg_dump. Ends with 3 when there is a file of
    that name.
    """
    settings = _settings_of_any_store(ctx)
    made = services.backups.back_up(settings.store, file, replace=force)
    answer(settings, backup_shape(made), backup_sentence(made))


def restore(
    ctx: typer.Context,
    file: Copy,
    force: Annotated[
        bool, typer.Option("--force", help="Take the place of a store that is there; what it holds is kept beside it.")
    ] = False,
) -> None:
    """Let the store hold what a backup holds.

    The backup is checked first, and one of an older rostering brought up to date. Everybody signs in again. Ends with 3
    when there is a store already.
    """
    settings = _settings_of_any_store(ctx)
    done = services.backups.restore(settings.store, file, caller(), replace=force)
    answer(settings, restored_shape(done), *restored_lines(done))


def doctor(ctx: typer.Context) -> None:
    """Look at all that the service depends on, and say what to do where something is not well.

    Nothing is changed. Ends with 1 when something is wrong.
    """
    settings = _settings_of_any_store(ctx)
    found = services.checkup.check_up(settings.store, os.environ.get(TRANSPORT))
    answer(settings, checkup_shape(found), *checkup_lines(found))
    if not found.is_well:
        raise typer.Exit(1)


def _settings_of_any_store(ctx: typer.Context) -> Settings:
    """The settings; for their language no store is brought up to date, which may be damaged or of another version."""
    settings = ctx.obj
    if not isinstance(settings, Settings):
        raise TypeError("no command runs without settings")
    asked = None if settings.as_json else wanted_language() or services.checkup.language_as_it_is(settings.store)
    speak(asked or SOURCE)
    return settings
