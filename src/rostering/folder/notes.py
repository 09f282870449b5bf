"""The notebook of one reading: all its faults, and the ids that are named in one place and kept in another."""

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from rostering.errors import Fault, FaultyInput
from rostering.language import _, marked

Raw = TypeVar("Raw")
Value = TypeVar("Value")
_MOST_HINTS = 200  # comparing words is slow, and nobody reads more
THINGS = (
    *(marked("booking"), marked("consultant"), marked("customer"), marked("grade"), marked("package")),
    *(marked("part"), marked("role"), marked("team")),
)
"""What has an id, and is declared in one place and named in others."""
_PLACE = re.compile(r"([^:]*)(?::(\d+))?", re.ASCII)


class Misread(ValueError):
    """A value that cannot be read, with a hint how to write it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Mention:
    """An id of some kind of thing, named at a place; the thing may be declared later, in another file."""

    place: str
    thing: str
    id: str
    column: str = ""


class Notes:
    """Collects every fault of a reading and raises them once, in `settle`.

    A faulty value is stood in for by None, whatever its type says: nothing that was read may leave before `settle`, but
    what has no fault in itself.
    `files` are the names of all files in the order in which their faults are listed.
    """

    def __init__(self, files: Sequence[str]) -> None:
        self.count = 0
        self._files = files
        self._entries: list[Fault | Mention] = []
        self._known: dict[str, dict[str, str]] = {}
        self._hints: dict[tuple[str, str], str] = {}

    def fault(self, place: str, message: str, hint: str = "", column: str = "") -> None:
        """Note a fault."""
        self.count += 1
        self._entries.append(Fault(place, message, hint, column))

    def faulty(self, file: str) -> bool:
        """Whether the file has a fault, as far as can be said by now."""
        return any(_position(entry.place)[0] == file and self._fault_of(entry) for entry in self._entries)

    def read(self, place: str, raw: Raw, read: Callable[[Raw], Value], names: str = "", column: str = "") -> Value:
        """Read a value, maybe of a cell; with `names`, what was read is one or several ids of that kind of thing."""
        try:
            value = read(raw)
        except ValueError as error:
            self.fault(place, f"{column}: {error}" if column else str(error), getattr(error, "hint", ""), column)
            return cast("Value", None)
        if names:
            self.mention(place, names, [value] if isinstance(value, str) else cast("Iterable[str]", value), column)
        return value

    def order(self, place: str, first: date | None, last: date | None, words: tuple[str, str] = ("from", "to")) -> bool:
        """Whether the dates are both there and in order; notes a fault if they are not in order."""
        if first and last and last < first:
            self.fault(
                place,
                _(
                    "{start} {first} is after {end} {last}",
                    start=words[0],
                    first=first,
                    end=words[1],
                    last=last,
                ),
                _("swap the dates or correct one"),
                words[1],
            )
        return first is not None and (last is None or first <= last)

    def open(self, thing: str) -> None:
        """Say that the file which declares a kind of thing can be read; without it nothing of the kind is unknown."""
        self._known.setdefault(thing, {})

    def forget(self, thing: str) -> None:
        """Say that the declarations of a kind of thing are not complete."""
        self._known.pop(thing, None)

    def declare(self, thing: str, id_: str, place: str, column: str = "") -> None:
        """Make an id known, if its thing is faulty too; notes a fault if it was known before."""
        first = self._known.setdefault(thing, {}).setdefault(id_, place)
        if first != place:
            self.fault(place, _("duplicate id {id}", id=quoted(id_)), _("first in {first}", first=first), column)

    def mention(self, place: str, thing: str, ids: Iterable[str], column: str = "") -> None:
        """Note ids that must have been declared when the reading is settled."""
        self._entries.extend(Mention(place, thing, id_, column) for id_ in ids)

    def knows(self, thing: str, id_: str) -> bool:
        """Whether the id is declared."""
        return id_ in self._known.get(thing, {})

    def lacks(self, thing: str, id_: str) -> bool:
        """Whether the id is not declared, and would have been if it existed."""
        return thing in self._known and id_ not in self._known[thing]

    def settle(self) -> None:
        """Raise FaultyInput with all faults, if there are any."""
        if faults := self.found():
            raise FaultyInput(faults)

    def found(self) -> tuple[Fault, ...]:
        """All faults, in the order of the files and their lines."""
        faults = dict.fromkeys(fault for entry in self._entries if (fault := self._fault_of(entry)))
        return tuple(sorted(faults, key=self._rank))

    def _fault_of(self, entry: Fault | Mention) -> Fault | None:
        if isinstance(entry, Fault):
            return entry
        if not self.lacks(entry.thing, entry.id):
            return None
        key = entry.thing, entry.id
        if key not in self._hints and len(self._hints) < _MOST_HINTS:
            self._hints[key] = nearest(entry.id, self._known[entry.thing])
        message = _("unknown {thing} {id}", thing=_(entry.thing), id=quoted(entry.id))
        return Fault(entry.place, message, self._hints.get(key, ""), entry.column)

    def _rank(self, fault: Fault) -> tuple[int, str, int]:
        file, line = _position(fault.place)
        return (self._files.index(file), "", line) if file in self._files else (len(self._files), file, line)


def quoted(text: str) -> str:
    """A person's text in quotes, shortened, with control characters made visible."""
    return repr(text if len(text) <= 60 else text[:59] + "…")


def nearest(word: str, known: Iterable[str], most: int = 12) -> str:
    """A hint at the known word that was probably meant, or at all of them when they are no more than `most`."""
    words = sorted(map(str, known))
    if close := difflib.get_close_matches(word, words, 1) or [each for each in words if each.lower() == word.lower()]:
        return _("did you mean {word}?", word=quoted(close[0]))
    if not words:
        return _("there is none")
    return _("known: {known}", known=", ".join(words)) if len(words) <= most else ""


def _position(place: str) -> tuple[str, int]:
    match = cast("re.Match[str]", _PLACE.match(place))
    return match[1], int(match[2] or 0)
