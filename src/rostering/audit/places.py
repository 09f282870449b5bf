"""Places of breaches: what a rule is broken about, before a change and after it, whatever by how much."""

from collections import Counter
from collections.abc import Iterable

from rostering.domain.findings import Breach, JudgedBreach
from rostering.rules.book import RULES

Place = tuple[object, ...]
_MEASURES = {rule.name: rule.measures for rule in RULES if rule.measures}
"""How many words at the end of what their breaches are about say by how much."""


def place_of(breach: Breach) -> Place:
    """What a breach is about: of some rules it is the same one that grows and shrinks, of others each is by itself."""
    measures = _MEASURES.get(breach.rule, 0)
    if not measures:
        return breach.rule, breach.penalty is None, breach.about, breach.seats
    about, by = breach.about[:-measures], breach.about[-measures:]
    too_little = len(by) == 1 and by[0].startswith("-")  # the other side of a fair share is another matter
    return breach.rule, breach.penalty is None, about, too_little


def dearer(breaches: Iterable[JudgedBreach], others: Iterable[JudgedBreach]) -> list[JudgedBreach]:
    """The breaches that others do not have, nor have one that is as great at the same place."""
    found, known = list(breaches), list(others)
    now, then, same = _weights(found), _weights(known), {judged.breach for judged in known}
    new = (judged for judged in found if judged.breach not in same)
    return [one for one in new if now[place_of(one.breach)] > then[place_of(one.breach)]]


def _weights(breaches: Iterable[JudgedBreach]) -> Counter[Place]:
    """What is broken at each place: what it costs, or units of what is forbidden."""
    weights: Counter[Place] = Counter()
    for judged in breaches:
        breach = judged.breach
        weights[place_of(breach)] += breach.amount if breach.penalty is None else breach.penalty
    return weights
