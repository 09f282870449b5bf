"""What falls due when: cadences of packages over the dates on which customers have them.

A unit is cut in as many stretches as something is owed in it, as even as dates allow. In each stretch it is due once if
agreements cover at least half of its dates, by the last date that they cover. So what starts, ends or changes within a
unit is prorated, and nothing falls due on a date without an agreement.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, pairwise

from rostering.domain.catalogue import Package
from rostering.domain.dues import Due, Meeting, Owed
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement
from rostering.domain.promises import Cadence, Counted
from rostering.spans import DAY, Period, joined

_LONGEST = 366
"""No stretch has more days."""
_Covered = Mapping[tuple[str, str, object], tuple[Cadence, tuple[Period, ...]]]
"""The dates without a gap on which a customer has a cadence, by customer, its id, and how it is counted."""


def dues_in(agreements: Iterable[Agreement], packages: Mapping[str, Package], period: Period) -> tuple[Due, ...]:
    """What falls due on the dates of a period, by date and key."""
    found: dict[str, Due] = {}
    around = period.widened(_LONGEST, _LONGEST)
    for (customer, _id, _counted), (cadence, runs) in _covered(agreements, packages).items():
        for due in _dues(customer, cadence, runs, around):
            # A package that counts otherwise may have the same stretch, if each covers just half of it: once is enough.
            twin = found.get(due.key)
            found[due.key] = due if twin is None or twin.day < due.day else twin
    return tuple(sorted((due for due in found.values() if due.day in period), key=lambda due: (due.day, due.key)))


def meetings_of(inputs: Inputs, kept: Iterable[Owed]) -> tuple[Meeting, ...]:
    """What is still due at fixed hours, by who holds it; `kept` is all about which something was done."""
    managers = {customer.id: customer.account_manager for customer in inputs.customers}
    found = []
    for owed in (replace(one, manager=managers.get(one.due.customer)) for one in kept):
        span = owed.span(inputs.organisation.zone)
        if span and owed.holder and not owed.settled and _is_promised(inputs, owed.due):
            found.append(Meeting(owed.holder, span, owed.due.cadence.name))
    return tuple(sorted(found))


def _is_promised(inputs: Inputs, due: Due) -> bool:
    theirs = [agreement for agreement in inputs.agreements if agreement.customer == due.customer]
    return any(one.key == due.key for one in dues_in(theirs, inputs.catalogue.packages, due.stretch))


def _covered(agreements: Iterable[Agreement], packages: Mapping[str, Package]) -> _Covered:
    """Agreements that follow one another go on with what they promise alike."""
    dates: dict[tuple[str, str, object], list[Period]] = defaultdict(list)
    cadences: dict[tuple[str, str, object], Cadence] = {}
    for agreement in sorted(agreements, key=lambda one: (one.customer, one.first)):
        for cadence in packages[agreement.package].cadences:
            place = agreement.customer, cadence.id, (cadence.often, cadence.counted)
            dates[place].append(Period(agreement.first, agreement.last or date.max))
            cadences[place] = cadence
    return {place: (cadences[place], joined(held)) for place, held in dates.items()}


def _dues(customer: str, cadence: Cadence, runs: tuple[Period, ...], around: Period) -> Iterator[Due]:
    if cadence.counted is Counted.CALENDAR:
        reach = _shared(around, Period(runs[0].first, runs[-1].last))
        units = _calendar_units(cadence, reach) if reach else iter(())
        yield from _in_units(customer, cadence, runs, units)
        return
    for run in runs:
        reach = _shared(around, run)
        yield from _in_units(
            customer, cadence, (run,), _anniversaries(cadence, run.first, reach) if reach else iter(())
        )


def _in_units(customer: str, cadence: Cadence, runs: Iterable[Period], units: Iterable[Period]) -> Iterator[Due]:
    runs = tuple(runs)
    for unit in units:
        for stretch in _stretches(unit, cadence.often.times):
            held = [both for run in runs if (both := _shared(stretch, run))]
            if held and 2 * sum(map(len, held)) >= len(stretch):
                yield Due(customer, cadence, stretch, held[-1].last)


def _calendar_units(cadence: Cadence, reach: Period) -> Iterator[Period]:
    """The calendar's units that have dates of the reach."""
    unit = cadence.often.unit.of(reach.first)
    while unit.first <= reach.last:
        yield unit
        unit = cadence.often.unit.of(unit.last + DAY)


def _anniversaries(cadence: Cadence, start: date, reach: Period) -> Iterator[Period]:
    """The units from a start on that have dates of the reach."""
    unit = cadence.often.unit
    for number in count():
        first, following = unit.after(start, number), unit.after(start, number + 1)
        if first > reach.last:
            return
        if following > reach.first:
            yield Period(first, following - DAY)


def _stretches(unit: Period, times: int) -> Iterator[Period]:
    """A unit in so many parts, as even as dates allow."""
    ends = [len(unit) * number // times for number in range(times + 1)]
    for first, last in pairwise(ends):
        yield Period(unit.first + timedelta(days=first), unit.first + timedelta(days=last - 1))


def _shared(one: Period, other: Period) -> Period | None:
    """The dates of both."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Period(first, last) if first <= last else None
