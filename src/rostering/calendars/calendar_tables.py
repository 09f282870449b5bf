"""The tables of a calendar's TOML: values by key, every fault noted with its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from rostering.errors import Fault
from rostering.language import _, marked

T = TypeVar("T")
_WORDS: Mapping[type, str] = {
    str: marked("text in quotes"),
    int: marked("a whole number"),
    list: marked("a list"),
    dict: marked("a table"),
}


class CalendarTable:
    """A table that hands out values by key; after a fault it hands out a stand-in, so that the reading goes on."""

    def __init__(self, values: Mapping[str, object], place: str, faults: list[Fault], path: str = "") -> None:
        self._values, self._place, self._faults, self._path = values, place, faults, path
        self._known: dict[str, None] = {}

    def has(self, key: str) -> bool:
        """Whether the table has a key that may be left out."""
        self._known[key] = None
        return key in self._values

    def fault(self, key: str, message: str, hint: str = "") -> None:
        """Note what is wrong with the value of a key, or with the table when the key is empty."""
        path = ".".join(filter(None, (self._path, key)))
        self._faults.append(Fault(f"{self._place}: {path}" if path else self._place, message, hint))

    def text(self, key: str) -> str:
        """The text of a key; empty after a fault."""
        text = self._value(key, str)
        if text is not None and not text.strip():
            self.fault(key, _("is empty"))
        return (text or "").strip()

    def choice(self, key: str, choices: Iterable[str]) -> str:
        """One of the words that are known here; empty after a fault."""
        text, words = self.text(key), tuple(choices)
        if text and text not in words:
            self.fault(key, _("'{text}' is not known", text=text), _("known: {known}", known=", ".join(words)))
        return text if text in words else ""

    def number(self, key: str, least: int, most: int) -> int:
        """The whole number of a key, between two bounds."""
        number = self._value(key, int)
        return least if number is None else self._bounded(key, number, least, most)

    def numbers(self, key: str, least: int, most: int) -> tuple[int, ...]:
        """The whole numbers of a list, each between two bounds."""
        return tuple(self._bounded(place, number, least, most) for place, number in self._items(key, int))

    def parsed(self, key: str, parse: Callable[[str], T], stand_in: T, hint: str) -> T:
        """The text of a key, read by a function that raises ValueError."""
        text = self.text(key)
        return self._parsed(key, text, parse, stand_in, hint) if text else stand_in

    def all_parsed(self, key: str, parse: Callable[[str], T], stand_in: T, hint: str) -> tuple[T, ...]:
        """The texts of a list, each read by a function that raises ValueError."""
        return tuple(self._parsed(place, text, parse, stand_in, hint) for place, text in self._items(key, str))

    def tables(self, key: str) -> Iterator["CalendarTable"]:
        """The tables of a list, none when the key is left out; each is closed when the next one is taken."""
        for place, values in self._items(key, dict) if self.has(key) else ():
            table = CalendarTable(values, self._place, self._faults, ".".join(filter(None, (self._path, place))))
            yield table
            table.close()

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._values:
            if key not in self._known:
                self.fault(key, _("is not a known key"), _("known: {known}", known=", ".join(self._known)))

    def forgive(self) -> None:
        """Let the other keys pass: a fault has left open which of them are known."""
        self._known |= dict.fromkeys(self._values)

    def _value(self, key: str, kind: type[T]) -> T | None:
        if self.has(key):
            return self._typed(key, self._values[key], kind)
        self.fault(key, _("is missing"), _("give {what}", what=_(_WORDS[kind])))
        return None

    def _items(self, key: str, kind: type[T]) -> list[tuple[str, T]]:
        items = self._value(key, list)
        if items == [] and kind is not dict:
            self.fault(key, _("is empty"))
        places = [(f"{key}[{number}]", item) for number, item in enumerate(items or (), 1)]
        return [(place, item) for place, value in places if (item := self._typed(place, value, kind)) is not None]

    def _typed(self, key: str, value: object, kind: type[T]) -> T | None:
        if isinstance(value, kind) and not isinstance(value, bool):
            return value
        self.fault(key, _("is not {what}", what=_(_WORDS[kind])))
        return None

    def _bounded(self, key: str, number: int, least: int, most: int) -> int:
        if not least <= number <= most:
            self.fault(
                key, _("{number} is not possible", number=number), _("from {least} to {most}", least=least, most=most)
            )
        return number

    def _parsed(self, key: str, text: str, parse: Callable[[str], T], stand_in: T, hint: str) -> T:
        try:
            return parse(text)
        except ValueError as error:
            self.fault(key, str(error), hint)
            return stand_in
