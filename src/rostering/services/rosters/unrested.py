"""Unrested: published duties that begin too soon after their holder was called out."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from rostering.domain.inputs import Inputs
from rostering.domain.radar import Clash, ClashReason
from rostering.domain.seats import Duty
from rostering.rosters.history import current_duties, held_on
from rostering.rosters.version import Publication
from rostering.rules.book import rules_of
from rostering.rules.callouts import RestAfterCallout
from rostering.rules.rule import that_forbid
from rostering.services.cases.case import worked_in
from rostering.spans import Period, Span
from rostering.store import Reading

_Identity = tuple[str, int, tuple[str, ...]]


def unrested(
    reading: Reading, publications: Sequence[Publication], inputs: Inputs, known: Collection[_Identity]
) -> tuple[Clash, ...]:
    """The duties that the rule of rest after call-outs forbids, but for clashes that are known for another reason.

    One clash has the duties of one consultant on dates that one roster holds without a gap; by first duty, then
    consultant.
    """
    rules = [rule for rule in that_forbid(rules_of(inputs.policy)) if isinstance(rule, RestAfterCallout)]
    worked: dict[str, list[Span]] = defaultdict(list)
    for one in worked_in(reading):
        worked[one.consultant].append(one.span)
    if not (rules and worked):
        return ()
    held = held_on(publications)
    found: dict[tuple[str, int, Period], list[Duty]] = {}
    for duty in current_duties(publications):
        who = duty.consultant
        if who in worked and any(rule.is_too_soon(duty.seat, worked[who]) for rule in rules):
            found.setdefault((who, *held[duty.seat.day]), []).append(duty)
    made = [
        Clash(who, roster, ClashReason.CALLED_OUT, None, period, tuple(duties), _late(rules, duties[0], worked[who]))
        for (who, roster, period), duties in found.items()
    ]
    new = [clash for clash in made if clash.identity not in known]
    return tuple(sorted(new, key=lambda clash: (clash.duties[0].seat.span, clash.consultant)))


def _late(rules: Sequence[RestAfterCallout], duty: Duty, worked: Sequence[Span]) -> datetime | None:
    """When the first of the duties may begin by all the rules; None where it would be over."""
    starts = [rule.soonest(duty.seat, worked) for rule in rules]
    known = [start for start in starts if start]
    return max(known) if len(known) == len(starts) else None
