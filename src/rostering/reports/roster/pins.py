"""Pins of a roster: which seats its plan was told to give to whom, and which of them a repair let go."""

from collections.abc import Iterable

from rich.table import Table

from rostering.domain.seats import Pin
from rostering.language import _
from rostering.reports.look.days import title
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.wording import day_text
from rostering.rosters.version import Version


def pins_table(version: Version) -> Table:
    """The roster's own pins, and who holds their seats where that is somebody else."""
    table = grid(_("Pinned seats"), _("Date"), _("Window"), _("Role"), _("Pinned to"), _("Held by"))
    names, duties = version.directory, {duty.seat.id: duty for duty in version.duties}
    for pin in version.pins:
        who = names.consultants.get(pin.consultant, pin.consultant)
        if not (duty := duties.get(pin.seat)):
            table.add_row("", cell(pin.seat), "", cell(who), _("not asked for"))
            continue
        seat, holder = duty.seat, names.consultants.get(duty.consultant or "", duty.consultant or _("nobody"))
        role = names.roles.get(seat.role, seat.role)
        held = "" if duty.consultant == pin.consultant else holder
        table.add_row(day_text(seat.day), cell(title(seat, names)), cell(role), cell(who), cell(held))
    return table


def let_go_lines(version: Version, pins: Iterable[Pin]) -> list[str]:
    """A line for each pin that a repair let go, with who holds the seat now."""
    names, duties = version.directory, {duty.seat.id: duty for duty in version.duties}
    lines = []
    for pin in pins:
        duty = duties[pin.seat]
        lines.append(
            "  "
            + _(
                "Pin let go: {day}, {window}, {role} was pinned to {consultant} and goes to {holder}",
                day=day_text(duty.seat.day),
                window=title(duty.seat, names),
                role=names.roles.get(duty.seat.role, duty.seat.role),
                consultant=names.consultants.get(pin.consultant, pin.consultant),
                holder=names.consultants.get(duty.consultant or "", duty.consultant or _("nobody")),
            )
        )
    return lines
