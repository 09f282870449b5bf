"""Mapping profiles of tickets: which columns an incident system exports, and what its words mean."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rostering.domain.tickets import TicketKind
from rostering.errors import BadCall
from rostering.files import MOST_OF_A_DOCUMENT, read_given
from rostering.folder import ticket_profiles
from rostering.folder.encoded_texts import decoded
from rostering.folder.notes import Misread, Notes, nearest, quoted
from rostering.folder.tables import TomlTable, open_document, text
from rostering.language import _, foreign

IGNORED = "ignore"
"""What a profile says of a kind of tickets that no report counts."""
COLUMNS = ("id", "customer", "kind", "opened", "closed")
_SHIPPED = Path(ticket_profiles.__file__).parent
_ENDING = ".toml"
_TOKENS = {"yyyy": r"(?P<year>\d{4})", "yy": r"(?P<short>\d{2})", "mmm": r"(?P<name>[A-Za-z]{3})"}
_TOKENS |= {"mm": r"(?P<month>\d{1,2})", "dd": r"(?P<day>\d{1,2})"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENCODINGS = ("utf-8", "cp1252", "iso-8859-1")


class NoTicketProfile(BadCall):
    """A profile that is not there."""


@dataclass(frozen=True)
class TicketMap:
    """How the tickets of one incident system are read."""

    columns: Mapping[str, str]
    """What each of ours is called there; `closed` may be missing."""
    kinds: Mapping[str, TicketKind | None]
    """By the system's word in small letters; None: no report counts them."""
    customers: Mapping[str, str]
    """Customers' ids by what the system calls them, in small letters."""
    day: Callable[[str], date]
    encoding: str


def ticket_map(name: str) -> TicketMap:
    """The profile of a name that comes along, or of a file. Raises NoTicketProfile, FaultyInput."""
    path = Path(name) if name.endswith(_ENDING) else _SHIPPED / f"{name}{_ENDING}"
    known = sorted(each.stem for each in _SHIPPED.glob(f"*{_ENDING}"))
    if not name.endswith(_ENDING) and name not in known:
        raise NoTicketProfile(
            _(
                "there is no profile of tickets '{name}'; known: {known}, and your own as FILE{ending}",
                name=name,
                known=", ".join(known),
                ending=_ENDING,
            )
        )
    try:
        data = read_given(path, path.name, MOST_OF_A_DOCUMENT)
    except OSError as error:
        raise NoTicketProfile(
            _("cannot read '{path}': {strerror}", path=path, strerror=foreign(error.strerror))
        ) from error
    return _read(path.name, data)


def _read(file: str, data: bytes) -> TicketMap:
    notes = Notes((file,))
    table = open_document(notes, file, decoded(notes, file, data))
    found = table.whole(_map)
    notes.settle()
    return found


def _map(table: TomlTable) -> TicketMap:
    table.required("title", text)
    columns = table.child("columns", required=True).whole(_columns)
    kinds = table.child("kinds", required=True)
    customers = table.child("customers")
    return TicketMap(
        columns,
        {key.casefold(): kinds.required(key, _kind) for key in kinds.keys(text)},
        {key.casefold(): customers.required(key, text) for key in customers.keys(text)},
        table.optional("date", _days, _days("yyyy-mm-dd")),
        table.optional("encoding", _encoding, "utf-8"),
    )


def _columns(table: TomlTable) -> Mapping[str, str]:
    needed = {name: table.required(name, text) for name in COLUMNS[:-1]}
    closed = table.optional("closed", text, "")
    return {**needed, **({"closed": closed} if closed else {})}


def _kind(value: object) -> TicketKind | None:
    word = text(value)
    if word == IGNORED:
        return None
    known = [*TicketKind, IGNORED]
    if word not in known:
        raise Misread(_("{text} is no kind of tickets", text=quoted(word)), nearest(word, known))
    return TicketKind(word)


def _encoding(value: object) -> str:
    word = text(value)
    if word not in _ENCODINGS:
        raise Misread(_("{text} is no encoding that is known", text=quoted(word)), ", ".join(_ENCODINGS))
    return word


def _days(value: object) -> Callable[[str], date]:
    """A reader of dates by a pattern such as `dd-mm-yyyy`; a time of day behind the date is not read."""
    pattern = text(value)
    split = re.split("(yyyy|yy|mmm|mm|dd)", pattern)
    form = "".join(_TOKENS.get(part, re.escape(part)) for part in split)
    parts = sorted(part[0] for part in split if part in _TOKENS)
    if parts != ["d", "m", "y"]:
        hint = _("write it with dd, mm or mmm, and yyyy or yy, such as dd-mm-yyyy")
        raise Misread(_("{text} is no form of a date", text=quoted(pattern)), hint)
    compiled = re.compile(form + r"(?:[T ,].*)?", re.ASCII)

    def read(cell: str) -> date:
        found = compiled.fullmatch(cell)
        try:
            return _date(found.groupdict()) if found else _no_date(cell, pattern)
        except ValueError:
            return _no_date(cell, pattern)

    return read


def _date(parts: Mapping[str, str]) -> date:
    year = int(parts["year"]) if parts.get("year") else 2000 + int(parts["short"])
    month = int(parts["month"]) if parts.get("month") else _MONTHS.index(parts["name"].lower()) + 1
    return date(year, month, int(parts["day"]))


def _no_date(cell: str, pattern: str) -> date:
    raise Misread(_("{text} is no date", text=quoted(cell)), _("the profile wants {form}", form=pattern))
