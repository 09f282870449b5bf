"""The greedy start: a lawful roster in no time, for the search to improve on."""

from collections import Counter
from collections.abc import Sequence

from rostering.audit.judgement import judge
from rostering.audit.vacancy import alone
from rostering.demand.problem import Problem
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule


def greedy_roster(problem: Problem, rules: Sequence[Rule]) -> Roster:
    """Give each seat in order of time to whom it suits with the fewest points so far; empty where it suits nobody.

    Each person is judged alone. Should the whole roster still break a forbidding rule, the empty one is returned.
    """
    forbidding = [rule for rule in rules if rule.price is None]
    own = {who.id: alone(Roster(problem, {}), who.id) for who in problem.consultants}
    points: Counter[str] = Counter()
    for seat in problem.seats:
        able = [who.id for who in problem.consultants if seat.role in who.roles]
        for who in sorted(able, key=lambda who: (points[who], who)):
            trial = own[who].with_holder(seat.id, who)
            if not judge(trial, forbidding).hard:
                own[who] = trial
                points[who] += seat.points
                break
    roster = Roster(problem, {seat: who for view in own.values() for seat, who in view.holders.items()})
    return Roster(problem, {}) if judge(roster, forbidding).hard else roster
