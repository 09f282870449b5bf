"""Ways to mend a roster, side by side: changes, prices, fairness and DKK of each."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from rich.console import RenderableType

from rostering.money import Ore, format_dkk
from rostering.reports.look.listings import changes_table
from rostering.reports.look.shapes import Shape, change_shape, stage_shape
from rostering.reports.look.wording import counted, label
from rostering.rosters.changes import Changes
from rostering.rosters.version import Version


class Option(Protocol):
    """What reports expect of one way to mend a roster."""

    @property
    def version(self) -> Version:
        """The draft."""

    @property
    def aim(self) -> str:
        """What it was chosen for."""

    @property
    def changes(self) -> Changes:
        """The duties that differ."""

    @property
    def price_by_rule(self) -> Mapping[str, int]:
        """Of the whole roster."""

    @property
    def price_changes(self) -> Mapping[str, int]:
        """What differs in price."""

    @property
    def largest_deviation(self) -> int:
        """In points."""

    @property
    def squared_deviations(self) -> int:
        """Their sum."""

    @property
    def readiness(self) -> Ore | None:
        """What booked readiness brings."""


def options_shape(options: Iterable[Option], readiness: Ore | None) -> list[Shape]:
    """The options as JSON; `readiness` is what the roster brought before."""
    return [_shape(option, readiness) for option in options]


def option_report(option: Option, readiness: Ore | None) -> list[RenderableType]:
    """One option for people."""
    version = option.version
    lines = [
        f"Draft {version.number}, {label(option.aim).lower()}: {counted(len(option.changes), 'change')}"
        + (f", {counted(len(version.empty), 'seat')} empty" if version.empty else "")
    ]
    told = [_prices(option.price_changes), _fairness(option), _readiness(option, readiness), _unproven(version)]
    table = changes_table(option.changes, version.directory, title="")
    return ["\n".join(lines), table, "\n".join(filter(None, told))]


def _shape(option: Option, readiness: Ore | None) -> Shape:
    version = option.version
    return {
        "roster": version.number,
        "aim": option.aim,
        "changes": [change_shape(change) for change in option.changes],
        "counts": option.changes.counts,
        "price_by_rule": dict(option.price_by_rule),
        "price_changes": dict(option.price_changes),
        "fairness": {"largest": option.largest_deviation, "squares": option.squared_deviations},
        "readiness_ore": option.readiness,
        "readiness_change_ore": _difference(option, readiness),
        "empty": [empty.seat for empty in version.empty],
        "compensating_days": [
            {"consultant": off.consultant, "date": off.day.isoformat(), "for": list(off.seats)}
            for off in version.compensating_days
        ],
        "stages": [stage_shape(stage) for stage in version.stages],
    }


def _prices(changes: Mapping[str, int]) -> str:
    told = ", ".join(f"{label(rule).lower()} {price:+d}" for rule, price in changes.items())
    return f"  Price: {sum(changes.values()):+d} ({told})" if told else "  Price: as before"


def _fairness(option: Option) -> str:
    return f"  Fairness: nobody more than {option.largest_deviation} points from the fair share"


def _readiness(option: Option, before: Ore | None) -> str:
    difference = _difference(option, before)
    if not difference:
        return "" if difference is None or not before else "  Readiness: nothing changes in DKK"
    return f"  Readiness: DKK {format_dkk(abs(difference))} {'more' if difference > 0 else 'less'}"


def _unproven(version: Version) -> str:
    names = [label(stage.name).lower() for stage in version.stages if not stage.proven]
    return f"  Not proven: {', '.join(names)}" if names else ""


def _difference(option: Option, before: Ore | None) -> Ore | None:
    return None if option.readiness is None or before is None else option.readiness - before
