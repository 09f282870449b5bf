"""Ways to mend a roster, side by side: changes, penalties, fairness and DKK of each."""

from rich.console import RenderableType

from rostering.answers.repairs import Option, Repaired
from rostering.language import _, counted
from rostering.language.formats import dkk
from rostering.language.labels import label
from rostering.reports.look.listings import changes_table
from rostering.reports.look.shapes import (
    Shape,
    change_shape,
    compensating_days_shape,
    penalties_shape,
    pins_shape,
    stage_shape,
)
from rostering.reports.roster.pins import let_go_lines
from rostering.rosters.version import Version


def options_shape(found: Repaired) -> list[Shape]:
    """The options as JSON."""
    return [_shape(option, found) for option in found.options]


def option_report(option: Option, found: Repaired) -> list[RenderableType]:
    """One of the options for people."""
    version = option.version
    aim, changes = label(option.aim).lower(), counted(len(option.changes), "change")
    head = _("Draft {number}, {aim}: {changes}", number=version.number, aim=aim, changes=changes)
    empty = ", " + _("{seats} empty", seats=counted(len(version.empty), "seat")) if version.empty else ""
    pins = let_go_lines(version, option.let_go)
    told = [*pins, _penalties(option), _fairness(option), _readiness(option, found), _unproven(version)]
    table = changes_table(option.changes, version.directory, title="")
    return [head + empty, table, "\n".join(filter(None, told))]


def _shape(option: Option, found: Repaired) -> Shape:
    version = option.version
    return {
        "roster": version.number,
        "aim": option.aim,
        "changes": [change_shape(change) for change in option.changes],
        "counts": option.changes.counts,
        **penalties_shape(option.penalty_by_rule),
        **penalties_shape(option.penalty_changes, "changes"),
        "fairness": {"largest": option.largest_deviation, "squares": option.squared_deviations},
        "readiness_ore": option.readiness,
        "readiness_change_ore": found.readiness_change(option),
        "empty": [empty.seat for empty in version.empty],
        "compensating_days": compensating_days_shape(version.compensating_days),
        "stages": [stage_shape(stage) for stage in version.stages],
        "pins_let_go": pins_shape(option.let_go),
    }


def _penalties(option: Option) -> str:
    told = ", ".join(f"{label(rule).lower()} {penalty:+d}" for rule, penalty in option.penalty_changes.items())
    changed = f"{option.penalty_change:+d} ({told})" if told else _("as before")
    return "  " + _("Penalty: {penalty}", penalty=changed)


def _fairness(option: Option) -> str:
    most = option.largest_deviation
    return "  " + _("Fairness: nobody more than {number} points from the fair share", number=most)


def _readiness(option: Option, found: Repaired) -> str:
    difference = found.readiness_change(option)
    if not difference:
        return "" if difference is None or not found.readiness else "  " + _("Readiness: nothing changes in DKK")
    money = dkk(abs(difference))
    more = _("Readiness: {money} more", money=money) if difference > 0 else _("Readiness: {money} less", money=money)
    return f"  {more}"


def _unproven(version: Version) -> str:
    names = [label(stage.name).lower() for stage in version.stages if not stage.proven]
    return "  " + _("Not proven: {stages}", stages=", ".join(names)) if names else ""
