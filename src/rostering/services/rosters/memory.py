"""What a service remembers of its store between two looks: inputs until they change, and rosters, which never do."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from rostering.domain.inputs import Inputs
from rostering.rosters.outlines import Outline
from rostering.rosters.version import Publication, Version
from rostering.services.cases.case import Case, as_told, case_of
from rostering.services.clock import today_in
from rostering.spans import Period
from rostering.store import Pulse, Reading, recalling

MOST, CASES = 24, 4
"""Rosters, and cases, that are remembered: the ones last looked at."""
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass
class _Moment:
    """What was read while nothing changed."""

    pulse: Pulse
    inputs: Inputs | None = None
    publications: tuple[Publication, ...] | None = None
    cases: dict[tuple[Period, int, date], Case] = field(default_factory=dict)


@dataclass
class Memory:
    """Of one store; threads may share it, as what is put in is never changed."""

    _moment: _Moment | None = None
    _published: tuple[Publication, ...] = ()
    _versions: dict[int, Version] = field(default_factory=dict)

    def inputs(self, reading: Reading) -> Inputs:
        """The inputs as last saved. Raises NoInputs."""
        moment = self._now(reading)
        if moment.inputs is None:
            moment.inputs = reading.read_inputs()
        return moment.inputs

    def publications(self, reading: Reading) -> tuple[Publication, ...]:
        """All publications, as `Reading` has them."""
        moment = self._now(reading)
        if moment.publications is None:
            moment.publications = self._published = reading.read_publications(self._published)
        return moment.publications

    def versions(self, reading: Reading, outlines: Iterable[Outline]) -> dict[int, Version]:
        """These rosters, in order of their numbers; the store is asked for those that are not known."""
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

    def known_publications(self) -> tuple[Publication, ...]:
        """The publications that are remembered."""
        return self._published

    @contextmanager
    def used(self, store: str) -> Iterator[None]:
        """Let all looks at its store within ask this memory first."""
        with recalling(store, self):
            yield

    def case(self, reading: Reading, version: Version, period: Period | None = None) -> Case:
        """The case of a roster, by default of its whole period, with the absences and pins that it was made for."""
        moment, inputs = self._now(reading), self.inputs(reading)
        key = period or version.period, version.number, today_in(inputs.organisation.zone)
        case = moment.cases.get(key) or case_of(
            reading, key[0], as_told(inputs, version), known=self.publications(reading), today=key[2]
        )
        moment.cases = _newest(moment.cases, {key: case}, CASES)
        return case

    def _now(self, reading: Reading) -> _Moment:
        pulse, known = reading.pulse(), self._moment
        if known is None or known.pulse != pulse:
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
