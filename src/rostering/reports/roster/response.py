"""How promises about call-outs were kept, as tables and as the JSON that scripts rely on."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.table import Table

from rostering.answers.callouts import CalloutReport, Response
from rostering.domain.response_times import AllowanceUse, KeptResponse, Measured, Used
from rostering.language import _, formats, marked, n_
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape

KEPT_WORDS = {
    KeptResponse.KEPT: marked("kept"),
    KeptResponse.BROKEN: marked("too late"),
    KeptResponse.OPEN: marked("time left"),
    KeptResponse.UNKNOWN: marked("not noted"),
}
"""What became of a promise, as people read it."""
USED_WORDS = {Used.WITHIN: "", Used.NEARLY: marked("nearly used up"), Used.ABOVE: marked("more than included")}
"""How much of an allowance is used, likewise."""
_STYLES = {KeptResponse.BROKEN: "red", KeptResponse.UNKNOWN: "yellow", Used.ABOVE: "red", Used.NEARLY: "yellow"}


def response_shape(found: CalloutReport) -> Shape:
    """Each call-out with its times, the sums by customer, and what of the months is used."""
    zone = found.names.zone
    return {
        "period": str(found.period),
        "responses": [
            {
                "callout": each.callout.number,
                "customer": each.callout.call.customer,
                "priority": each.callout.call.priority,
                "called": each.callout.call.called.astimezone(zone).isoformat(),
                "first": _measured(each.first, zone),
                "updates": [_measured(update, zone) for update in each.updates],
            }
            for each in found.responses
        ],
        "customers": [
            {"customer": customer, "first": _counts(firsts), "updates": _counts(later)}
            for customer, firsts, later in by_customer(found)
        ],
        "without_promise": found.without,
        "allowances": [
            {
                "customer": each.customer,
                "month": f"{each.month:%Y-%m}",
                "id": each.id,
                "name": each.name,
                "used": each.used,
                "allowed": each.allowed,
                "state": each.state.value,
            }
            for each in found.used
        ],
    }


def response_report(found: CalloutReport) -> list[Table | str]:
    """The times of response, one by one and by customer; then what months include."""
    told: list[Table | str] = [_responses(found), _customers(found)] if found.responses else []
    if found.without:
        told.append(
            n_(
                "Nothing is promised for the priority of {number} call-out.",
                "Nothing is promised for the priorities of {number} call-outs.",
                found.without,
            )
        )
    if found.used:
        told.append(_used(found))
    return told or [_("Nothing was promised about call-outs.")]


def _measured(one: Measured, zone: ZoneInfo) -> Shape:
    return {
        "due": one.due.astimezone(zone).isoformat(),
        "at": one.at.astimezone(zone).isoformat() if one.at else None,
        "state": one.kept.value,
    }


def _counts(measured: Iterable[Measured]) -> dict[str, int]:
    """How many times there were of each state."""
    counts = Counter(one.kept for one in measured)
    return {kept.value: counts[kept] for kept in KeptResponse}


def by_customer(found: CalloutReport) -> list[tuple[str, list[Measured], list[Measured]]]:
    """The customers with their first responses and their updates."""
    customers = sorted({each.callout.call.customer for each in found.responses})
    theirs = {who: [each for each in found.responses if each.callout.call.customer == who] for who in customers}
    return [
        (who, [each.first for each in some], [update for each in some for update in each.updates])
        for who, some in theirs.items()
    ]


def _responses(found: CalloutReport) -> Table:
    heads = (_("No."), _("Customer"), _("Priority"), _("Called"), _("Begin by"), _("Begun"), _("State"), _("Updates"))
    table = grid(_("Times of response"), *heads, numbers=heads[:1])
    for each in found.responses:
        call, first = each.callout.call, each.first
        times = (call.called, first.due, first.at)
        table.add_row(
            str(each.callout.number),
            *(cell(text) for text in (found.names.customer(call.customer), call.priority)),
            *(cell(_moment(time, found.names.zone)) for time in times),
            cell(_(KEPT_WORDS[first.kept]), style=_STYLES.get(first.kept, "")),
            cell(
                updates_told(each), style="red" if any(one.kept is KeptResponse.BROKEN for one in each.updates) else ""
            ),
        )
    return table


def _customers(found: CalloutReport) -> Table:
    heads = (_("Customer"), *(_(KEPT_WORDS[kept]) for kept in KeptResponse), _("Updates in time"))
    table = grid(_("First responses"), *heads, numbers=heads[1:])
    for customer, firsts, later in by_customer(found):
        sums, told = _counts(firsts), _counts(later)
        updates = some_of(told[KeptResponse.KEPT], told[KeptResponse.KEPT] + told[KeptResponse.BROKEN])
        table.add_row(cell(found.names.customer(customer)), *(str(sums[kept]) for kept in KeptResponse), updates)
    return table


def updates_told(each: Response) -> str:
    """How many of the times at which the customer was to hear of it were kept; empty where none was promised."""
    over = [one for one in each.updates if one.kept is not KeptResponse.OPEN]
    return some_of(sum(one.kept is KeptResponse.KEPT for one in over), len(over)) if over else ""


def some_of(some: int, whole: int) -> str:
    """So many of so many."""
    return _("{some} of {whole}", some=some, whole=whole)


def _used(found: CalloutReport) -> Table:
    heads = (_("Customer"), _("Month"), _("What"), _("Used"), "")
    table = grid(_("What months include"), *heads, numbers=heads[3:4])
    for each in found.used:
        table.add_row(
            cell(found.names.customer(each.customer)),
            cell(formats.month(each.month)),
            cell(each.name),
            some_of(each.used, each.allowed),
            cell(use_told(each), style=_STYLES.get(each.state, "")),
        )
    return table


def use_told(each: AllowanceUse) -> str:
    """That an allowance is nearly used up, or more than that; empty where neither is so."""
    return _(USED_WORDS[each.state]) if USED_WORDS[each.state] else ""


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return formats.moment(at, zone) if at else ""
