"""Copies of a store, and how it is, in words and shapes."""

from collections.abc import Iterator

from rich.console import RenderableType

from rostering.answers.upkeep import Backup, Checkup, CheckupFinding, Restored, Standing
from rostering.language import _, counted, formats, marked
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape

SUBJECTS = {
    "store": marked("Store"),
    "schema": marked("Tables"),
    "disk": marked("Disk"),
    "clock": marked("Clock"),
    "inputs": marked("Inputs"),
    "calendars": marked("Calendars"),
    "mail": marked("Mail"),
    "workers": marked("Workers"),
    "regular work": marked("Regular work"),
}
"""What is looked at, in the order in which it is told."""
STANDINGS = {Standing.FINE: marked("fine"), Standing.LOOK: marked("look"), Standing.WRONG: marked("wrong")}


def backup_shape(backup: Backup) -> Shape:
    """A copy, as programs read it."""
    return {
        "file": str(backup.file),
        "bytes": backup.size,
        "revision": backup.revision,
        "rosters": backup.rosters,
        "log_entries": backup.entries,
    }


def backup_sentence(backup: Backup) -> str:
    """That a copy was written, and what is in it."""
    said = {"file": backup.file, "size": formats.number(backup.size / (1 << 20), 1)}
    rosters, entries = counted(backup.rosters, "roster"), counted(backup.entries, "entry")
    return _(
        "Written and read back: {file}, {size} MiB, with {rosters} and {entries} of the log.",
        **said,
        rosters=rosters,
        entries=entries,
    )


def restored_shape(restored: Restored) -> Shape:
    """A store that was restored, as programs read it."""
    kept = None if restored.kept is None else str(restored.kept)
    return {
        "store": restored.store,
        "backup": backup_shape(restored.backup),
        "kept": kept,
        "sessions_ended": restored.sessions,
    }


def restored_lines(restored: Restored) -> Iterator[str]:
    """That a store was restored, and what to think of now."""
    backup = restored.backup
    rosters, entries = counted(backup.rosters, "roster"), counted(backup.entries, "entry")
    said = {"store": restored.store, "file": backup.file}
    yield _(
        "{store} holds what {file} held: {rosters} and {entries} of the log.", **said, rosters=rosters, entries=entries
    )
    if restored.kept:
        yield _("What it held before is kept as {file}.", file=restored.kept)
    yield _("Everybody signs in again. What happened since the backup is unknown: what was sent may be sent again.")


def checkup_shape(checkup: Checkup) -> Shape:
    """What was found, as programs read it."""
    return {"well": checkup.is_well, "findings": [_shape(one) for one in checkup.findings]}


def checkup_lines(checkup: Checkup) -> Iterator[RenderableType]:
    """What was found, thing by thing, and then in one sentence."""
    table = grid(_("How it is"), "", _("What"), _("Found"), _("What to do"))
    for one in checkup.findings:
        style = {Standing.FINE: "green", Standing.LOOK: "yellow", Standing.WRONG: "bold red"}[one.standing]
        words = (_(SUBJECTS[one.subject]), one.found, one.advice)
        table.add_row(cell(_(STANDINGS[one.standing]), style), *map(cell, words))
    yield table
    wrong = sum(one.standing is Standing.WRONG for one in checkup.findings)
    look = sum(one.standing is Standing.LOOK for one in checkup.findings)
    yield _("{number} wrong, {look} to look at.", number=wrong, look=look) if wrong or look else _("All is well.")


def _shape(finding: CheckupFinding) -> Shape:
    return {
        "subject": finding.subject,
        "standing": finding.standing.value,
        "found": finding.found,
        "advice": finding.advice or None,
    }
