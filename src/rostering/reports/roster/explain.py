"""Why a seat has the holder it has, or none: a table of candidates, the fixes with what to do next, the JSON shape."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from rostering.answers.explanations import Explained
from rostering.domain.findings import Fix
from rostering.language import _, told
from rostering.reports.look.days import title
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape, fixes_shape, penalties_shape, penalty_shape
from rostering.reports.look.wording import date_text, signed
from rostering.rosters.version import Directory


def explanation_shape(found: Explained) -> Shape:
    """The holder, the candidates ranked, and what would fill an empty seat."""
    return {
        "seat": found.seat.id,
        "consultant": found.consultant,
        "candidates": [
            {
                "consultant": one.consultant,
                "ok": one.ok,
                "reason": one.reason,
                **penalty_shape(one.penalty),
                **penalties_shape(one.penalty_by_rule),
                "days_off": [day.isoformat() for day in one.days_off],
            }
            for one in found.alternatives
        ],
        "fixes": fixes_shape(found.fixes),
    }


def explanation_report(found: Explained, replan: str, assign: str) -> list[RenderableType]:
    """Which seat it is and who has it, the candidates, and what would fill it; the commands are for its roster."""
    fixes = [] if found.consultant else [fixes_text(found.fixes, replan, assign, found.directory)]
    return [seat_text(found), candidates_table(found), *fixes]


def seat_text(found: Explained) -> str:
    """One line that says which seat it is and who has it."""
    seat, holder, names = found.seat, found.consultant, found.directory
    role = names.roles.get(seat.role, seat.role)
    held = names.consultants.get(holder, holder) if holder else _("nobody")
    day = date_text(seat.day)
    return _("{role} on {day} ({title}): {holder}", role=role, day=day, title=title(seat, names), holder=held)


def candidates_table(found: Explained) -> Table:
    """The holder, then who could hold the seat by penalty, then who is ruled out."""
    table = grid("", _("Candidate"), _("Penalty"), _("Why"), numbers=(_("Penalty"),))
    names, holder = found.directory, found.consultant
    for one in found.alternatives:
        penalty = Text("-", style="bold red") if one.penalty is None else Text(signed(one.penalty))
        name = cell(names.consultants.get(one.consultant, one.consultant), "bold" if one.consultant == holder else "")
        table.add_row(name, penalty, cell(told(one.reason, names.name_of)))
    return table


def fixes_text(fixes: Sequence[Fix], replan: str, assign: str, names: Directory) -> str:
    """The fixes as sentences, each with what to do; the commands are those for the same store and roster.

    Penalties are left out: they are those of the whole roster, and say nothing about the order.
    """
    if not fixes:
        return _("No single change that was tried fills the seat.")
    lines = [
        _("Each of these changes alone fills the seat; the lightest comes first, a new role or a new colleague last:")
    ]
    for number, fix in enumerate(fixes, start=1):
        lines += [f" {number}. {told(fix.text, names.name_of)}", f"    {next_step(fix.change, replan, assign)}"]
    return "\n".join(lines)


def next_step(change: str, replan: str, assign: str) -> str:
    """What to do for a fix: a command, or an edit of the data folder and then a command."""
    kind, _colon, rest = change.partition(":")
    if kind == "move":
        seat, _arrow, taker = rest.rpartition(":->")
        return replan if " " in rest else f"{assign} {seat} {taker}"
    return _("{edit}, import the folder, then: {command}", edit=_edit(kind, rest), command=replan)


def _edit(kind: str, rest: str) -> str:
    who, _colon, what = rest.partition(":")
    if kind.startswith("caps."):
        who, _sign, number = rest.partition("=")
        own = f"{who} = {{ {kind.removeprefix('caps.')} = {number} }}"
        return _(
            "In policy.toml, among the overrides of the caps, add or change this one: "
            "overrides.{own} under [rules.caps], or {own} under [rules.caps.overrides]",
            own=own,
        )
    first, _dots, last = what.partition("..")
    what = first if first == last else what
    return {
        "leave": _("In leave.csv take {what} out of the leave of {who}", what=what, who=who),
        "wish": _("In leave.csv take {what} out of the wishes of {who}", what=what, who=who),
        "lend": _("In consultants.csv add {what} to what {who} may be lent to", what=what, who=who),
        "role": _("In consultants.csv add {what} to the roles of {who}", what=what, who=who),
        "hire": _("In consultants.csv add somebody with the role {who} who is there on {what}", what=what, who=who),
    }[kind]
