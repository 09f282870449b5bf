"""Parts: connected components, by union-find (Galler and Fischer 1964); teams that share nobody are planned apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rostering.demand.cuts import of_teams
from rostering.demand.problem import Problem
from rostering.domain.seats import Seat
from rostering.rules.rule import Rule, that_forbid
from rostering.rules.spacing import blocks_of
from rostering.spans import Period


@dataclass(frozen=True)
class IndependentPart:
    """Teams and people that have nothing to do with the others."""

    teams: frozenset[str]
    people: frozenset[str]

    def of(self, problem: Problem) -> Problem:
        """The problem of the part's teams and people alone, with all that is published of teams they have served."""
        return of_teams(problem, self.teams, self.people)


def parts_of(problem: Problem, rules: Sequence[Rule]) -> tuple[IndependentPart, ...]:
    """The parts of a problem, in the order of their first people; one that has no seats joins the first.

    Rules connect the seats of one team, and those that one person may hold; whom a team can never see, for a reason
    that does not change with the date, does not connect it with another.
    """
    roots: dict[str, str] = {}
    for team, who in [*_candidacies(problem, rules), *_running(problem)]:
        _join(roots, f"team {team}", f"person {who}")
    groups: dict[str, list[str]] = {}
    for key in [*(f"person {who.id}" for who in problem.consultants), *(f"team {s.team}" for s in problem.seats)]:
        groups.setdefault(_root(roots, key), []).append(key)
    parts = [_part(keys) for keys in groups.values()]
    staffed = [part for part in parts if part.teams]
    idle = [who for part in parts if not part.teams for who in part.people]
    if not staffed:
        return (_part(roots | {f"person {who.id}": "" for who in problem.consultants}),)
    return (replace(staffed[0], people=staffed[0].people | frozenset(idle)), *staffed[1:])


def _candidacies(problem: Problem, rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    """The teams with those who may serve them."""
    lasting = [rule for rule in that_forbid(rules) if rule.timeless]
    for seat in _samples(problem.seats):
        for who in problem.consultants:
            if not any(rule.rules_out(problem, seat, who.id) for rule in lasting):
                yield seat.team, who.id


def _running(problem: Problem) -> Iterator[tuple[str, str]]:
    """Those with a published duty in a block that goes on in the period: how long it is depends on its seats."""
    blocks = blocks_of([*problem.seats, *(duty.seat for duty in problem.given)])
    for duty in problem.given:
        who, (team, first, last) = duty.consultant, blocks[duty.seat.team, duty.seat.day]
        if who and who in problem.consultant and Period(first, last).overlaps(problem.period):
            yield team, who


def _samples(seats: Iterable[Seat]) -> Iterable[Seat]:
    """One seat of each team, pool and role: to what is timeless they are all alike."""
    return {(seat.team, seat.pool, seat.role): seat for seat in seats}.values()


def _part(keys: Iterable[str]) -> IndependentPart:
    words = [key.split(" ", 1) for key in keys]
    teams, people = (frozenset(name for kind, name in words if kind == wanted) for wanted in ("team", "person"))
    return IndependentPart(teams, people)


def _root(roots: dict[str, str], key: str) -> str:
    while (parent := roots.setdefault(key, key)) != key:
        roots[key] = roots[parent]
        key = parent
    return key


def _join(roots: dict[str, str], one: str, other: str) -> None:
    roots[_root(roots, one)] = _root(roots, other)
