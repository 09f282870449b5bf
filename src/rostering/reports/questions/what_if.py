"""A what-if: two rosters of a period side by side, with today's inputs and with changed ones.

The JSON: `{period, changes: [text], before: SIDE, after: SIDE, difference, first_day_that_breaks}`, where the last is
that of `after`. SIDE is

    {coverage: {seats, empty_seats, empty: [seat],
                first_day_that_breaks: {date, seats: [seat], shortages: [text]} | null},
     fairness: {largest_deviation, sum_of_squares, accounts: [{consultant, role, opening, earned, target, deviation}]},
     price, price_by_rule: {rule: price}, readiness_ore | null, unbillable: [text],
     stages: [{name, price, bound, proven, seconds}], proven}

and `before` has `published` besides: null, or the SIDE of what is published. `difference` is after minus before:

    {seats, empty_seats, largest_deviation, sum_of_squares, price, price_by_rule, readiness_ore | null,
     deviations: [{consultant, role, before, after}], windows: {added: [WINDOW], removed: [WINDOW]}}

where WINDOW is `{date, team, name, roles: {role: n}}` with the seats that come or go; a deviation is null where there
is no account.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rich.console import RenderableType
from rich.table import Table

from rostering.domain.findings import Account
from rostering.domain.seats import Seat
from rostering.money import Ore, format_dkk
from rostering.reports.look.days import title
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape, period_shape, stage_shape
from rostering.reports.look.wording import day_text, label, listing, proof, signed
from rostering.rosters.version import Directory, Version
from rostering.spans import Period
from rostering.words import counted

MOST_WINDOWS = 6
_ACCOUNT = ("consultant", "role", "opening", "earned", "target", "deviation")


@dataclass(frozen=True)
class Break:
    """The first date with an empty seat, its empty seats, and what is missing then, in sentences."""

    day: date
    seats: tuple[str, ...]
    shortages: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One roster of the period and what it comes to."""

    version: Version
    breaks: Break | None
    readiness: Ore | None
    """What its booked readiness costs the customers; None where it cannot be billed, for the reasons given."""
    unbillable: tuple[str, ...] = ()

    @property
    def price(self) -> int:
        """What all breaches cost together."""
        return sum(self.version.price_by_rule.values())

    @property
    def largest_deviation(self) -> int:
        """How far the one who is furthest is from the fair share, in points."""
        return max((abs(account.deviation) for account in self.version.ledger), default=0)

    @property
    def sum_of_squares(self) -> int:
        """All deviations squared."""
        return sum(account.deviation**2 for account in self.version.ledger)


@dataclass(frozen=True)
class Comparison:
    """A period planned with the inputs as they are and with changes, and as it is published, if all of it is."""

    period: Period
    changes: tuple[str, ...]
    before: Side
    after: Side
    published: Side | None


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
    changed = [row for row in _deviations(found) if row[1] != row[2]]
    fairness: list[RenderableType] = [_fairness(changed, found.after.version.directory)] if changed else []
    heading = "\n".join(["What if:", *(f"  {text}" for text in found.changes)])
    return [heading, _figures(found), *fairness, "\n".join([*_window_lines(found), *_doubts(found), verdict(found)])]


def verdict(found: Comparison) -> str:
    """Whether the period can be staffed with the changes, and if not, on which day it breaks first."""
    breaks, version = found.after.breaks, found.after.version
    if breaks is None:
        return "With these changes every seat is filled."
    before = len(found.before.version.empty)
    known = f" ({before} without them)" if before else ""
    open_ = any(stage.name == "coverage" and not stage.proven for stage in version.stages)
    doubt = " More time or effort may fill some." if open_ else ""
    first = f"With these changes {counted(len(version.empty), 'seat')} would stay empty{known}.{doubt}"
    day = f"The first day that breaks is {day_text(breaks.day)} {breaks.day.year}:"
    return "\n".join([first, day, *(f"  {sentence}" for sentence in breaks.shortages)])


def _side(side: Side) -> Shape:
    version = side.version
    empty = [one.seat for one in version.empty]
    return {
        "coverage": {
            "seats": len(version.duties),
            "empty_seats": len(empty),
            "empty": empty,
            "first_day_that_breaks": _break(side.breaks),
        },
        "fairness": {
            "largest_deviation": side.largest_deviation,
            "sum_of_squares": side.sum_of_squares,
            "accounts": [{field: getattr(account, field) for field in _ACCOUNT} for account in version.ledger],
        },
        "price": side.price,
        "price_by_rule": dict(version.price_by_rule),
        "readiness_ore": side.readiness,
        "unbillable": list(side.unbillable),
        "stages": [stage_shape(stage) for stage in version.stages],
        "proven": all(stage.proven for stage in version.stages),
    }


def _break(breaks: Break | None) -> Shape | None:
    if breaks is None:
        return None
    return {"date": breaks.day.isoformat(), "seats": list(breaks.seats), "shortages": list(breaks.shortages)}


def _difference(found: Comparison) -> Shape:
    figures: dict[str, Callable[[Side], int]] = {
        "seats": lambda side: len(side.version.duties),
        "empty_seats": lambda side: len(side.version.empty),
        "largest_deviation": lambda side: side.largest_deviation,
        "sum_of_squares": lambda side: side.sum_of_squares,
        "price": lambda side: side.price,
    }
    return {
        **{name: figure(found.after) - figure(found.before) for name, figure in figures.items()},
        "price_by_rule": {rule: after - before for rule, before, after in _prices(found) if after != before},
        "readiness_ore": _more(found.before.readiness, found.after.readiness),
        "deviations": [
            {"consultant": who, "role": role, "before": before, "after": after}
            for (who, role), before, after in _deviations(found)
            if before != after
        ],
        "windows": {"added": _windows(*_sides(found)), "removed": _windows(*reversed(_sides(found)))},
    }


def _prices(found: Comparison) -> list[tuple[str, int, int]]:
    before, after = found.before.version.price_by_rule, found.after.version.price_by_rule
    return [(rule, before.get(rule, 0), after.get(rule, 0)) for rule in dict.fromkeys((*before, *after))]


def _deviations(found: Comparison) -> list[tuple[tuple[str, str], int | None, int | None]]:
    before, after = (_by_account(side.version.ledger) for side in _sides(found))
    return [(key, before.get(key), after.get(key)) for key in sorted({*before, *after})]


def _by_account(accounts: Iterable[Account]) -> dict[tuple[str, str], int]:
    return {(account.consultant, account.role): account.deviation for account in accounts}


def _sides(found: Comparison) -> tuple[Side, Side]:
    return found.before, found.after


def _windows(before: Side, after: Side) -> list[Shape]:
    """The windows with seats that only the second side has, each with how many of which role."""
    return [
        {"date": seat.day.isoformat(), "team": seat.team, "name": title(seat, after.version.directory), "roles": roles}
        for seat, roles in _coming(before, after)
    ]


def _coming(before: Side, after: Side) -> list[tuple[Seat, Mapping[str, int]]]:
    known = {duty.seat.id for duty in before.version.duties}
    first: dict[tuple[date, str], Seat] = {}
    roles: dict[tuple[date, str], dict[str, int]] = {}
    for seat in (duty.seat for duty in after.version.duties if duty.seat.id not in known):
        key = seat.day, seat.team
        first.setdefault(key, seat)
        roles.setdefault(key, {})[seat.role] = roles.get(key, {}).get(seat.role, 0) + 1
    return [(first[key], roles[key]) for key in sorted(first)]


def _more(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before


def _figures(found: Comparison) -> Table:
    """One row per figure, one column per side."""
    sides = [*([found.published] if found.published else []), found.before, found.after]
    names = [*(["Published"] if found.published else []), "Before", "After", "Change"]
    table = grid("Side by side", "", *names, numbers=tuple(names))
    for name, figure in _rows(found):
        values = [figure(side) for side in sides]
        change = _more(values[-2], values[-1])
        show = format_dkk if "DKK" in name else str
        told = ["-" if value is None else show(value) for value in values]
        sign = "+" if change and change > 0 else ""
        table.add_row(cell(name), *map(cell, told), cell(f"{sign}{show(change)}" if change else ""))
    table.add_row(cell("First day that breaks"), *(cell(_break_text(side)) for side in sides), "")
    return table


def _rows(found: Comparison) -> list[tuple[str, Callable[[Side], int | None]]]:
    def price(rule: str) -> Callable[[Side], int]:
        return lambda side: side.version.price_by_rule.get(rule, 0)

    return [
        ("Seats", lambda side: len(side.version.duties)),
        ("Empty seats", lambda side: len(side.version.empty)),
        ("Largest deviation, points", lambda side: side.largest_deviation),
        ("Deviations, sum of squares", lambda side: side.sum_of_squares),
        ("Price", lambda side: side.price),
        *((f"  {label(rule)}", price(rule)) for rule, _, _ in _prices(found)),
        ("Readiness, DKK excluding VAT", lambda side: side.readiness),
    ]


def _fairness(rows: Iterable[tuple[tuple[str, str], int | None, int | None]], directory: Directory) -> Table:
    columns = ("Before", "After")
    table = grid("Deviations from the fair share", "Consultant", "Role", *columns, numbers=columns)
    for (who, role), *points in rows:
        names = directory.consultants.get(who, who), directory.roles.get(role, role)
        table.add_row(*map(cell, names), *(cell("-" if one is None else signed(one)) for one in points))
    return table


def _window_lines(found: Comparison) -> list[str]:
    sides = (("more", _sides(found)), ("fewer", (found.after, found.before)))
    lines = []
    for word, (one, other) in sides:
        names = other.version.directory
        told = [f"{day_text(seat.day)} {title(seat, names)}" for seat, _ in _coming(one, other)]
        if told:
            lines.append(f"Windows with {word} seats to fill ({len(told)}): {listing(told, MOST_WINDOWS)}.")
    return lines


def _doubts(found: Comparison) -> list[str]:
    """What the figures do not say with certainty."""
    named = zip(("before", "after"), _sides(found), strict=True)
    stages = [(name, stage) for name, side in named for stage in side.version.stages if not stage.proven]
    gaps = listing(f"{label(stage.name).lower()} {name}: {proof(stage)}" for name, stage in stages)
    unbillable = dict.fromkeys(text for side in _sides(found) for text in side.unbillable)
    return [
        *([f"Not proven to be the best, so that a small change of price may mean nothing: {gaps}."] if gaps else []),
        *(f"Readiness cannot be priced: {text}." for text in unbillable),
    ]


def _break_text(side: Side) -> str:
    return day_text(side.breaks.day) if side.breaks else "none"
