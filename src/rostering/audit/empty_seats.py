"""Vacancies: for each empty seat who could be asked, and what rules them out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from rostering.audit.judgement import judge
from rostering.domain.findings import Breach, Candidate, EmptySeat, JudgedBreach
from rostering.language import said
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, that_forbid

COULD = said("could take the seat")
"""The reason of a candidate whom no rule keeps away."""


NOT_ASKED = said("not looked into, for want of time; explaining the seat does it")
"""The reason of a candidate of whom nothing is known yet."""


def empty_seats(
    roster: Roster, rules: Sequence[Rule], ended: Callable[[], bool] = lambda: False
) -> tuple[EmptySeat, ...]:
    """The seats without a holder, in order of time, each with everyone who has its role.

    Once it has `ended`, candidates are named without looking into what rules them out.
    """
    check = CandidateCheck(roster, rules, ended)
    empty = [seat.id for seat in roster.problem.seats if seat.id not in roster.holders]
    return tuple(EmptySeat(seat, check.candidates(seat)) for seat in empty)


def candidates_for(roster: Roster, seat: str, rules: Sequence[Rule]) -> tuple[Candidate, ...]:
    """Everyone who has one seat's role, with what rules them out."""
    return CandidateCheck(roster, rules).candidates(seat)


class CandidateCheck:
    """Asks of one roster what speaks against giving its seats to others."""

    def __init__(self, roster: Roster, rules: Sequence[Rule], ended: Callable[[], bool] = lambda: False) -> None:
        forbidding = that_forbid(rules)
        self._personal = [rule for rule in forbidding if rule.personal]
        self._common = [rule for rule in forbidding if not rule.personal]
        self._roster, self._ended = roster, ended
        self._views: dict[str, Roster] = {}
        self._known: dict[int, frozenset[Breach]] = {}

    def candidates(self, seat: str) -> tuple[Candidate, ...]:
        """Everyone who has the seat's role, with what rules them out."""
        return tuple(Candidate(who, self.reason_against(seat, who)) for who in self.able(seat))

    def able(self, seat: str) -> tuple[str, ...]:
        """Everyone who has the seat's role and is employed on a date of it: who has left is nobody to ask."""
        problem = self._roster.problem
        role, days = problem.seat[seat].role, problem.touched(problem.seat[seat])
        with_role = (one for one in problem.consultants if role in one.roles)
        return tuple(one.id for one in with_role if any(map(one.employed, days)))

    def reason_against(self, seat: str, consultant: str) -> str:
        """The forbidden breaches that the consultant in this seat would add, in sentences; COULD if there are none."""
        if self._ended():
            return NOT_ASKED
        return " ".join(judged.text for judged in self.added(seat, consultant)) or COULD

    def added(self, seat: str, consultant: str, days_off: Iterable[date] = ()) -> tuple[JudgedBreach, ...]:
        """The forbidden breaches that the consultant in this seat would add, also with these days off in exchange.

        Where the consultant's own duties bring some, these are all; else they are those that several people bring.
        """
        off = frozenset((consultant, day) for day in days_off)
        for view, rules in self._views_of(consultant):
            changed = view.with_holder(seat, consultant)
            judgement = judge(replace(changed, days_off=changed.days_off | off), rules)
            if added := [judged for judged in judgement.breaches if judged.breach not in self._known_in(view, rules)]:
                return tuple(added)
        return ()

    def _views_of(self, consultant: str) -> list[tuple[Roster, list[Rule]]]:
        """What to judge by which rules: the consultant alone, which is quick, and the whole roster where it matters."""
        if consultant not in self._views:
            self._views[consultant] = self._roster.among({consultant})
        views = [(self._views[consultant], self._personal), (self._roster, self._common)]
        return [(view, rules) for view, rules in views if rules]

    def _known_in(self, view: Roster, rules: Sequence[Rule]) -> frozenset[Breach]:
        if id(view) not in self._known:
            self._known[id(view)] = frozenset(judged.breach for judged in judge(view, rules).breaches)
        return self._known[id(view)]
