"""Vacancies: for each empty seat who could be asked, and what rules them out."""

from collections.abc import Sequence
from dataclasses import replace

from rostering.audit.judgement import judge
from rostering.domain.findings import Breach, Candidate, EmptySeat, JudgedBreach
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule

COULD = "could take the seat"
"""The reason of a candidate whom no rule keeps away."""


def empty_seats(roster: Roster, rules: Sequence[Rule]) -> tuple[EmptySeat, ...]:
    """The seats without a holder, in order of time, each with everyone who has its role."""
    interview = Interview(roster, rules)
    empty = [seat.id for seat in roster.problem.seats if seat.id not in roster.holders]
    return tuple(EmptySeat(seat, interview.candidates(seat)) for seat in empty)


def candidates_for(roster: Roster, seat: str, rules: Sequence[Rule]) -> tuple[Candidate, ...]:
    """Everyone who has one seat's role, with what rules them out."""
    return Interview(roster, rules).candidates(seat)


class Interview:
    """Asks of one roster what speaks against giving its seats to others."""

    def __init__(self, roster: Roster, rules: Sequence[Rule]) -> None:
        self._forbidding = [rule for rule in rules if rule.price is None]
        self._roster = roster
        self._views: dict[str, tuple[Roster, ...]] = {}
        self._known: dict[int, frozenset[Breach]] = {}

    def candidates(self, seat: str) -> tuple[Candidate, ...]:
        """Everyone who has the seat's role, with what rules them out."""
        role = self._roster.problem.seat[seat].role
        able = [consultant.id for consultant in self._roster.problem.consultants if role in consultant.roles]
        return tuple(Candidate(who, self.reason_against(seat, who)) for who in able)

    def reason_against(self, seat: str, consultant: str) -> str:
        """The forbidden breaches that the consultant in this seat would add, in sentences; COULD if there are none."""
        for view in self._views_of(consultant):
            changed = view.with_holder(seat, consultant)
            added = [judged.text for judged in judge(changed, self._forbidding).breaches if self._is_new(judged, view)]
            if added:
                return " ".join(added)
        return COULD

    def _views_of(self, consultant: str) -> tuple[Roster, ...]:
        """What to judge: first the consultant alone, quick and enough for most reasons, then the whole roster."""
        if consultant not in self._views:
            self._views[consultant] = (alone(self._roster, consultant), self._roster)
        return self._views[consultant]

    def _is_new(self, judged: JudgedBreach, view: Roster) -> bool:
        if id(view) not in self._known:
            known = judge(view, self._forbidding).breaches
            self._known[id(view)] = frozenset(judged.breach for judged in known)
        return judged.breach not in self._known[id(view)]


def alone(roster: Roster, consultant: str) -> Roster:
    """The roster as it concerns one person."""
    whole = roster.problem
    leave = tuple(leave for leave in whole.leave if leave.consultant == consultant)
    problem = replace(whole, consultants=(whole.consultant[consultant],), leave=leave, accounts=())
    held = {seat: holder for seat, holder in roster.holders.items() if holder == consultant}
    return Roster(problem, held, frozenset(day_off for day_off in roster.days_off if day_off[0] == consultant))
