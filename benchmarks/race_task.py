"""Tasks that every contestant of a race can read: seats, who is able, what choices cost, without a word of rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from check_oncall import Data
from rostering.audit.judgement import judge
from rostering.demand.problem import Problem
from rostering.domain.seats import Seat
from rostering.rules.coverage import Coverage
from rostering.rules.fairness import LargestUnfairness, Unfairness
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage, that_forbid

FORBIDDEN = -1
"""The level of what no roster may do; other levels are minimised one after the other, from 0."""

ANYONE = -1


@dataclass(frozen=True)
class Pair:
    """Two seats, and what a person costs who holds both: by person, or the same for anyone."""

    level: int
    seats: tuple[int, int]
    penalties: Mapping[int, int]


@dataclass(frozen=True)
class Account:
    """What a person's offset and points have beyond a tolerance: squared, or only the largest of the level counts."""

    level: int
    squared: bool
    person: int
    offset: int
    tolerance: int
    points: Mapping[int, int]


@dataclass(frozen=True)
class Spread:
    """Seats in proportion to shares: each begun unit of the largest difference costs 1."""

    level: int
    unit: int
    shares: Sequence[int]
    seats: Sequence[int]


@dataclass(frozen=True)
class Task:
    """Seats and people are numbered from 0; `empty` is the level and penalty of an empty seat."""

    people: int
    able: Sequence[Sequence[int]]
    empty: tuple[int, int]
    singles: Mapping[tuple[int, int], int]
    """What a person costs in a seat, at the last level; negative where a wish is met."""
    pairs: Sequence[Pair]
    triples: Sequence[tuple[int, int, int]]
    """Seats that nobody holds all three of."""
    accounts: Sequence[Account]
    spreads: Sequence[Spread]
    levels: int
    certain: int = 0
    """What the last level costs with nobody in any seat."""

    def lines(self) -> Iterator[str]:
        """The task as text, a fact a line, as `race/Race.java` reads it."""
        yield from (_line("seat", seat, *able) for seat, able in enumerate(self.able))
        yield _line("empty", *self.empty)
        yield from (_line("single", self.levels - 1, *key, penalty) for key, penalty in self.singles.items())
        for pair in self.pairs:
            yield _line("pair", pair.level, *pair.seats, *(each for item in pair.penalties.items() for each in item))
        yield from (_line("triple", *triple) for triple in self.triples)
        for number, account in enumerate(self.accounts):
            who, squared = account.person, int(account.squared)
            yield _line("account", number, account.level, squared, who, account.offset, account.tolerance)
            yield from (_line("points", number, *item) for item in account.points.items())
        for number, spread in enumerate(self.spreads):
            shares = enumerate(spread.shares)
            yield from (_line("share", number, spread.level, spread.unit, who, share) for who, share in shares)
            yield from (_line("member", number, seat) for seat in spread.seats)


def _line(kind: str, *numbers: int) -> str:
    return " ".join([kind, *map(str, numbers)])


def oncall_task(data: Data) -> Task:
    """An on-call instance as `check_oncall.data_of` reads it."""
    days, staff = data["num_days"], range(data["num_staff"])
    fixed = [{who for who in staff if day in data["fixed"][who]} for day in range(1, days + 1)]
    weekends = range(data["weekend_offset"], days, 5)
    forbidden = {
        *_beside(weekends, fixed),
        *((w, w + 5) for w in weekends if w + 5 < days and not _all(fixed, w, w + 5)),
    }
    adjacent, wednesday = data["adj_days_str"], data["wed_before_weekend_str"]
    weighed = {(day, day + 1): adjacent for day in range(days - 2)} | {(w - 2, w): wednesday for w in weekends if w > 1}
    rows = [(day, day + 1, day + 2) for day in range(days - 2)]
    return Task(
        people=len(staff),
        able=[
            [who for who in staff if day not in data["unavailable"][who] and fixed[day - 1] <= {who}]
            for day in range(1, days + 1)
        ],
        empty=(FORBIDDEN, 1),
        singles={},
        pairs=[
            *(Pair(FORBIDDEN, pair, {ANYONE: 1}) for pair in sorted(forbidden)),
            *(Pair(0, pair, {ANYONE: penalty}) for pair, penalty in sorted(weighed.items()) if penalty),
        ],
        triples=[row for row in rows if not _all(fixed, *row)],
        accounts=(),
        spreads=[
            Spread(0, 100, data["work_load"], [day for day in range(days) if (day in weekends) == weekend])
            for weekend in (False, True)
        ],
        levels=1,
    )


def _beside(weekends: Iterable[int], fixed: Sequence[set[int]]) -> Iterator[tuple[int, int]]:
    for w in weekends:
        around = [day for day in (w - 1, w, w + 1) if 0 <= day < len(fixed)]
        if not _all(fixed, *around):
            yield from ((min(w, day), max(w, day)) for day in around if day != w)


def _all(fixed: Sequence[set[int]], *days: int) -> bool:
    return all(fixed[day] for day in days)


def quarter_task(problem: Problem, rules: Sequence[Rule]) -> Task:
    """A quarter under coverage, fairness, and rules that look no further than two of one person's seats."""
    people = [consultant.id for consultant in problem.consultants]
    forbidding = that_forbid(rules)
    able = [
        [n for n, who in enumerate(people) if not any(rule.rules_out(problem, seat, who) for rule in forbidding)]
        for seat in problem.seats
    ]
    (empty,) = (rule.penalty for rule in rules if isinstance(rule, Coverage))
    local = [rule for rule in rules if rule.personal and not isinstance(rule, Coverage)]
    effects = _Effects(problem, local, able)
    return Task(
        people=len(people),
        able=able,
        empty=(0, empty or 0),
        singles=effects.singles,
        pairs=effects.pairs,
        triples=(),
        accounts=list(_accounts(problem, rules, people)),
        spreads=(),
        levels=_LEVELS,
        certain=effects.certain,
    )


_LEVELS = Stage.PREFERENCES - Stage.COVERAGE + 1
_NEAR = 2
"""How many days apart two seats may be for a local rule to see both."""


class _Effects:
    """What the audit says of each person with one seat, and with two near each other beyond what it says of each."""

    def __init__(self, problem: Problem, rules: Sequence[Rule], able: Sequence[Sequence[int]]) -> None:
        self.singles: dict[tuple[int, int], int] = {}
        self.pairs: list[Pair] = []
        self.certain = 0
        self._rules = rules
        found: dict[tuple[int, int, int], dict[int, int]] = {}
        for number, consultant in enumerate(problem.consultants):
            view = Roster(problem, {}).among({consultant.id})
            seats = [seat for seat, people in enumerate(able) if number in people]
            self._add(number, view, [(seat, problem.seats[seat]) for seat in seats], found)
        self.pairs = [Pair(level, (one, other), penalties) for (level, one, other), penalties in sorted(found.items())]

    def _add(
        self,
        person: int,
        view: Roster,
        seats: Sequence[tuple[int, Seat]],
        found: dict[tuple[int, int, int], dict[int, int]],
    ) -> None:
        nothing = self._weigh(view)
        self.certain += nothing[1]
        alone_in = {number: self._weigh(view.with_holder(seat.id, _only(view))) for number, seat in seats}
        for number, (_, penalty) in alone_in.items():
            if penalty != nothing[1]:
                self.singles[number, person] = penalty - nothing[1]
        for (one, first), (other, second) in combinations(seats, 2):
            if abs((second.day - first.day).days) <= _NEAR:
                both = self._weigh(view.with_holder(first.id, _only(view)).with_holder(second.id, _only(view)))
                hard, penalty = (both[i] - alone_in[one][i] - alone_in[other][i] + nothing[i] for i in (0, 1))
                if hard > 0:
                    found.setdefault((FORBIDDEN, one, other), {})[person] = 1
                elif penalty:
                    found.setdefault((_LEVELS - 1, one, other), {})[person] = penalty

    def _weigh(self, view: Roster) -> tuple[int, int]:
        judgement = judge(view, self._rules)
        return judgement.hard, judgement.penalty


def _only(view: Roster) -> str:
    return view.problem.consultants[0].id


def _accounts(problem: Problem, rules: Sequence[Rule], people: Sequence[str]) -> Iterator[Account]:
    for rule in rules:
        if isinstance(rule, LargestUnfairness | Unfairness):
            for account in problem.accounts:
                yield Account(
                    level=rule.stage - Stage.COVERAGE,
                    squared=isinstance(rule, Unfairness),
                    person=people.index(account.consultant),
                    offset=account.deviation,
                    tolerance=rule.tolerance,
                    points={n: seat.points for n, seat in enumerate(problem.seats) if seat.role == account.role},
                )
