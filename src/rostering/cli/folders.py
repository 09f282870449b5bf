"""Commands for the data folder: import and export."""

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from rostering.answers.imports import Imported
from rostering.cli import services
from rostering.cli.printing import answer, remark, tell_faults, write_json
from rostering.cli.settings import caller, settings_of, wanted_language
from rostering.errors import FaultyInput
from rostering.language import _, counted, speak, spoken
from rostering.reports.look.failures import failure_shape
from rostering.reports.look.shapes import faults_shape
from rostering.reports.look.wording import listing

MOST_KEYS = 5
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The data folder.", show_default=False)]


def import_(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The data folder, or a workbook.", show_default=False)
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Undo changes that were made by other means.")] = False,
) -> None:
    """Check a data folder and load it, all or nothing.

    What the folder no longer has is removed from the store, unless something published rests on it. Ends with 2 when
    there are faults, with 3 when inputs were changed by other means, or by another import meanwhile, and would be
    lost.
    """
    settings = settings_of(ctx)
    if not settings.as_json:
        speak(wanted_language() or services.folders.language_in(folder) or spoken())
    try:
        found = services.folders.import_folder(settings.store, folder, caller(), dry_run, force)
    except FaultyInput as error:
        if settings.as_json:
            nothing = {"added": 0, "changed": 0, "unchanged": 0, "removed": 0}
            write_json({**nothing, "faults": faults_shape(error.faults), **failure_shape(error)})
        tell_faults(error.faults, _("nothing was imported"))
        raise typer.Exit(error.exit_code) from None
    for warning in found.warnings:
        remark(_("warning: {text}", text=warning))
    answer(settings, {**found.counts, "faults": []}, *_changes(found), _summary(found, folder, dry_run))


def export(ctx: typer.Context, folder: Folder) -> None:
    """Write the store's inputs as a data folder."""
    settings = settings_of(ctx)
    files = services.folders.export_folder(settings.store, folder)
    answer(settings, {"files": [str(file) for file in files]}, *map(str, files))


def _summary(found: Imported, folder: Path, dry_run: bool) -> str:
    figures = ", ".join(f"{number} {_(what)}" for what, number in found.counts.items())
    total = counted(found.records, "record")
    if dry_run:
        return _("Would import {folder}: {records}; {figures}.", folder=folder, records=total, figures=figures)
    return _("Imported {folder}: {records}; {figures}.", folder=folder, records=total, figures=figures)


def _changes(found: Imported) -> list[str]:
    """A line for each file and sort of change."""
    sorts = (("added", found.added), ("changed", found.changed), ("removed", found.removed))
    return [
        f"{file}: {_told([key for _file, key in same], _(word))}"
        for word, places in sorts
        for file, same in groupby(places, key=lambda place: place[0])
    ]


def _told(keys: list[str], word: str) -> str:
    if len(keys) == 1 and keys[0].endswith(".toml"):
        return word  # a document is one record
    return f"{len(keys)} {word}" + (f": {listing(keys)}" if len(keys) <= MOST_KEYS else "")
