"""All rosters in a list, for people and as JSON."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.table import Table

from rostering.answers.rosters import Listed
from rostering.language import _
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape, period_shape
from rostering.reports.look.terms import made_by
from rostering.reports.look.wording import period_text
from rostering.reports.roster.standing import hard_breaches


def overview_shape(listed: Iterable[Listed]) -> list[Shape]:
    """The rosters as they are listed."""
    return [_shape(one) for one in listed]


def overview_table(listed: Iterable[Listed]) -> Table:
    """One line for each roster."""
    how, figures = (_("Period"), _("Status"), _("Made")), (_("Empty"), _("Hard"), _("Penalty"))
    table = grid(_("Rosters"), _("Roster"), *how, *figures, _("By"), _("When"), numbers=(_("Roster"), *figures))
    for one in listed:
        version = one.version
        table.add_row(
            str(version.number),
            cell(period_text(version.period)),
            cell(_(one.status.value)),
            cell(_made(one)),
            str(len(version.empty)),
            str(hard_breaches(version)),
            str(one.penalty),
            cell(one.by),
            cell(_moment(version.created, version.directory.zone)),
        )
    return table


def _made(one: Listed) -> str:
    """How it was made, and from which roster."""
    made = made_by(one.made_by)
    if one.version.based_on is None:
        return made
    return _("{made} from {number}", made=made, number=one.version.based_on).strip()


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _shape(one: Listed) -> Shape:
    version, zone = one.version, one.version.directory.zone
    return {
        "roster": version.number,
        "status": one.status.value,
        "period": period_shape(version.period),
        "made_by": one.made_by,
        "from": version.based_on,
        "empty": len(version.empty),
        "hard": hard_breaches(version),
        "price": one.penalty,
        "penalty": one.penalty,
        "by": one.by,
        "created": version.created.astimezone(zone).isoformat(),
        "published": one.published.at.astimezone(zone).isoformat() if one.published else None,
        "published_by": one.published.by if one.published else None,
    }
