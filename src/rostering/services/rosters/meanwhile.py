"""What became of rosters since somebody looked at them, in a sentence each, so that two who work at once are told."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rostering.language import _
from rostering.language.formats import moment
from rostering.rosters.outlines import Outline
from rostering.rosters.version import Version
from rostering.services.access.freshness import changed_meanwhile, entries_since
from rostering.services.cases.versions import directory_of
from rostering.store import LogEntry, Reading

_ROSTER = re.compile(r"roster (\d+)")
_ACTS = ("plan", "assign", "undo", "replan", "discard", "publish")
"""What can become of a roster, as the log names it."""


@dataclass(frozen=True)
class Kinship:
    """Which roster was made from which."""

    outlines: Mapping[int, Outline]

    def stems_from(self, number: int, root: int) -> bool:
        """Whether a roster is another, or was made from it, at whatever remove."""
        at: int | None = number
        while at is not None and at != root:
            at = self.outlines[at].based_on if at in self.outlines else None
        return at == root

    def shares_dates(self, number: int, version: Version) -> bool:
        """Whether a roster has a date of another."""
        return number in self.outlines and self.outlines[number].period.overlaps(version.period)


def kinship_of(reading: Reading) -> Kinship:
    """The rosters there are, by what they were made from."""
    return Kinship({one.number: one for one in reading.outlines()})


def newest_made_from(reading: Reading, number: int) -> int | None:
    """The newest roster that was made from another and was not thrown away."""
    kin = kinship_of(reading)
    there = (one.number for one in kin.outlines.values() if not one.discarded)
    return max((each for each in there if each != number and kin.stems_from(each, number)), default=None)


def refuse_second_edit(reading: Reading, mark: str, version: Version) -> None:
    """Let nobody change a roster that was changed, or overtaken by a publication, since they looked. Raises Stale."""

    def matters(entry: LogEntry, number: int, kin: Kinship) -> bool:
        published = entry.action == "publish" and kin.shares_dates(number, version)
        return published or kin.stems_from(number, version.number)

    _refuse(reading, mark, matters)


def refuse_unseen(reading: Reading, mark: str, version: Version) -> None:
    """Let nobody publish over a roster of the same dates that came after they looked. Raises Stale."""

    def matters(entry: LogEntry, number: int, kin: Kinship) -> bool:
        return entry.action not in {"discard", "undo"} and kin.shares_dates(number, version)

    _refuse(reading, mark, matters)


def _refuse(reading: Reading, mark: str, matters: Callable[[LogEntry, int, Kinship], bool]) -> None:
    entries = [entry for entry in entries_since(reading, mark) if entry.action in _ACTS]
    if not entries:
        return
    kin = kinship_of(reading)
    if found := [entry for entry in entries if any(matters(entry, number, kin) for number in _rosters(entry))]:
        raise changed_meanwhile(_told(reading, entry) for entry in found)


def _rosters(entry: LogEntry) -> Iterator[int]:
    """The roster that was made, published or thrown away by an act; as the log keeps it, that stands in one place."""
    text = {"assign": entry.what, "undo": entry.what, "discard": entry.before}.get(entry.action, entry.after)
    if found := _ROSTER.match(text or ""):
        yield int(found[1])


def _told(reading: Reading, entry: LogEntry) -> str:
    organisation = reading.organisation()
    at = moment(entry.at, organisation.zone) if organisation else entry.at.isoformat()
    said = {"at": at, "who": entry.who, "number": next(_rosters(entry), 0)}
    if entry.action == "assign":
        return _assigned(reading, entry, said)
    return {
        "plan": lambda: _("{at}, {who}: draft {number} was planned", **said),
        "replan": lambda: _("{at}, {who}: draft {number} mends the roster", **said),
        "publish": lambda: _("{at}, {who}: roster {number} was published", **said),
        "undo": lambda: _("{at}, {who}: draft {number} was undone", **said),
        "discard": lambda: _("{at}, {who}: draft {number} was thrown away", **said),
    }[entry.action]()


def _assigned(reading: Reading, entry: LogEntry, said: Mapping[str, object]) -> str:
    names = directory_of(reading.inputs())
    seat = entry.what.partition(": ")[2]
    called = {"seat": names.name_of("seat", seat) or seat, **said}
    if entry.after is None:
        return _("{at}, {who}: draft {number} leaves {seat} to nobody", **called)
    name = names.consultants.get(entry.after, entry.after)
    return _("{at}, {who}: draft {number} gives {seat} to {name}", name=name, **called)
