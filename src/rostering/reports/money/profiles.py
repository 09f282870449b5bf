"""The profiles of ERPs, listed for people and as JSON."""

from collections.abc import Iterable

from rich.table import Table

from rostering.answers.exports import ProfileShown
from rostering.language import _
from rostering.reports.look.grid import cell, grid


def profiles_shape(profiles: Iterable[ProfileShown]) -> list[dict[str, object]]:
    """The profiles as JSON, by name."""
    return [
        {"name": each.name, "title": each.title, "kind": each.kind, "example": each.example, "note": each.note}
        for each in profiles
    ]


def profiles_table(profiles: Iterable[ProfileShown]) -> Table:
    """The profiles as a table; an example says what to check."""
    table = grid(_("Profiles"), _("name"), _("kind"), _("for"), _("note"))
    for each in profiles:
        note = _("example: {note}", note=each.note).removesuffix(": ") if each.example else each.note
        table.add_row(cell(each.name), cell(each.kind), cell(each.title), cell(note))
    return table
