"""Leave that was read: proposals as tables and sentences, and as the JSON that scripts rely on."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from rostering.answers.leave import Accepted
from rostering.domain.proposals import DaysAway, LeaveProposal, Skipped
from rostering.domain.seats import Duty
from rostering.language import _, counted
from rostering.reports.look.days import title
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape
from rostering.reports.look.terms import skipped_reason
from rostering.reports.look.wording import day_text, hours_text, listing
from rostering.rosters.version import Directory
from rostering.spans import Period


def proposal_shape(proposal: LeaveProposal) -> Shape:
    """A proposal; its items are numbered from 1."""
    looked, ticked = proposal.found.looked, proposal.ticked
    return {
        "proposal": proposal.number,
        "consultant": proposal.consultant,
        "source": proposal.source,
        "made": proposal.made.isoformat(),
        "state": proposal.state.value,
        "looked": _dates(looked),
        "items": [_item(number, item, number in ticked) for number, item in enumerate(proposal.found.items, 1)],
        "skipped": [{"reason": skipped.reason.value, "count": skipped.count} for skipped in proposal.found.skipped],
    }


def accepted_shape(done: Accepted) -> Shape:
    """A proposal with the leave that has come of it, and the published duties that this falls on."""
    return {
        **proposal_shape(done.proposal),
        "added": [_dates(leave.period) for leave in done.added],
        "duties": [_duty(duty, done.directory.zone) for duty in done.duties] if done.directory else [],
    }


def proposal_report(proposal: LeaveProposal) -> list[RenderableType]:
    """What was proposed, what was left aside, and how it stands."""
    head = _(
        "Proposal {number} for {consultant}, from {source}: {state}.",
        number=proposal.number,
        consultant=proposal.consultant,
        source=proposal.source,
        state=_(proposal.state.value),
    )
    parts: list[RenderableType] = [head]
    if proposal.found.items:
        parts.append(_items_table(proposal))
    else:
        parts.append(_("Nothing in it looks like leave in {period}.", period=proposal.found.looked))
    return [*parts, *map(skipped_text, proposal.found.skipped)]


def proposals_table(proposals: Iterable[LeaveProposal]) -> Table:
    """Proposals, one a line."""
    table = grid(
        _("Proposed leave"),
        *(_("No."), _("Consultant"), _("From"), _("Made"), _("State"), _("Ticked")),
        numbers=(_("No."),),
    )
    for proposal in proposals:
        periods = [proposal.found.items[number - 1].period for number in proposal.ticked]
        ticked = listing(map(dates_text, periods), most=4) or "-"
        words = (str(proposal.number), proposal.consultant, proposal.source, f"{proposal.made:%Y-%m-%d}")
        table.add_row(*map(cell, (*words, _(proposal.state.value), ticked)))
    return table


def accepted_report(done: Accepted) -> list[RenderableType]:
    """What has become leave, and the duties that it falls on."""
    days = listing(dates_text(leave.period) for leave in done.added)
    said = (
        _("{consultant} is on leave: {days}.", consultant=done.proposal.consultant, days=days)
        if done.added
        else _("Nothing of it is new: no leave was added.")
    )
    parts: list[RenderableType] = [said]
    if done.duties and done.directory:
        parts.append(_duties_table(done.duties, done.directory))
    return parts


def skipped_text(skipped: Skipped) -> str:
    """How many entries were left aside, and why."""
    entries = counted(skipped.count, "entry")
    return _("Left aside: {entries} that {why}.", entries=entries, why=skipped_reason(skipped))


def dates_text(period: Period) -> str:
    """One date, or both ends."""
    return str(period.first) if len(period) == 1 else str(period)


def _items_table(proposal: LeaveProposal) -> Table:
    table = grid(
        _("Days away"),
        *(_("No."), _("Ticked"), _("From"), _("To"), _("Days"), _("Remarks")),
        numbers=(_("No."), _("Days")),
    )
    for number, item in enumerate(proposal.found.items, 1):
        tick = _("yes") if number in proposal.ticked else _("no")
        remarks = [*(_(flag.value) for flag in item.flags), *([] if item.whole_days else [_("by the clock")])]
        cells = (str(number), tick, str(item.period.first), str(item.period.last), str(len(item.period)))
        table.add_row(*map(cell, (*cells, listing(remarks))))
    return table


def _duties_table(duties: Sequence[Duty], directory: Directory) -> Table:
    heads = (_("Date"), _("Hours"), _("Window"), _("Role"), _("Seat"))
    table = grid(_("It falls on what is published"), *heads, whole=heads[:2])
    for duty in duties:
        seat = duty.seat
        role = directory.roles.get(seat.role, seat.role)
        table.add_row(
            day_text(seat.day),
            Text(hours_text(seat.span, directory.zone), style="dim"),
            *map(cell, (title(seat, directory), role, seat.id)),
        )
    return table


def _item(number: int, item: DaysAway, ticked: bool) -> Shape:
    flags = [flag.value for flag in item.flags]
    return {"item": number, **_dates(item.period), "ticked": ticked, "flags": flags, "whole_days": item.whole_days}


def _duty(duty: Duty, zone: ZoneInfo) -> Shape:
    seat = duty.seat
    return {
        "seat": seat.id,
        "date": seat.day.isoformat(),
        "start": seat.span.start.astimezone(zone).isoformat(),
        "end": seat.span.end.astimezone(zone).isoformat(),
        "role": seat.role,
    }


def _dates(period: Period) -> Shape:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}
