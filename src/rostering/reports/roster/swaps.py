"""Swaps as tables and sentences, and as the JSON that scripts rely on."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table

from rostering.answers.swaps import DayOff, LookedAt, Prospect, SwapDone, SwapView
from rostering.domain.seats import Duty
from rostering.domain.swaps import Act, SwapState
from rostering.language import _, formats, marked, named
from rostering.language.labels import label
from rostering.reports.look.days import title
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape, breaches_shape
from rostering.reports.look.wording import day_text, hours_text, listing, signed
from rostering.rosters.version import Directory

STATES = {
    SwapState.OPEN: marked("open"),
    SwapState.TAKEN: marked("waits for approval"),
    SwapState.DONE: marked("done"),
    SwapState.DECLINED: marked("declined"),
    SwapState.WITHDRAWN: marked("taken back"),
    SwapState.REFUSED: marked("not approved"),
    SwapState.ENDED: marked("ended"),
}
"""Where a swap stands, in a word."""
ACTS = {
    Act.OFFERED: marked("offered"),
    Act.TAKEN: marked("taken"),
    Act.LET_GO: marked("let go again"),
    Act.DECLINED: marked("declined"),
    Act.WITHDRAWN: marked("taken back"),
    Act.APPROVED: marked("approved"),
    Act.PASSED: marked("took effect, as the policy asks for no approval"),
    Act.REFUSED: marked("not approved"),
    Act.ENDED: marked("ended by itself"),
}
"""What was done about one."""


def swap_shape(view: SwapView, names: Directory) -> Shape:
    """A swap, with what it would change where that was asked."""
    swap = view.swap
    return {
        "swap": swap.number,
        "state": view.state.value,
        "giver": swap.giver,
        "to": swap.to,
        "taker": swap.taker,
        "duty": _duty(swap.seat, view.duty, names),
        "in_return": _duty(swap.in_return, view.in_return, names) if swap.in_return else None,
        "note": swap.note,
        "why": view.why,
        "rosters": list(view.rosters),
        "steps": [
            {
                "at": step.at.astimezone(names.zone).isoformat(),
                "by": step.by,
                "act": step.act.value,
                "consultant": step.consultant,
                "reason": step.reason,
            }
            for step in swap.steps
        ],
        "changes": _prospect(view.prospect) if view.prospect else None,
    }


def looked_shape(found: LookedAt) -> Shape:
    """One swap, with who could take it."""
    return {**swap_shape(found.view, found.directory), "able": list(found.able)}


def done_shape(done: SwapDone) -> Shape:
    """What became of a swap; with how many mails wait, where notices are sent."""
    notices = {} if done.announced is None else {"notices": done.announced}
    return {**swap_shape(done.view, done.directory), **notices}


def swaps_table(views: Iterable[SwapView], names: Directory) -> Table:
    """Swaps, one a line."""
    heads = (_("No."), _("Date"), _("Duty"), _("From"), _("To"), _("In return"), _("State"))
    table = grid(_("Swaps"), *heads, numbers=heads[:1])
    for view in views:
        swap, duty = view.swap, view.duty
        to = swap.taker or swap.to
        table.add_row(
            cell(str(swap.number)),
            day_text(duty.seat.day) if duty else cell("-"),
            cell(_role(duty, names) if duty else swap.seat),
            cell(_name(names, swap.giver)),
            cell(_name(names, to) if to else _("everybody")),
            cell(duty_text(view.in_return, names) if view.in_return else "-"),
            cell(_(STATES[view.state])),
        )
    return table


def swap_report(found: LookedAt) -> list[RenderableType]:
    """All there is to say of one swap."""
    names = found.directory
    table = swaps_table([found.view], names)
    table.title = None
    said = [*_said(found, names), *(f"  {text}" for text in _history(found, names))]
    return [table, "\n".join(said)]


def _said(found: LookedAt, names: Directory) -> Iterator[str]:
    view, prospect = found.view, found.view.prospect
    if view.swap.note:
        yield _("{name} says: {note}", name=_name(names, view.swap.giver), note=view.swap.note)
    if view.why:
        yield named(view.why, names.name_of)
    if found.able:
        yield _("Could take it: {people}.", people=listing(_name(names, who) for who in found.able))
    if prospect:
        yield from prospect_lines(prospect, names)
    yield _("History:")


def prospect_lines(prospect: Prospect, names: Directory) -> Iterator[str]:
    """What a swap would change, line by line."""
    for one in prospect.forbidden:
        yield _("Forbidden: {text}", text=named(one.text, names.name_of))
    rules = ", ".join(f"{label(rule).lower()} {signed(n)}" for rule, n in prospect.penalty_by_rule.items())
    yield _("Penalty: {number}", number=signed(prospect.penalty)) + (f" ({rules})" if rules else "")
    for one in prospect.penalised:
        yield f"  {named(one.text, names.name_of)}"
    off, back = marked("{name} is off on {day}"), marked("{name} is not off on {day} any more")
    for days, words in ((prospect.days_off, off), (prospect.days_back, back)):
        for who, day in days:
            yield _(words, name=_name(names, who), day=formats.short_day(day))
    yield from prospect.charges


def _history(found: LookedAt, names: Directory) -> Iterator[str]:
    for step in found.view.swap.steps:
        whom = f" ({_name(names, step.consultant)})" if step.consultant else ""
        why = f": {named(step.reason, names.name_of)}" if step.reason else ""
        yield f"{formats.moment(step.at, names.zone)} {step.by}: {_(ACTS[step.act])}{whom}{why}"


def duty_text(duty: Duty, names: Directory) -> str:
    """A duty in a few words: date, hours and role."""
    seat = duty.seat
    hours = hours_text(seat.span, names.zone)
    return f"{formats.short_day(seat.day)} {hours} {names.roles.get(seat.role, seat.role)}"


def _role(duty: Duty, names: Directory) -> str:
    return f"{title(duty.seat, names)}, {names.roles.get(duty.seat.role, duty.seat.role)}"


def _name(names: Directory, who: str) -> str:
    return names.consultants.get(who, who)


def _duty(seat: str, duty: Duty | None, names: Directory) -> Shape:
    if duty is None:
        return {"seat": seat, "date": None, "start": None, "end": None, "role": None}
    start, end = (instant.astimezone(names.zone).isoformat() for instant in (duty.seat.span.start, duty.seat.span.end))
    return {"seat": seat, "date": duty.seat.day.isoformat(), "start": start, "end": end, "role": duty.seat.role}


def _prospect(prospect: Prospect) -> Shape:
    return {
        "forbidden": breaches_shape(prospect.forbidden),
        "penalised": breaches_shape(prospect.penalised),
        "penalty": prospect.penalty,
        "penalty_by_rule": dict(prospect.penalty_by_rule),
        "days_off": _days(prospect.days_off),
        "days_back": _days(prospect.days_back),
        "closed_months": list(prospect.charges),
    }


def _days(days: Iterable[DayOff]) -> list[Shape]:
    return [{"consultant": who, "date": day.isoformat()} for who, day in days]
