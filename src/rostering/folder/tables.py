"""TOML documents: tables whose keys are taken one by one, so that what is left over is unknown."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar, cast

from rostering.folder import cells
from rostering.folder.notes import Misread, Notes, nearest
from rostering.language import _, foreign, marked
from rostering.spans import Hours

Value = TypeVar("Value")
Otherwise = TypeVar("Otherwise")
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)", re.ASCII)
_TYPES = {
    bool: marked("true or false"),
    str: marked("a text"),
    int: marked("a whole number"),
    float: marked("a decimal number"),
    list: marked("a list"),
    dict: marked("a table"),
    datetime: marked("a date with a time"),
    date: marked("a date"),
}


class TomlTable:
    """A table of a document. `content` None: it could not be read, its fault has been noted, and all is silent."""

    def __init__(self, notes: Notes, file: str, content: Mapping[str, object] | None, path: str = "") -> None:
        self.notes = notes
        self.file = file
        self.path = path
        self.content = content or {}
        self.silent = content is None
        self._asked: list[str] = []

    def place(self, key: str = "") -> str:
        """Where a key stands, such as `rates.toml: rate_cards[1].prices.weekend`."""
        path = ".".join(part for part in (self.path, key) if part)
        return f"{self.file}: {path}" if path else self.file

    def fault(self, message: str, hint: str = "", key: str = "") -> None:
        """Note a fault of the table or of one of its keys."""
        self.notes.fault(self.place(key), message, hint)

    def required(self, key: str, read: Callable[[object], Value], names: str = "") -> Value:
        """The value of a key; to be without it is a fault."""
        value = self.optional(key, read, None, names)
        if key not in self.content and not self.silent:
            self.fault(_("missing"), key=key)
        return cast("Value", value)

    def optional(
        self, key: str, read: Callable[[object], Value], otherwise: Otherwise, names: str = ""
    ) -> Value | Otherwise:
        """The value of a key, or `otherwise` when it is not there; with `names` it is an id of that kind of thing."""
        self._asked.append(key)
        if key not in self.content:
            return otherwise
        return self.notes.read(self.place(key), self.content[key], read, names)

    def keys(self, read: Callable[[object], str], names: str = "") -> list[str]:
        """All keys, each of which must be readable; with `names` they are ids of that kind of thing."""
        for key in self.content:
            self.notes.read(self.place(key), key, read, names)
        return list(self.content)

    def each(self, read: Callable[[object], Value], names: str = "") -> dict[str, Value]:
        """All keys, which must be ids, with their values; with `names` they are ids of that kind of thing."""
        return {id_: self.required(id_, read) for id_ in self.keys(identifier, names)}

    def child(self, key: str, required: bool = False, declares: str = "") -> "TomlTable":
        """The table of a key; its keys may declare things."""
        content = self.required(key, mapping) if required else self.optional(key, mapping, {})
        child = TomlTable(self.notes, self.file, None if self.silent else content, f"{self.path}.{key}".strip("."))
        if declares and not child.silent:
            self.notes.open(declares)
            for id_ in child.content:
                self.notes.declare(declares, id_, child.place(id_))
        return child

    def tables(self, key: str, required: bool = False, declares: str = "") -> list["TomlTable"]:
        """The list of tables of a key, called by their ids, else by their numbers from 1; they may declare things."""
        items = self.required(key, mappings) if required else self.optional(key, mappings, [])
        if self.silent or not isinstance(items, list):
            return []
        if declares:
            self.notes.open(declares)
        return [self._item(key, number, content, declares) for number, content in enumerate(items, 1)]

    def whole(self, build: Callable[["TomlTable"], Value]) -> Value:
        """What is built of the table; keys that nobody asked for are faults."""
        value = build(self)
        for key in self.content:
            if key not in self._asked:
                self.fault(_("unknown key"), nearest(key, self._asked), key)
        return value

    def sound(self, build: Callable[["TomlTable"], Value]) -> Value | None:
        """What is built of the whole table, None when anything in it is faulty."""
        before = self.notes.count
        value = self.whole(build)
        return value if self.notes.count == before else None

    def _item(self, key: str, number: int, content: Mapping[str, object], declares: str) -> "TomlTable":
        id_ = content.get("id")
        named = isinstance(id_, str) and cells.ID.fullmatch(id_)
        path = f"{self.path}.{key}[{id_ if named else number}]".strip(".")
        if declares and isinstance(id_, str):
            self.notes.declare(declares, id_, f"{self.file}: {key}[{number}]")
        return TomlTable(self.notes, self.file, content, path)


def open_document(notes: Notes, file: str, text: str | None) -> TomlTable:
    """The top table of a TOML document; None stands for a file whose fault has been noted."""
    if text is None:
        return TomlTable(notes, file, None)
    try:
        return TomlTable(notes, file, tomllib.loads(text))
    except RecursionError:
        notes.fault(file, _("nests too deeply"))
    except ValueError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at and at[1] else len(text.splitlines())
        notes.fault(
            f"{file}:{line}",
            _("is not TOML: {error}", error=foreign(_AT.sub("", str(error)))),
            _("see https://toml.io for how to write it"),
        )
    return TomlTable(notes, file, None)


def mapping(value: object) -> Mapping[str, object]:
    """A table."""
    return _typed(value, dict)


def mappings(value: object) -> list[Mapping[str, object]]:
    """A list of tables."""
    return [mapping(item) for item in _typed(value, list)]


def text(value: object) -> str:
    """A text that says something, on one line."""
    found = _typed(value, str)
    if not found.strip():
        raise Misread(_("is empty"))
    return cells.printable(found)


def as_text(read: Callable[[str], Value]) -> Callable[[object], Value]:
    """A reader of a text that has a form of its own."""
    return lambda value: read(text(value))


def flag(value: object) -> bool:
    """True or false."""
    return _typed(value, bool)


def whole(least: int, most: int | None = None) -> Callable[[object], int]:
    """A reader of whole numbers from `least` up to `most`."""

    def read(value: object) -> int:
        number = _typed(value, int)
        if number < least or (most is not None and number > most):
            raise Misread(
                _("{number} is not {least} or more", number=number, least=least)
                if most is None
                else _("{number} is not from {least} to {most}", number=number, least=least, most=most)
            )
        return number

    return read


def several(read: Callable[[object], Value]) -> Callable[[object], tuple[Value, ...]]:
    """A reader of lists, of at least one item and none twice."""

    def read_all(value: object) -> tuple[Value, ...]:
        found = tuple(read(item) for item in _typed(value, list))
        if not found:
            raise Misread(_("is empty"))
        cells.distinct(map(str, found))
        return found

    return read_all


def day(value: object) -> date:
    """A date, TOML's own or a text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        return cells.day(value)
    raise Misread(
        _("expected a date, not {found}", found=_type_name(value)), _("write it as YYYY-MM-DD, such as 2026-11-20")
    )


hours = as_text(Hours.parse)
"""Hours such as 08:00-16:00."""

identifier = as_text(cells.identifier)
"""An id."""


def _typed(value: object, wanted: type[Value]) -> Value:
    # True is an int to Python, not to people.
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise Misread(_("expected {wanted}, not {found}", wanted=_(_TYPES[wanted]), found=_type_name(value)))
    return value


def _type_name(value: object) -> str:
    return next((_(name) for kind, name in _TYPES.items() if isinstance(value, kind)), type(value).__name__)
