"""The board as lines: the same verbs as on CP-SAT, kept as what each person may do and what ties people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

import numpy as np

from line_search.lines import CouplingRow, LineProblem, Resource, Shape
from rostering.demand.problem import Problem
from rostering.domain.seats import Seat
from rostering.errors import Refused
from rostering.rules.board import FALSE, TRUE, Literal, Term
from rostering.rules.rule import Rule


class NotInLines(Refused):
    """Rules say something that lines of single days cannot: another solver has to take the problem."""


@dataclass(frozen=True)
class _Choice:
    seat: Seat
    person: int
    day: int
    number: int


@dataclass
class _Person:
    """What has been said of one person so far."""

    streaks: dict[str, tuple[int, int]] = field(default_factory=dict)
    exclusive: set[int] = field(default_factory=set)
    resources: dict[tuple[Term, ...], tuple[int | None, int | None]] = field(default_factory=dict)


class LineBoard:
    """Implements `rules.board.Board`; raises NotInLines for what has no place in a line. A choice is a seat's role."""

    def __init__(self, problem: Problem, candidates: Callable[[Seat], Sequence[str]]) -> None:
        self.problem = problem
        self._candidates = {seat.id: tuple(candidates(seat)) for seat in problem.seats}
        self._number = {who.id: number for number, who in enumerate(problem.consultants)}
        self._roles = {role: number for number, role in enumerate(sorted({seat.role for seat in problem.seats}))}
        self._choices: list[_Choice | None] = [None, None]
        self._holds: dict[tuple[str, str], Literal] = {}
        self._at: dict[tuple[int, int], list[Literal]] = {}
        self._parts: dict[Literal, frozenset[Literal]] = {}
        self._known: dict[frozenset[Literal], Literal] = {}
        self._people = [_Person() for _ in problem.consultants]
        shape = len(problem.consultants), len(problem.period), len(self._roles)
        self._costs, self._allowed = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=bool)
        self._forbidden: list[set[tuple[int, int, int]]] = [set() for _ in problem.consultants]
        self._constant = 0
        self._rows: dict[tuple[Term, ...], CouplingRow] = {}
        for seat in problem.seats:
            self._offer(seat)

    def _offer(self, seat: Seat) -> None:
        day, number = (seat.day - self.problem.period.first).days, self._roles[seat.role]
        for who in self._candidates[seat.id]:
            person = self._number[who]
            if self._allowed[person, day, number]:
                raise NotInLines(f"{who} could hold two seats of one role on {seat.day}")
            self._allowed[person, day, number] = True
            literal = self._literal(_Choice(seat, person, day, number))
            self._holds[seat.id, who] = literal
            self._at.setdefault((person, day), []).append(literal)

    def _literal(self, choice: _Choice | None) -> Literal:
        self._choices.append(choice)
        return len(self._choices) - 1

    def candidates(self, seat: Seat) -> Sequence[str]:
        """The consultants who may come to hold the seat."""
        return self._candidates[seat.id]

    def holds(self, seat: Seat, consultant: str) -> Literal:
        """The consultant holds the seat."""
        return self._holds.get((seat.id, consultant), FALSE)

    def filled(self, seat: Seat) -> Literal:
        """Somebody holds the seat."""
        return self.any_of(self.holds(seat, who) for who in self._candidates[seat.id])

    def off(self, consultant: str, day: date) -> Literal:
        """Lines know no compensating days."""
        if self.problem.works(consultant, day) and day in self.problem.period:
            raise NotInLines("compensating days off")
        return FALSE

    def any_of(self, literals: Iterable[Literal]) -> Literal:
        """At least one of the literals is true."""
        chosen = frozenset(literals) - {FALSE}
        if TRUE in chosen:
            return TRUE
        parts = frozenset(part for literal in chosen for part in self._parts_of(literal))
        if len(parts) <= 1:
            return next(iter(parts), FALSE)
        if parts not in self._known:
            self._known[parts] = self._literal(None)
            self._parts[self._known[parts]] = parts
        return self._known[parts]

    def all_of(self, literals: Iterable[Literal]) -> Literal:
        """All of the literals are true: only where that is plain."""
        chosen = frozenset(literals) - {TRUE}
        if FALSE in chosen or len(chosen) <= 1:
            return FALSE if FALSE in chosen else next(iter(chosen), TRUE)
        raise NotInLines("choices that count together")

    def _parts_of(self, literal: Literal) -> frozenset[Literal]:
        if literal < 0:
            raise NotInLines("a choice not taken, among others")
        return self._parts.get(literal, frozenset([literal]))

    def _choice(self, literal: Literal) -> _Choice:
        choice = self._choices[literal]
        if choice is None:
            raise NotInLines("a choice of several, weighed by itself")
        return choice

    def require(self, rule: Rule, when: Iterable[Literal], then: Iterable[Literal] = (), amount: int = 1) -> None:
        """While all of `when` are true, one of `then` must be, or `amount` units are breached."""
        clause = ({-literal for literal in when} | set(then)) - {FALSE}
        if TRUE in clause or any(-literal in clause for literal in clause) or rule.penalty == 0:
            return
        if all(literal < 0 for literal in clause) and clause:
            self._exclude(rule, [sorted(self._parts_of(-literal)) for literal in sorted(clause)], amount)
        else:
            parts = sorted({part for literal in clause for part in self._parts_of(literal)})
            if len(parts) == 1 and rule.penalty is not None:
                self._constant += rule.penalty * amount
                self._costs[self._cell(parts[0])] -= rule.penalty * amount
            else:
                self._add_row(rule, [(part, -1) for part in parts], -1, amount)

    def _exclude(self, rule: Rule, factors: Sequence[Sequence[Literal]], amount: int) -> None:
        """Not one of each factor at once."""
        if rule.penalty is not None:
            days = {(self._choice(part).person, self._choice(part).day) for factor in factors for part in factor}
            if len(factors) > 1 or len(days) > 1:
                raise NotInLines("a penalty for choices that meet")
            for part in factors[0]:
                self._costs[self._cell(part)] += rule.penalty * amount
            return
        for parts in product(*factors):
            self._forbid([self._choice(part) for part in parts])

    def _forbid(self, choices: Sequence[_Choice]) -> None:
        first, last = min(choices, key=lambda c: c.day), max(choices, key=lambda c: c.day)
        if len(choices) == 1:
            self._allowed[first.person, first.day, first.number] = False
        elif len(choices) > 2 or first.person != last.person or last.day - first.day > 1:
            raise NotInLines("choices of more than two days or people that exclude each other")
        elif first.day == last.day:
            raise NotInLines("choices of one day that exclude each other two by two")
        else:
            self._forbidden[first.person].add((first.day, first.number, last.number))

    def at_most(self, rule: Rule, terms: Iterable[Term], limit: int, amount: int = 1) -> None:
        """The terms weigh at most `limit`; each unit above it is `amount` units of breach."""
        weights: dict[Literal, int] = {}
        for literal, weight in terms:
            positive, signed = (literal, weight) if literal > 0 else (-literal, -weight)
            limit -= weight if literal < 0 else 0
            limit -= signed if positive == TRUE else 0
            if positive != TRUE:
                weights[positive] = weights.get(positive, 0) + signed
        kept = sorted((literal, weight) for literal, weight in weights.items() if weight)
        if rule.penalty == 0 or sum(weight for _, weight in kept if weight > 0) <= limit:
            return
        people = {self._choice(part).person for literal, _ in kept for part in self._parts_of(literal)}
        if rule.penalty is None and len(people) == 1:
            self._count(self._people[people.pop()], kept, limit)
        else:
            self._add_row(rule, kept, limit, amount)

    def _count(self, person: _Person, terms: Sequence[Term], limit: int) -> None:
        choices = [self._choices[literal] for literal, _ in terms]
        days = {choice.day if choice else None for choice in choices}
        first = choices[0]
        if limit == 1 and len(days) == 1 and first and {weight for _, weight in terms} == {1}:  # noqa: SIM102
            if len(terms) == len(self._at[first.person, first.day]):
                person.exclusive.add(first.day)
                return
        if limit == 0 and all(weight > 0 for _, weight in terms):
            for literal, _ in terms:
                self._forbid_all(literal)
            return
        sign = 1 if terms[0][1] > 0 else -1
        key = tuple((literal, weight * sign) for literal, weight in terms)
        least, most = person.resources.get(key, (None, None))
        if sign > 0:
            most = limit if most is None else min(most, limit)
        else:
            least = -limit if least is None else max(least, -limit)
        person.resources[key] = least, most

    def _forbid_all(self, literal: Literal) -> None:
        for part in self._parts_of(literal):
            self._forbid([self._choice(part)])

    def _add_row(self, rule: Rule, terms: Sequence[Term], limit: int, amount: int) -> None:
        places = sorted((part, weight) for literal, weight in terms for part in self._exclusive_parts(literal))
        sign = 1 if places and places[0][1] > 0 else -1
        key = tuple((part, weight * sign) for part, weight in places)
        penalty = None if rule.penalty is None else rule.penalty * amount
        row = self._rows.get(key, CouplingRow(()))
        if (row.most if sign > 0 else row.least) is not None:
            key = (*key, (FALSE, len(self._rows)))
            row = CouplingRow(())
        flat = tuple((self._place(part), weight) for part, weight in key if part != FALSE)
        if sign > 0:
            self._rows[key] = CouplingRow(flat, row.least, limit, row.least_penalty, penalty)
        else:
            self._rows[key] = CouplingRow(flat, -limit, row.most, penalty, row.most_penalty)

    def _exclusive_parts(self, literal: Literal) -> frozenset[Literal]:
        parts = self._parts_of(literal)
        if len({(self._choice(part).person, self._choice(part).day) for part in parts}) > 1:
            raise NotInLines("a sum over choices of several days or people at once")
        return parts

    def _cell(self, literal: Literal) -> tuple[int, int, int]:
        choice = self._choice(literal)
        return choice.person, choice.day, choice.number

    def _place(self, literal: Literal) -> int:
        return int(np.ravel_multi_index(self._cell(literal), self._costs.shape))

    def squared(self, rule: Rule, terms: Iterable[Term], offset: int, tolerance: int) -> None:  # noqa: ARG002
        """Lines know no squares."""
        raise NotInLines(f"{rule.name}: squares")

    def peak(self, rule: Rule, groups: Iterable[tuple[Sequence[Term], int]], tolerance: int) -> None:  # noqa: ARG002
        """Lines know no peaks."""
        raise NotInLines(f"{rule.name}: a largest value")

    def avoid(self, rule: Rule, cases: Iterable[Sequence[Literal]], amount: int = 1) -> None:  # noqa: ARG002
        """Lines know no shared breaches."""
        raise NotInLines(f"{rule.name}: cases that share a breach")

    def spread(self, rule: Rule, groups: Iterable[tuple[Sequence[Term], int]], unit: int) -> None:  # noqa: ARG002
        """Lines know no proportions."""
        raise NotInLines(f"{rule.name}: a largest difference")

    def streak(self, rule: Rule, chain: Sequence[Literal], least: int, most: int) -> None:
        """Days worked in a row, or days off in a row."""
        if rule.penalty is not None:
            raise NotInLines(f"{rule.name}: a penalty for streaks")
        work = [literal for literal in chain if literal > 0]
        kind = "work" if len(work) == len(chain) else "rest"
        days = [self._day_of(abs(literal)) for literal in chain]
        whole = [(days[0][0], day) for day in range(len(self.problem.period))]
        if days != whole or (kind == "rest" and (work or most < len(chain))):
            raise NotInLines(f"{rule.name}: a streak of something else than days worked or off")
        known = self._people[days[0][0]].streaks.get(kind, (0, len(chain)))
        self._people[days[0][0]].streaks[kind] = max(known[0], least), min(known[1], most)

    def _day_of(self, literal: Literal) -> tuple[int, int]:
        """The person and day whose choices are exactly those of a literal."""
        if abs(literal) == TRUE:
            raise NotInLines("a day without choices")
        choice = self._choice(min(self._parts_of(literal)))
        if sorted(self._parts_of(literal)) != self._at[choice.person, choice.day]:
            raise NotInLines("a streak over some of a day's choices")
        return choice.person, choice.day

    def lines(self) -> LineProblem:
        """All that has been said, by person."""
        rows = [*self._rows.values(), *self._held_once()]
        return LineProblem(
            people=tuple(who.id for who in self.problem.consultants),
            shapes=tuple(self._shape(number) for number in range(len(self._people))),
            resources=tuple(tuple(self._resources(person)) for person in self._people),
            costs=self._costs,
            allowed=self._allowed,
            constant=self._constant,
            rows=tuple(rows),
            seats={self._cell(literal): seat for (seat, _), literal in self._holds.items()},
        )

    def _held_once(self) -> Iterable[CouplingRow]:
        for seat, able in self._candidates.items():
            if len(able) > 1:
                yield CouplingRow(tuple((self._place(self._holds[seat, who]), 1) for who in able), most=1)

    def _shape(self, number: int) -> Shape:
        person, days = self._people[number], len(self.problem.period)
        if any(len(self._at.get((number, day), ())) > 1 and day not in person.exclusive for day in range(days)):
            raise NotInLines("two choices on one day")
        least, most = person.streaks.get("work", (0, days))
        rest, _ = person.streaks.get("rest", (0, days))
        forbidden = frozenset(self._forbidden[number])
        return Shape(days, len(self._roles), max(1, most), max(1, least), max(1, rest), forbidden)

    def _resources(self, person: _Person) -> Iterable[Resource]:
        for terms, (least, most) in person.resources.items():
            plain, pairs = [], []
            for literal, weight in terms:
                if literal in self._parts:
                    first, days = self._pair(literal)
                    pairs.append((first, days, weight))
                else:
                    choice = self._choice(literal)
                    plain.append((choice.day, choice.number, weight))
            yield Resource(tuple(sorted(plain)), tuple(sorted(pairs)), least, most)

    def _pair(self, literal: Literal) -> tuple[int, int]:
        """The first day and the number of days of which a literal says that one is worked."""
        parts = self._parts[literal]
        person, days = self._choice(min(parts)).person, sorted({self._choice(part).day for part in parts})
        whole = {part for day in days for part in self._at[person, day]}
        if parts != whole or len(days) > 2 or days[-1] - days[0] != len(days) - 1:
            raise NotInLines("a count of more than two days at once")
        return days[0], len(days)
