"""What a service remembers of its store between two looks: inputs until they change, and rosters, which never do."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from rostering.domain.callouts import Worked
from rostering.domain.charges import Frozen
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Leave
from rostering.domain.seats import Pin
from rostering.rosters.outlines import Outline
from rostering.rosters.version import Publication, Version
from rostering.services.cases.case import Case, CaseGround, as_told, case_of, worked_in
from rostering.services.clock import today_in
from rostering.spans import Period
from rostering.store import Pulse, Reading, forgotten, recalling

MOST, CASES = 24, 4
"""Rosters, and cases, that are remembered: the ones last looked at."""
Key = TypeVar("Key")
Value = TypeVar("Value")
_CaseKey = tuple[Period, tuple[Leave, ...], tuple[Pin, ...], date]


@dataclass
class _Moment:
    """What was read while nothing changed."""

    pulse: Pulse
    inputs: Inputs | None = None
    publications: tuple[Publication, ...] | None = None
    frozen: tuple[Frozen, ...] | None = None
    worked: tuple[Worked, ...] | None = None


@dataclass
class Memory:
    """Of one store; threads may share it, as what is put in is never changed."""

    _moment: _Moment | None = None
    _inputs: Inputs | None = None
    """As they were last read, so that equal ones are the same."""
    _published: tuple[Publication, ...] = ()
    _cases: dict[_CaseKey, tuple[CaseGround, Case]] = field(default_factory=dict)
    _versions: dict[int, Version] = field(default_factory=dict)

    def inputs(self, reading: Reading) -> Inputs:
        """The inputs as last saved. Raises NoInputs."""
        moment = self._now(reading)
        if moment.inputs is None:
            inputs, known = reading.read_inputs(), self._inputs
            moment.inputs = self._inputs = known if known is not None and known == inputs else inputs
        return moment.inputs

    def publications(self, reading: Reading) -> tuple[Publication, ...]:
        """All publications, as `Reading` has them."""
        moment = self._now(reading)
        if moment.publications is None:
            moment.publications = self._published = reading.read_publications(self._published)
        return moment.publications

    def versions(self, reading: Reading, outlines: Iterable[Outline]) -> dict[int, Version]:
        """These rosters, in order of their numbers; the store is asked for those that are not known."""
        self._now(reading)
        wanted = {one.number: one for one in sorted(outlines, key=lambda one: one.number)}
        kept = self._versions
        known = {number: kept[number] for number, one in wanted.items() if _is(kept.get(number), one)}
        found = {**known, **reading.versions([number for number in wanted if number not in known])}
        self._versions = _newest(kept, found, MOST)
        return {number: found[number] for number in wanted}

    def version(self, reading: Reading, number: int) -> Version:
        """One roster. Raises NoRoster, UnknownRoster."""
        found = self.versions(reading, [one for one in reading.outlines() if one.number == number])
        return found.get(number) or reading.read_version(number)

    def known_inputs(self, pulse: Pulse) -> Inputs | None:
        """The inputs of a state of the store, if they are remembered."""
        known = self._moment
        return known.inputs if known and known.pulse == pulse else None

    def known_publications(self, pulse: Pulse) -> tuple[Publication, ...]:
        """The publications that are remembered, if nobody in them was forgotten since."""
        return self._published if self._moment and forgotten(self._moment.pulse) == forgotten(pulse) else ()

    @contextmanager
    def used(self, store: str) -> Iterator[None]:
        """Let all looks at its store within ask this memory first."""
        with recalling(store, self):
            yield

    def case(self, reading: Reading, version: Version, period: Period | None = None) -> Case:
        """The case of a roster, by default of its whole period, with the absences and pins that it was made for.

        Rosters that were made for the same have one case, which is good for as long as what it rests on is the same.
        """
        ground = self.inputs(reading), self.publications(reading), self._frozen(reading), self._worked(reading)
        return self.case_on(reading, version, period or version.period, ground)

    def case_on(self, reading: Reading, version: Version, period: Period, ground: CaseGround) -> Case:
        """The case of a roster by what it rests on."""
        inputs, publications, _prices, _worked = ground
        key = period, version.absences, version.pins, today_in(inputs.organisation.zone)
        kept = self._cases.get(key)
        if kept is None or kept[0] != ground:
            case = case_of(reading, period, as_told(inputs, version), known=publications, today=key[3])
            kept = ground, case
        self._cases = _newest(self._cases, {key: kept}, CASES)
        return kept[1]

    def _frozen(self, reading: Reading) -> tuple[Frozen, ...]:
        """The prices that were kept."""
        moment = self._now(reading)
        if moment.frozen is None:
            moment.frozen = reading.charges.frozen()
        return moment.frozen

    def _worked(self, reading: Reading) -> tuple[Worked, ...]:
        """The hours of call-outs."""
        moment = self._now(reading)
        if moment.worked is None:
            moment.worked = worked_in(reading)
        return moment.worked

    def _now(self, reading: Reading) -> _Moment:
        pulse, known = reading.pulse(), self._moment
        if known is None or known.pulse != pulse:
            if known is None or forgotten(known.pulse) != forgotten(pulse):
                self._published, self._versions, self._cases = (), {}, {}
            self._moment = known = _Moment(pulse)
        return known


def once(memory: Memory | None) -> Memory:
    """A memory for one look, where there is none to share."""
    return Memory() if memory is None else memory


def _newest(kept: dict[Key, Value], found: dict[Key, Value], most: int) -> dict[Key, Value]:
    """What was kept and is found now, without what was looked at longest ago."""
    others = {key: value for key, value in kept.items() if key not in found}
    return dict([*others.items(), *found.items()][-most:])


def _is(version: Version | None, one: Outline) -> bool:
    """Whether a roster is the one of an outline, also after the store was brought back from elsewhere."""
    return version is not None and (version.created, version.period) == (one.created, one.period)
