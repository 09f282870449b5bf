"""Who is on call and who comes next, for people and as JSON."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from rostering.answers.on_call import OnCall
from rostering.domain.seats import Duty
from rostering.language import _
from rostering.reports.look.days import title
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape
from rostering.reports.look.wording import day_text
from rostering.rosters.version import Directory


def on_call_shape(found: OnCall) -> Shape:
    """The instant, who is on, and who comes next."""
    names = found.directory
    return {
        "at": found.at.isoformat(),
        "published": found.published,
        "now": [_duty(duty, names) for duty in found.now] if names else [],
        "next": [_duty(duty, names) for duty in found.following] if names else [],
    }


def on_call_report(found: OnCall) -> list[RenderableType]:
    """Who is on, until when; then who comes next, and when."""
    when = _moment(found.at)
    if not found.published:
        said: list[RenderableType] = [_("Nothing is published for {day}.", day=found.at.date())]
    elif not found.now:
        said = [_("Nobody is on call on {time}.", time=when)]
    else:
        said = []
    if names := found.directory:
        said += _tables(found, names, when)
    return said


def _tables(found: OnCall, names: Directory, when: str) -> list[RenderableType]:
    on = _table(_("On call on {time}", time=when), found.now, names)
    following = _table(_("Next"), found.following, names)
    return [*([on] if found.now else []), *([following] if found.following else [])]


def _table(name: str, duties: Sequence[Duty], names: Directory) -> Table:
    table = grid(name, _("Window"), _("Role"), _("Consultant"), _("From"), _("Until"))
    for duty in duties:
        seat = duty.seat
        table.add_row(
            cell(title(seat, names)),
            cell(names.roles.get(seat.role, seat.role)),
            _holder(duty, names),
            *_hours((seat.span.start, seat.span.end), names.zone),
        )
    return table


def _holder(duty: Duty, names: Directory) -> Text:
    if duty.consultant is None:
        return Text(_("NOBODY"), style="bold red")
    return cell(names.consultants.get(duty.consultant, duty.consultant))


def _hours(instants: Iterable[datetime], zone: ZoneInfo) -> list[Text]:
    return [Text(_moment(instant.astimezone(zone))) for instant in instants]


def _moment(at: datetime) -> str:
    return f"{day_text(at.date())} {at:%H:%M}"


def _duty(duty: Duty, names: Directory) -> Shape:
    seat, zone = duty.seat, names.zone
    return {
        "window": title(seat, names),
        "role": seat.role,
        "consultant": duty.consultant,
        "name": names.consultants.get(duty.consultant, duty.consultant) if duty.consultant else None,
        "from": seat.span.start.astimezone(zone).isoformat(),
        "until": seat.span.end.astimezone(zone).isoformat(),
        "seat": seat.id,
        "customers": list(seat.customers),
    }
