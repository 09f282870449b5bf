"""Windows and changes on the terminal: rich renderables."""

from rich.table import Table
from rich.text import Text

from rostering.answers.windows import Demand
from rostering.domain.seats import Duty
from rostering.language import _, counted
from rostering.language.labels import label, window_name
from rostering.reports.look import days
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.wording import day_text, hours_text, listing
from rostering.rosters.changes import Changes
from rostering.rosters.version import Directory

MOST_CUSTOMERS = 4


def windows_table(demand: Demand) -> Table:
    """What must be staffed and for whom."""
    heads = (_("Date"), _("Hours"), _("Kind"), _("Name"), _("Team"), _("For"))
    table = grid(_("Windows"), *heads, whole=heads[:2])
    for window in demand.windows:
        team = listing(f"{number} {demand.roles.get(role, role)}" for role, number in window.roles.items())
        served = listing((demand.customers.get(one, one) for one in window.customers), MOST_CUSTOMERS)
        table.add_row(
            day_text(window.day.day),
            Text(hours_text(window.span, demand.zone), style="dim"),
            *(cell(text) for text in (label(window.kind), window_name(window.name), team, served)),
        )
    return table


def changes_table(changes: Changes, directory: Directory, title: str | None = None) -> Table:
    """Seats that change hands or hours, under their number or another title; `directory` knows both rosters' names."""
    table = grid(
        counted(len(changes), "change") if title is None else title,
        *(_("Date"), _("Window"), _("Role"), _("Before"), _("After")),
    )
    for change in changes:
        seat = change.duty.seat
        table.add_row(
            day_text(seat.day),
            cell(days.title(seat, directory)),
            cell(directory.roles.get(seat.role, seat.role)),
            _side(change.before, change.after, directory),
            _side(change.after, change.before, directory),
        )
    return table


def _side(duty: Duty | None, other: Duty | None, directory: Directory) -> Text:
    if duty is None or duty.consultant is None:
        return Text(_("nobody"), style="red")
    name = directory.consultants.get(duty.consultant, duty.consultant)
    moved = other is not None and other.seat.span != duty.seat.span
    return cell(f"{name} {hours_text(duty.seat.span, directory.zone)}" if moved else name)
