"""A what-if: two rosters of a period side by side, with today's inputs and with changed ones.

The JSON: `{period, changes: [text], before: SIDE, after: SIDE, difference, first_day_that_breaks}`, where the last is
that of `after`. SIDE is

    {coverage: {seats, empty_seats, empty: [seat],
                first_day_that_breaks: {date, seats: [seat], shortages: [text]} | null},
     fairness: {largest_deviation, sum_of_squares, accounts: [{consultant, role, opening, earned, target, deviation}]},
     penalty, penalty_by_rule: {rule: penalty}, readiness_ore | null, unbillable: [text],
     stages: [{name, penalty, bound, proven, seconds}], proven}

and `before` has `published` besides: null, or the SIDE of what is published. `difference` is after minus before:

    {seats, empty_seats, largest_deviation, sum_of_squares, penalty, penalty_by_rule, readiness_ore | null,
     deviations: [{consultant, role, before, after}], windows: {added: [WINDOW], removed: [WINDOW]}}

where WINDOW is `{date, team, name, roles: {role: n}}` with the seats that come or go; a deviation is null where there
is no account.
"""

from collections.abc import Callable, Iterable

from rich.console import RenderableType
from rich.table import Table

from rostering.answers.figures import change_of
from rostering.answers.what_if import Addition, Break, Comparison, Shift, Side
from rostering.language import _, counted, told
from rostering.language.formats import long_day
from rostering.language.labels import label
from rostering.money import format_dkk
from rostering.reports.look.days import title
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape, penalties_shape, penalty_shape, period_shape, stage_shape
from rostering.reports.look.wording import day_text, listing, proof, signed
from rostering.rosters.version import Directory

MOST_WINDOWS = 6
_ACCOUNT = ("consultant", "role", "opening", "earned", "target", "deviation")


def comparison_shape(found: Comparison) -> Shape:
    """Both sides as JSON."""
    published = found.published and _side(found.published)
    return {
        "period": period_shape(found.period),
        "changes": list(found.changes),
        "before": {**_side(found.before), "published": published},
        "after": _side(found.after),
        "difference": _difference(found),
        "first_day_that_breaks": _break(found.after.breaks),
    }


def comparison_report(found: Comparison) -> list[RenderableType]:
    """Both sides for people, the verdict last."""
    shifts, names = found.shifts, found.after.version.directory
    fairness: list[RenderableType] = [_fairness(shifts, names)] if shifts else []
    heading = "\n".join([_("What if:"), *(f"  {told(text, names.name_of)}" for text in found.changes)])
    return [heading, _figures(found), *fairness, "\n".join([*_window_lines(found), *_doubts(found), verdict(found)])]


def verdict(found: Comparison) -> str:
    """Whether the period can be staffed with the changes, and if not, on which day it breaks first."""
    breaks, version = found.after.breaks, found.after.version
    if breaks is None:
        return _("With these changes every seat is filled.")
    before = found.before.empty_seats
    known = " " + _("({number} without them)", number=before) if before else ""
    open_ = any(stage.name == "coverage" and not stage.proven for stage in version.stages)
    doubt = " " + _("More time or effort may fill some.") if open_ else ""
    seats = counted(found.after.empty_seats, "seat")
    first = _("With these changes {seats} would stay empty{known}.", seats=seats, known=known) + doubt
    day = _("The first day that breaks is {day}:", day=long_day(breaks.day))
    short = (told(sentence, version.directory.name_of) for sentence in breaks.shortages)
    return "\n".join([first, day, *(f"  {sentence}" for sentence in short)])


def _side(side: Side) -> Shape:
    version = side.version
    return {
        "coverage": {
            "seats": side.seats,
            "empty_seats": side.empty_seats,
            "empty": [one.seat for one in version.empty],
            "first_day_that_breaks": _break(side.breaks),
        },
        "fairness": {
            "largest_deviation": side.largest_deviation,
            "sum_of_squares": side.sum_of_squares,
            "accounts": [{field: getattr(account, field) for field in _ACCOUNT} for account in version.ledger],
        },
        **penalty_shape(side.penalty),
        **penalties_shape(version.penalty_by_rule),
        "readiness_ore": side.readiness,
        "unbillable": list(side.unbillable),
        "stages": [stage_shape(stage) for stage in version.stages],
        "proven": side.proven,
    }


def _break(breaks: Break | None) -> Shape | None:
    if breaks is None:
        return None
    return {"date": breaks.day.isoformat(), "seats": list(breaks.seats), "shortages": list(breaks.shortages)}


def _difference(found: Comparison) -> Shape:
    figures = ("seats", "empty_seats", "largest_deviation", "sum_of_squares")
    return {
        **{figure: getattr(found.after, figure) - getattr(found.before, figure) for figure in figures},
        **penalty_shape(found.after.penalty - found.before.penalty),
        **penalties_shape(found.penalty_changes),
        "readiness_ore": found.readiness_change,
        "deviations": [
            {"consultant": one.consultant, "role": one.role, "before": one.before, "after": one.after}
            for one in found.shifts
        ],
        "windows": {"added": _windows(found.added, found.after), "removed": _windows(found.removed, found.before)},
    }


def _windows(additions: Iterable[Addition], side: Side) -> list[Shape]:
    """The windows with seats that only one side has, each with how many of which role."""
    return [
        {
            "date": one.seat.day.isoformat(),
            "team": one.seat.team,
            "name": title(one.seat, side.version.directory),
            "roles": one.roles,
        }
        for one in additions
    ]


def _figures(found: Comparison) -> Table:
    """One row per figure, one column per side."""
    sides = [*([found.published] if found.published else []), found.before, found.after]
    names = [*([_("Published")] if found.published else []), _("Before"), _("After"), _("Change")]
    table = grid(_("Side by side"), "", *names, numbers=tuple(names))
    for name, figure in _rows(found):
        values = [figure(side) for side in sides]
        change = change_of(values[-2], values[-1])
        show = format_dkk if "DKK" in name else str
        told = ["-" if value is None else show(value) for value in values]
        sign = "+" if change and change > 0 else ""
        table.add_row(cell(name), *map(cell, told), cell(f"{sign}{show(change)}" if change else ""))
    table.add_row(cell(_("First day that breaks")), *(cell(_break_text(side)) for side in sides), "")
    return table


def _rows(found: Comparison) -> list[tuple[str, Callable[[Side], int | None]]]:
    def penalty(rule: str) -> Callable[[Side], int]:
        return lambda side: side.version.penalty_by_rule.get(rule, 0)

    return [
        (_("Seats"), lambda side: side.seats),
        (_("Empty seats"), lambda side: side.empty_seats),
        (_("Largest deviation, points"), lambda side: side.largest_deviation),
        (_("Deviations, sum of squares"), lambda side: side.sum_of_squares),
        (_("Penalty"), lambda side: side.penalty),
        *((f"  {label(rule)}", penalty(rule)) for rule in found.rules),
        (_("Readiness, DKK excluding VAT"), lambda side: side.readiness),
    ]


def _fairness(shifts: Iterable[Shift], directory: Directory) -> Table:
    columns = (_("Before"), _("After"))
    table = grid(_("Deviations from the fair share"), _("Consultant"), _("Role"), *columns, numbers=columns)
    for one in shifts:
        names = directory.consultants.get(one.consultant, one.consultant), directory.roles.get(one.role, one.role)
        points = ("-" if each is None else signed(each) for each in (one.before, one.after))
        table.add_row(*map(cell, (*names, *points)))
    return table


def _window_lines(found: Comparison) -> list[str]:
    more, fewer = _additions(found.added, found.after), _additions(found.removed, found.before)
    lines = []
    if more:
        shown = listing(more, MOST_WINDOWS)
        lines.append(_("Windows with more seats to fill ({number}): {windows}.", number=len(more), windows=shown))
    if fewer:
        shown = listing(fewer, MOST_WINDOWS)
        lines.append(_("Windows with fewer seats to fill ({number}): {windows}.", number=len(fewer), windows=shown))
    return lines


def _additions(additions: Iterable[Addition], side: Side) -> list[str]:
    return [f"{day_text(one.seat.day)} {title(one.seat, side.version.directory)}" for one in additions]


def _doubts(found: Comparison) -> list[str]:
    """What the figures do not say with certainty."""
    named = {_("before"): found.before, _("after"): found.after}
    stages = [(name, stage) for name, side in named.items() for stage in side.version.stages if not stage.proven]
    gaps = listing(f"{label(stage.name).lower()} {name}: {proof(stage)}" for name, stage in stages)
    unbillable = dict.fromkeys(text for side in named.values() for text in side.unbillable)
    return [
        *(
            [_("Not proven to be the best, so that a small change of penalty may mean nothing: {gaps}.", gaps=gaps)]
            if gaps
            else []
        ),
        *(_("Readiness cannot be priced: {text}.", text=text) for text in unbillable),
    ]


def _break_text(side: Side) -> str:
    return day_text(side.breaks.day) if side.breaks else _("none")
