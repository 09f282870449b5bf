"""The board as a CP-SAT model: rules' verbs become clauses and sums, convex costs an order encoding."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, product

from ortools.sat.python import cp_model

from rostering.demand.problem import Problem
from rostering.domain.seats import Seat
from rostering.rules.board import FALSE, TRUE, Literal, Term
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule

_MOST_PAIRS = 16

_SPELL = 1024
"""Clauses and choices between two questions whether there is time for more."""


@dataclass
class Cost:
    """What a rule's breaches cost: variables with a penalty per unit, and an amount that is certain."""

    variables: list[cp_model.IntVar] = field(default_factory=list)
    penalties: list[int] = field(default_factory=list)
    certain: int = 0


class OutOfTime(Exception):
    """Whoever builds a board has no more time before it stands."""


class CpBoard:
    """Implements `rules.board.Board` on a CP-SAT model in which each seat has at most one holder.

    Without `candidates`, everybody may hold every seat and only the rules decide. `ended` is asked now and then while
    it is built, which takes long for hundreds of people: whether to give up. Then any verb raises OutOfTime.
    """

    def __init__(
        self,
        problem: Problem,
        candidates: Callable[[Seat, str], bool] = lambda _seat, _who: True,
        ended: Callable[[], bool] = lambda: False,
    ) -> None:
        self.problem = problem
        self._ended, self._work = ended, 0
        self.model = cp_model.CpModel()
        self.costs: dict[str, Cost] = {}
        self._variables = [self.model.new_constant(1), self.model.new_constant(1)]
        self._any: dict[frozenset[Literal], Literal] = {}
        self._parts: dict[Literal, Sequence[Literal]] = {}
        people = [consultant.id for consultant in problem.consultants]
        self._candidates = {seat.id: self._able(seat, people, candidates) for seat in problem.seats}
        self._holds = {(seat, who): self._choice() for seat, able in self._candidates.items() for who in able}
        self._off = {(who, day): self._choice() for who in people for day in problem.work_days(who)}
        self._filled = {seat.id: self._seated(seat.id) for seat in problem.seats}

    def candidates(self, seat: Seat) -> Sequence[str]:
        """The consultants who may come to hold the seat."""
        return self._candidates[seat.id]

    def holds(self, seat: Seat, consultant: str) -> Literal:
        """The consultant holds the seat."""
        return self._holds.get((seat.id, consultant), FALSE)

    def filled(self, seat: Seat) -> Literal:
        """Somebody holds the seat."""
        return self._filled[seat.id]

    def off(self, consultant: str, day: date) -> Literal:
        """The consultant has a compensating day off."""
        return self._off.get((consultant, day), FALSE)

    def any_of(self, literals: Iterable[Literal]) -> Literal:
        """At least one of the literals is true."""
        chosen = frozenset(literals) - {FALSE}
        if TRUE in chosen or any(-literal in chosen for literal in chosen):
            return TRUE
        if len(chosen) <= 1:
            return next(iter(chosen), FALSE)
        if chosen not in self._any:
            self._any[chosen] = self._disjunction(sorted(chosen))
            if len(chosen) == 2:
                self._count(*chosen)
        return self._any[chosen]

    def all_of(self, literals: Iterable[Literal]) -> Literal:
        """All of the literals are true; two disjunctions are both true where a pair of their parts is."""
        chosen = frozenset(literals)
        parts = [self._parts.get(literal, [literal]) for literal in chosen]
        if len(chosen) == 2 and 1 < len(parts[0]) * len(parts[1]) <= _MOST_PAIRS:
            return self.any_of(self.all_of(pair) for pair in product(*parts))
        return -self.any_of(-literal for literal in chosen)

    def require(self, rule: Rule, when: Iterable[Literal], then: Iterable[Literal] = (), amount: int = 1) -> None:
        """While all of `when` are true, one of `then` must be, or `amount` units are breached."""
        self._go_on()
        clause = ({-literal for literal in when} | set(then)) - {FALSE}
        if TRUE in clause or any(-literal in clause for literal in clause):
            return
        ordered = sorted(clause, key=abs)
        if rule.penalty is None:
            self.model.add_bool_or([self.variable(literal) for literal in ordered])
        elif len(ordered) <= 1:
            self._charge(rule, -ordered[0] if ordered else TRUE, amount)
        elif rule.penalty:
            breach = self._choice()
            self.model.add_bool_or([self.variable(literal) for literal in (*ordered, breach)])
            self._charge(rule, breach, amount)

    def avoid(self, rule: Rule, cases: Iterable[Sequence[Literal]], amount: int = 1) -> None:
        """No case has all its literals true, or `amount` units are breached once: all cases share the breach."""
        able = [case for case in cases if FALSE not in case]
        if rule.penalty is None or len(able) <= 1:
            for case in able:
                self.require(rule, case, amount=amount)
        elif rule.penalty:
            breach = self._choice()
            for case in able:
                self.model.add_bool_or([self.variable(literal) for literal in (*(-each for each in case), breach)])
            self._charge(rule, breach, amount)

    def at_most(self, rule: Rule, terms: Iterable[Term], limit: int, amount: int = 1) -> None:
        """The terms weigh at most `limit`; each unit above it is `amount` units of breach."""
        weights, certain = self._weigh(terms)
        room, most = limit - certain, sum(weight for weight in weights.values() if weight > 0)
        if most <= room:
            return
        if len(weights) - 1 == room and set(weights.values()) == {1}:
            self.require(rule, weights, amount=amount)
        elif rule.penalty is None:
            self.model.add(self._sum(weights) <= room)
        elif rule.penalty:
            excess = self.model.new_int_var(0, most - room, "")
            self.model.add(self._sum(weights) <= room + excess)
            self._cost(rule, excess, rule.penalty * amount)

    def streak(self, rule: Rule, chain: Sequence[Literal], least: int, most: int) -> None:
        """Clauses over each window of one more than `most`, and over each run of fewer than `least` with its ends."""
        for start in range(len(chain) - most):
            self.require(rule, chain[start : start + most + 1])
        for length in range(1, least):
            for start in range(1, len(chain) - length):
                end = start + length
                self.require(rule, chain[start:end], [chain[start - 1], chain[end]])

    def squared(self, rule: Rule, terms: Iterable[Term], offset: int, tolerance: int) -> None:
        """What lies beyond the tolerance is breached, squared, as steps of growing penalty: a tight relaxation."""
        weights, certain = self._weigh(terms)
        low = offset + certain + sum(weight for weight in weights.values() if weight < 0)
        high = offset + certain + sum(weight for weight in weights.values() if weight > 0)
        costs = [max(0, abs(value) - tolerance) ** 2 for value in range(low, high + 1)]
        if rule.penalty:
            self._convex(rule, self._sum(weights) + offset + certain - low, costs)

    def peak(self, rule: Rule, groups: Iterable[tuple[Sequence[Term], int]], tolerance: int) -> None:
        """What the largest absolute value has beyond the tolerance is breached."""
        sums = [(*self._weigh(terms), offset) for terms, offset in groups]
        most = max((sum(map(abs, w.values())) + abs(certain + offset) for w, certain, offset in sums), default=0)
        steps = [self.model.new_bool_var("") for _ in range(max(0, most - tolerance))]
        self._ordered(steps)
        top = cp_model.LinearExpr.sum(steps) + tolerance
        for weights, certain, offset in sums:
            value = self._sum(weights) + certain + offset
            self.model.add(value <= top)
            self.model.add(value >= -top)
        for step in steps if rule.penalty else ():
            self._cost(rule, step, rule.penalty or 0)

    def spread(self, rule: Rule, groups: Iterable[tuple[Sequence[Term], int]], unit: int) -> None:
        """Each begun `unit` of the largest difference is breached; of equal shares only the extremes are compared."""
        alike: dict[int, list[Sequence[Term]]] = {}
        heaviest = 0
        for terms, share in groups:
            alike.setdefault(share, []).append(terms)
            heaviest = max(heaviest, sum(abs(weight) for _, weight in terms))
        widest = 2 * heaviest * max(alike, default=0) if rule.penalty is not None else 0
        steps = [self.model.new_bool_var("") for _ in range(0, widest, unit)]
        self._ordered(steps)
        top = self.model.new_int_var(0, len(steps), "")
        self.model.add(top == cp_model.LinearExpr.sum(steps))
        extremes = [(share, *self._extremes(same, heaviest)) for share, same in alike.items()]
        for (share, least, _), (others, _, most) in product(extremes, repeat=2):
            self.model.add(share * most - others * least <= unit * top)
        for step in steps if rule.penalty else ():
            self._cost(rule, step, rule.penalty or 0)

    def variable(self, literal: Literal) -> cp_model.LiteralT:
        """The model's own form of a literal."""
        variable = self._variables[abs(literal)]
        return variable if literal > 0 else variable.negated()

    def penalty_of(self, rules: Iterable[Rule]) -> cp_model.LinearExprT:
        """What the breaches of some rules cost together."""
        costs = [self.costs[rule.name] for rule in rules if rule.name in self.costs]
        variables = [variable for cost in costs for variable in cost.variables]
        penalties = [penalty for cost in costs for penalty in cost.penalties]
        return cp_model.LinearExpr.weighted_sum(variables, penalties) + sum(cost.certain for cost in costs)

    def fix(self, roster: Roster) -> None:
        """Allow no other roster than this one."""
        for (seat, who), literal in self._holds.items():
            self.model.add(self.variable(literal) == (roster.holders.get(seat) == who))
        for key, literal in self._off.items():
            self.model.add(self.variable(literal) == (key in roster.days_off))

    def roster(self, true: Callable[[cp_model.LiteralT], bool]) -> Roster:
        """The roster that a solution stands for."""
        holders = {seat: who for (seat, who), literal in self._holds.items() if true(self.variable(literal))}
        days_off = frozenset(key for key, literal in self._off.items() if true(self.variable(literal)))
        return Roster(self.problem, holders, days_off)

    def _able(self, seat: Seat, people: Sequence[str], candidates: Callable[[Seat, str], bool]) -> list[str]:
        self._go_on(len(people))
        return [who for who in people if candidates(seat, who)]

    def _go_on(self, work: int = 1) -> None:
        """Count what is built, and ask now and then whether there is time for more."""
        self._work += work
        if self._work >= _SPELL:
            self._work = 0
            if self._ended():
                raise OutOfTime

    def _choice(self) -> Literal:
        self._go_on()
        self._variables.append(self.model.new_bool_var(""))
        return len(self._variables) - 1

    def _seated(self, seat: str) -> Literal:
        """Somebody or nobody holds the seat; nobody is the variable, so that its penalty is plainly never below 0."""
        empty = self._choice()
        holders = [self.variable(self._holds[seat, who]) for who in self._candidates[seat]]
        self.model.add_exactly_one([*holders, self.variable(empty)])
        return -empty

    def _count(self, one: Literal, other: Literal) -> None:
        """Let the relaxation know that either and both of two literals are together as many as the two."""
        either, both = self.any_of([one, other]), self.all_of([one, other])
        weights, certain = self._weigh([(either, 1), (both, 1), (one, -1), (other, -1)])
        self.model.add(self._sum(weights) == -certain)

    def _disjunction(self, literals: Sequence[Literal]) -> Literal:
        result = self._choice()
        self._parts[result] = literals
        self.model.add_bool_or([self.variable(literal) for literal in (*literals, -result)])
        for literal in literals:
            self.model.add_implication(self.variable(literal), self.variable(result))
        return result

    def _weigh(self, terms: Iterable[Term]) -> tuple[dict[Literal, int], int]:
        """The weights of undecided literals by positive literal, and the weight that is certain."""
        weights: dict[Literal, int] = {}
        certain = 0
        for literal, weight in terms:
            if literal < 0:
                certain += weight
            signed = weight if literal > 0 else -weight
            if abs(literal) == TRUE:
                certain += signed
            else:
                weights[abs(literal)] = weights.get(abs(literal), 0) + signed
        return weights, certain

    def _extremes(self, groups: Iterable[Sequence[Term]], heaviest: int) -> tuple[cp_model.IntVar, cp_model.IntVar]:
        """Variables that are no more than the least and no less than the largest weight."""
        least, most = (self.model.new_int_var(-heaviest, heaviest, "") for _ in range(2))
        for terms in groups:
            weights, certain = self._weigh(terms)
            total = self.model.new_int_var(-heaviest, heaviest, "")
            self.model.add(self._sum(weights) + certain == total)
            self.model.add(least <= total)
            self.model.add(total <= most)
        return least, most

    def _sum(self, weights: dict[Literal, int]) -> cp_model.LinearExprT:
        return cp_model.LinearExpr.weighted_sum([self._variables[key] for key in weights], list(weights.values()))

    def _convex(self, rule: Rule, height: cp_model.LinearExprT, costs: Sequence[int]) -> None:
        """Breach `costs[height]` units, where each further step costs no less than the one before."""
        penalty = rule.penalty or 0
        steps = [self.model.new_bool_var("") for _ in costs[1:]]
        self.model.add(height == cp_model.LinearExpr.sum(steps))
        self._ordered(steps)
        for step, (cost, next_cost) in zip(steps, pairwise(costs), strict=True):
            self._cost(rule, step, penalty * (next_cost - cost))
        self.costs.setdefault(rule.name, Cost()).certain += penalty * costs[0]

    def _ordered(self, steps: Sequence[cp_model.IntVar]) -> None:
        for step, following in pairwise(steps):
            self.model.add_implication(following, step)

    def _charge(self, rule: Rule, literal: Literal, amount: int) -> None:
        penalty = (rule.penalty or 0) * amount
        if literal < 0:
            self.costs.setdefault(rule.name, Cost()).certain += penalty
        self._cost(rule, self._variables[abs(literal)], penalty if literal > 0 else -penalty)

    def _cost(self, rule: Rule, variable: cp_model.IntVar, penalty: int) -> None:
        cost = self.costs.setdefault(rule.name, Cost())
        cost.variables.append(variable)
        cost.penalties.append(penalty)
