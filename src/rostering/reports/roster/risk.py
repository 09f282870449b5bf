"""Who could step in for whom, and what hangs on a single person: a table, sentences, and the JSON shape."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rostering.answers.risk import Risk
from rostering.audit.bench import Backing, StandIn
from rostering.audit.dependence import SinglePoint
from rostering.language import _, counted, told
from rostering.reports.look.days import title
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape
from rostering.reports.look.wording import day_text, listing
from rostering.rosters.version import Directory


def risk_shape(found: Risk) -> list[Shape]:
    """The seats in order of date, each with its bench and the single points of failure that it is part of."""
    return [
        {
            "date": backing.seat.day.isoformat(),
            "seat": backing.seat.id,
            "role": backing.seat.role,
            "kind": backing.seat.kind,
            "occasion": backing.seat.occasion,
            "booking": backing.seat.booking,
            "holder": backing.holder,
            "bench": [one.consultant for one in backing.bench],
            "days_off_needed": {
                one.consultant: [day.isoformat() for day in one.days_off] for one in backing.bench if one.days_off
            },
            "exposed": backing.exposed,
            "single_points": [_point(point) for point in found.single_points if backing.seat.id in point.seats],
        }
        for backing in found.backings
    ]


def risk_report(found: Risk) -> RenderableType:
    """Of what is not over first the seats with nobody on the bench, then single points of failure, then all by day."""
    backings, points, directory = found.ahead, found.points_ahead, found.directory
    exposed = [backing for backing in backings if backing.exposed]
    parts: list[RenderableType] = [_exposed_table(exposed, directory)] if exposed else []
    if points:
        parts += [
            Text(_("Single points of failure"), style="bold"),
            *(cell(f" {told(point.text, directory.name_of)}") for point in points),
            "",
        ]
    return Group(*parts, _bench_table(backings, directory))


def _exposed_table(backings: Sequence[Backing], directory: Directory) -> Table:
    head = _("Nobody on the bench: {seats}", seats=counted(len(backings), "seat"))
    table = grid(head, *_seat_columns())
    for backing in backings:
        table.add_row(*_seat_cells(backing, directory))
    return table


def _bench_table(backings: Sequence[Backing], directory: Directory) -> Table:
    table = grid(_("The bench"), *_seat_columns(), _("Could step in"))
    for _same, day in groupby(backings, key=lambda backing: backing.seat.day):
        for backing in day:
            bench = cell(listing(_stand_in(one, directory) for one in backing.bench)) if backing.bench else _nobody()
            table.add_row(*_seat_cells(backing, directory), bench)
        table.add_section()
    return table


def _seat_columns() -> tuple[str, ...]:
    return _("Date"), _("Window"), _("Role"), _("Holder")


def _nobody() -> Text:
    return Text(_("nobody"), style="bold red")


def _seat_cells(backing: Backing, directory: Directory) -> list[Text]:
    seat = backing.seat
    what, role = cell(title(seat, directory)), cell(directory.roles.get(seat.role, seat.role))
    holder = cell(_name(backing.holder, directory)) if backing.holder else _nobody()
    return [Text(day_text(seat.day)), what, role, holder]


def _stand_in(one: StandIn, directory: Directory) -> str:
    off = _(" and ").join(day_text(day) for day in one.days_off)
    return _name(one.consultant, directory) + (" " + _("(with {dates} off)", dates=off) if off else "")


def _name(person: str, directory: Directory) -> str:
    return directory.consultants.get(person, person)


def _point(point: SinglePoint) -> Shape:
    return {"kind": point.kind, "role": point.role, "consultants": list(point.consultants), "text": point.text}
