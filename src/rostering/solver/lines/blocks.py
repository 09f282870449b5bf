"""Blocks (Dantzig and Wolfe 1960): a board's model taken apart into what concerns one person and what ties people.

Nothing is written twice: rules tell a board what they want, and its rows are sorted by whose choices they speak of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from rostering.rules.board import Term
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.lines.ladders import merged, without_ladders
from rostering.solver.lines.rows import FAR, Bounds, Row, rows_of
from rostering.solver.model.board import CpBoard

SHARED = ""
"""Owns the variables that are nobody's in particular."""


class LineBoard(CpBoard):
    """A board that knows whose choice, and of which date, a variable is, and which are everybody's."""

    joint: set[int]

    def peak(self, rule: Rule, groups: Iterable[tuple[Sequence[Term], int]], tolerance: int) -> None:
        """Penalise the largest of several sums: its steps are everybody's."""
        first = len(self.model.proto.variables)
        super().peak(rule, groups, tolerance)
        self._share(first)

    def spread(self, rule: Rule, groups: Iterable[tuple[Sequence[Term], int]], unit: int) -> None:
        """Penalise the largest difference: its steps are everybody's."""
        first = len(self.model.proto.variables)
        super().spread(rule, groups, unit)
        self._share(first)

    def _share(self, first: int) -> None:
        self.joint = getattr(self, "joint", set()) | set(range(first, len(self.model.proto.variables)))

    @property
    def choices(self) -> Mapping[int, tuple[str, int]]:
        """Whose choice a variable is, and when it falls due: by date, duties before days off."""
        days = {seat.id: 2 * seat.day.toordinal() for seat in self.problem.seats}
        held = {self._index(literal): (who, days[seat]) for (seat, who), literal in self._holds.items()}
        off = {self._index(literal): (who, 2 * day.toordinal() + 1) for (who, day), literal in self._off.items()}
        return held | off

    @property
    def seats(self) -> Mapping[int, str]:
        """The seat that is held where a variable is true."""
        return {self._index(literal): seat for (seat, _), literal in self._holds.items()}

    @property
    def everybodys(self) -> set[int]:
        """The variables that are known to be nobody's in particular."""
        empty = {self._index(abs(literal)) for literal in self._filled.values()}
        return {self._variables[0].index, self._variables[1].index} | empty | getattr(self, "joint", set())

    def decided(self, roster: Roster) -> dict[int, bool]:
        """Each choice as a roster has it."""
        held = {self._index(literal): roster.holders.get(seat) == who for (seat, who), literal in self._holds.items()}
        return held | {self._index(literal): key in roster.days_off for key, literal in self._off.items()}

    def roster_of(self, true: Set[int]) -> Roster:
        """The roster in which some variables are true."""
        holders = {seat: who for (seat, who), literal in self._holds.items() if self._index(literal) in true}
        days_off = frozenset(key for key, literal in self._off.items() if self._index(literal) in true)
        return Roster(self.problem, holders, days_off)

    def _index(self, literal: int) -> int:
        return self._variables[literal].index


@dataclass
class Block:
    """What one person may do: variables in the order in which they fall due, and the rows that speak of no others."""

    order: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


class Blocks:
    """A model's blocks by person, the rows that tie them, and what each variable costs."""

    def __init__(self, board: LineBoard) -> None:
        self.seats = board.seats
        rows = list(rows_of(board.model))
        self.bounds = Bounds(board.model)
        self.choices = board.choices
        self._owner = _owners(board, rows)
        self.bounds.narrow(rows)
        self.cost, self.constant = _costs(board.model, self.bounds)
        self.ties, self.blocks = list[Row](), dict[str, Block]()
        for row in _open(rows, self.bounds):
            owners = {self._owner.get(variable, SHARED) for variable in row.terms}
            owner = owners.pop() if len(owners) == 1 else SHARED
            (self.blocks.setdefault(owner, Block()).rows if owner else self.ties).append(row)
        self.ties = list(_joined(self.ties, self._owner))
        self._simplify()
        self._order()

    def _simplify(self) -> None:
        """Take out of each block what says nothing that the rest does not."""
        outside = {variable for row in self.ties for variable in row.terms} | self.cost.keys() | self.choices.keys()
        for block in self.blocks.values():
            block.rows = merged(without_ladders(block.rows, outside, self.bounds))

    def _order(self) -> None:
        tied = {variable for row in self.ties for variable in row.terms} | self.cost.keys()
        left = {variable for variable in tied if not self.bounds.fixed(variable)}
        self.shared = sorted(variable for variable in left if self._owner.get(variable, SHARED) == SHARED)
        for variable in sorted(left - set(self.shared)):
            self.blocks.setdefault(self._owner[variable], Block())
        for who, block in self.blocks.items():
            mine = {variable for variable in left if self._owner.get(variable) == who}
            block.order = _in_order(
                mine | {variable for row in block.rows for variable in row.terms}, block, self.choices
            )

    @property
    def certain(self) -> Set[int]:
        """The variables of choices that are true whatever is chosen."""
        return {variable for variable in self.choices if self.bounds.low[variable] == 1}

    @property
    def priced(self) -> Set[int]:
        """The variables whose values matter: choices, and what costs something or is in a tie."""
        return {variable for row in self.ties for variable in row.terms} | self.cost.keys() | self.choices.keys()

    def lift(self, who: str, row: Row) -> None:
        """Let a row of a block be one of those that tie: weaker, and the block becomes smaller."""
        self.blocks[who].rows.remove(row)
        self.ties.append(row)

    def days(self, row: Row) -> int:
        """How many days a row of a block spans."""
        due = [self.choices[variable][1] // 2 for variable in row.terms if variable in self.choices]
        return max(due) - min(due) if due else 0


def _owners(board: LineBoard, rows: Sequence[Row]) -> dict[int, str]:
    """Whose each variable is: what a row makes of one person's choices is that person's, too."""
    owner = {variable: who for variable, (who, _) in board.choices.items()}
    owner |= dict.fromkeys(board.everybodys, SHARED)
    for row in rows:
        new = [variable for variable in row.terms if variable not in owner]
        known = {owner[variable] for variable in row.terms if variable in owner} if new else set()
        if known:
            owner |= dict.fromkeys(new, known.pop() if len(known) == 1 else SHARED)
    return owner


def _costs(model: cp_model.CpModel, bounds: Bounds) -> tuple[dict[int, int], int]:
    """What a unit of each variable that is not fixed costs, and what is certain."""
    objective, costs = model.proto.objective, dict[int, int]()
    for variable, cost in zip(objective.vars, objective.coeffs, strict=True):
        costs[variable] = costs.get(variable, 0) + int(cost)
    certain = sum(cost * bounds.low[variable] for variable, cost in costs.items() if bounds.fixed(variable))
    free = {variable: cost for variable, cost in costs.items() if cost and not bounds.fixed(variable)}
    return free, int(objective.offset) + certain


def _open(rows: Iterable[Row], bounds: Bounds) -> Iterator[Row]:
    """The rows without what is fixed, but for those that always hold."""
    for row in rows:
        terms = {variable: weight for variable, weight in row.terms.items() if weight and not bounds.fixed(variable)}
        certain = sum(weight * bounds.low[variable] for variable, weight in row.terms.items() if variable not in terms)
        least = row.least - certain if row.least > -FAR else -FAR
        most = row.most - certain if row.most < FAR else FAR
        left = Row(terms, least, most)
        lowest, highest = bounds.reach(left)
        if lowest < least or highest > most:
            yield left


def _joined(ties: Sequence[Row], owner: Mapping[int, str]) -> Iterator[Row]:
    """The ties, where what several holders of one seat imply alike is one row: a tighter relaxation."""
    alike = [frozenset(row.terms) for row in ties if row.least == row.most == 1 and set(row.terms.values()) == {1}]
    group = {variable: number for number, row in enumerate(alike) for variable in row if owner.get(variable)}
    implied: dict[tuple[int, int], dict[int, int]] = {}
    for row in ties:
        if (pair := _implication(row)) and pair[0] in group and owner.get(pair[1], SHARED) == SHARED:
            implied.setdefault((pair[1], group[pair[0]]), {pair[1]: 1})[pair[0]] = -1
        else:
            yield row
    yield from (Row(terms, 0, FAR) for terms in implied.values())


def _implication(row: Row) -> tuple[int, int] | None:
    """The two variables of a row of which the first implies the second."""
    if len(row.terms) == 2 and row.least == 0 and row.most == FAR and sorted(row.terms.values()) == [-1, 1]:
        one, other = row.terms
        return (one, other) if row.terms[one] < 0 else (other, one)
    return None


def _in_order(variables: Set[int], block: Block, due: Mapping[int, tuple[str, int]]) -> list[int]:
    """The variables by date; what is made of choices comes right after the last of these."""
    first: dict[int, Row] = {}
    for row in block.rows:
        for variable in row.terms:
            if variable not in due:
                first.setdefault(variable, row)

    when = {variable: (due[variable][1], 0, variable) for variable in variables if variable in due}
    for variable in sorted(variables - due.keys()):
        terms = first[variable].terms if variable in first else ()
        when[variable] = max((when[other][0] for other in terms if other in when), default=FAR), 1, variable
    return sorted(variables, key=when.__getitem__)
