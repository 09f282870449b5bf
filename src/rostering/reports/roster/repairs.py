"""Ways to mend a roster, side by side: changes, penalties, fairness and DKK of each."""

from rich.console import RenderableType

from rostering.answers.repairs import Option, Repaired
from rostering.money import format_dkk
from rostering.reports.look.listings import changes_table
from rostering.reports.look.shapes import Shape, change_shape, penalties_shape, stage_shape
from rostering.reports.look.wording import label
from rostering.rosters.version import Version
from rostering.words import counted


def options_shape(found: Repaired) -> list[Shape]:
    """The options as JSON."""
    return [_shape(option, found) for option in found.options]


def option_report(option: Option, found: Repaired) -> list[RenderableType]:
    """One of the options for people."""
    version = option.version
    lines = [
        f"Draft {version.number}, {label(option.aim).lower()}: {counted(len(option.changes), 'change')}"
        + (f", {counted(len(version.empty), 'seat')} empty" if version.empty else "")
    ]
    told = [_penalties(option), _fairness(option), _readiness(option, found), _unproven(version)]
    table = changes_table(option.changes, version.directory, title="")
    return ["\n".join(lines), table, "\n".join(filter(None, told))]


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
        "compensating_days": [
            {"consultant": off.consultant, "date": off.day.isoformat(), "for": list(off.seats)}
            for off in version.compensating_days
        ],
        "stages": [stage_shape(stage) for stage in version.stages],
    }


def _penalties(option: Option) -> str:
    told = ", ".join(f"{label(rule).lower()} {penalty:+d}" for rule, penalty in option.penalty_changes.items())
    return f"  Penalty: {option.penalty_change:+d} ({told})" if told else "  Penalty: as before"


def _fairness(option: Option) -> str:
    return f"  Fairness: nobody more than {option.largest_deviation} points from the fair share"


def _readiness(option: Option, found: Repaired) -> str:
    difference = found.readiness_change(option)
    if not difference:
        return "" if difference is None or not found.readiness else "  Readiness: nothing changes in DKK"
    return f"  Readiness: DKK {format_dkk(abs(difference))} {'more' if difference > 0 else 'less'}"


def _unproven(version: Version) -> str:
    names = [label(stage.name).lower() for stage in version.stages if not stage.proven]
    return f"  Not proven: {', '.join(names)}" if names else ""
