"""Vacancies: for each empty seat who could be asked, and what rules them out."""

from collections.abc import Sequence
from dataclasses import replace

from rostering.audit.judgement import judge
from rostering.domain.findings import Candidate, EmptySeat
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule

COULD = "could take the seat"
"""The reason of a candidate whom no rule keeps away."""


def empty_seats(roster: Roster, rules: Sequence[Rule]) -> tuple[EmptySeat, ...]:
    """The seats without a holder, in order of time, each with everyone who has its role."""
    empty = [seat for seat in roster.problem.seats if seat.id not in roster.holders]
    return tuple(EmptySeat(seat.id, candidates_for(roster, seat.id, rules)) for seat in empty)


def candidates_for(roster: Roster, seat: str, rules: Sequence[Rule]) -> tuple[Candidate, ...]:
    """Everyone who has the seat's role, with what rules them out."""
    role = roster.problem.seat[seat].role
    able = [consultant.id for consultant in roster.problem.consultants if role in consultant.roles]
    return tuple(Candidate(who, reason_against(roster, seat, who, rules)) for who in able)


def reason_against(roster: Roster, seat: str, consultant: str, rules: Sequence[Rule]) -> str:
    """The forbidden breaches that the consultant in this seat would add, in sentences; COULD if there are none."""
    forbidding = [rule for rule in rules if rule.price is None]
    for view in (alone(roster, consultant), roster):
        before = {judged.breach for judged in judge(view, forbidding).breaches}
        after = judge(view.with_holder(seat, consultant), forbidding).breaches
        if added := [judged.text for judged in after if judged.breach not in before]:
            return " ".join(added)
    return COULD


def alone(roster: Roster, consultant: str) -> Roster:
    """The roster as it concerns one person: quick to judge, and enough for most reasons."""
    whole = roster.problem
    leave = tuple(leave for leave in whole.leave if leave.consultant == consultant)
    problem = replace(whole, consultants=(whole.consultant[consultant],), leave=leave, accounts=())
    held = {seat: holder for seat, holder in roster.holders.items() if holder == consultant}
    return Roster(problem, held, frozenset(day_off for day_off in roster.days_off if day_off[0] == consultant))
