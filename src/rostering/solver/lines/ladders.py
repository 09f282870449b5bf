"""Ladders: steps that cost nothing and only say how high a sum is are a range of that sum, and rows alike are one."""

from collections.abc import Iterable, Sequence, Set

from rostering.solver.lines.rows import FAR, Bounds, Row


def without_ladders(rows: Sequence[Row], outside: Set[int], bounds: Bounds) -> list[Row]:
    """The rows of a block without the steps of free ladders; what is used `outside` of the rows stays."""
    holding: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        for variable in row.terms:
            holding.setdefault(variable, []).append(number)
    found = {number: _ladder(number, rows, holding, outside, bounds) for number in range(len(rows))}
    gone = {rung for _, rungs in found.values() for rung in rungs}
    return [_ranged(row, found[number][0]) for number, row in enumerate(rows) if number not in gone]


def _ladder(
    number: int, rows: Sequence[Row], holding: dict[int, list[int]], outside: Set[int], bounds: Bounds
) -> tuple[set[int], set[int]]:
    """The steps of a row's ladder, and the rows that only order these; both empty where it has none."""
    row = rows[number]
    steps = {
        variable
        for variable in row.terms
        if variable not in outside
        and (bounds.low[variable], bounds.high[variable]) == (0, 1)
        and all(other == number or _orders(rows[other]) for other in holding[variable])
    }
    rungs = {other for step in steps for other in holding[step]} - {number}
    whole = steps != set(row.terms) and len(rungs) == len(steps) - 1
    if (
        whole
        and {row.terms[step] for step in steps} in ({1}, {-1})
        and all(steps.issuperset(rows[r].terms) for r in rungs)
    ):
        return steps, rungs
    return set(), set()


def _orders(row: Row) -> bool:
    return len(row.terms) == 2 and row.least == 0 and row.most == FAR and sorted(row.terms.values()) == [-1, 1]


def _ranged(row: Row, steps: Set[int]) -> Row:
    """The row with limits instead of its steps, any number of which may be taken."""
    if not steps:
        return row
    total = sum(row.terms[step] for step in steps)
    terms = {variable: weight for variable, weight in row.terms.items() if variable not in steps}
    return Row(
        terms,
        row.least - max(0, total) if row.least > -FAR else -FAR,
        row.most - min(0, total) if row.most < FAR else FAR,
    )


def merged(rows: Iterable[Row]) -> list[Row]:
    """The rows, those of the same sum as one."""
    limits: dict[tuple[tuple[int, int], ...], tuple[int, int]] = {}
    for row in rows:
        items = sorted(row.terms.items())
        flip = bool(items) and items[0][1] < 0
        terms = tuple((variable, -weight if flip else weight) for variable, weight in items)
        least, most = (-row.most, -row.least) if flip else (row.least, row.most)
        before = limits.get(terms, (-FAR, FAR))
        limits[terms] = max(before[0], least), min(before[1], most)
    return [Row(dict(terms), least, most) for terms, (least, most) in limits.items()]
