"""Exchanges: duties that change hands together, and the compensating days that come and go with them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.mend.alternatives import handed_over
from rostering.solver.plan.surplus_days_off import tidied


def exchanged(roster: Roster, rules: Sequence[Rule], moves: Mapping[str, str]) -> Roster:
    """The roster in which seats are held by others, each of whom gets the days off that the duty needs.

    All of the seats are given up before any is taken, so that two people can trade. What the earlier holders have of
    days off that nothing needs any more goes. Whether it is lawful is for the audit to say.
    """
    changed = roster
    for seat in moves:
        changed = changed.with_holder(seat, None)
    for seat, who in moves.items():
        changed = handed_over(changed, rules, seat, who)
    givers = {holder for seat in moves if (holder := roster.holders.get(seat))}
    kept = tidied(changed.among(givers), rules).days_off
    others = frozenset(off for off in changed.days_off if off[0] not in givers)
    return replace(changed, days_off=others | kept)
