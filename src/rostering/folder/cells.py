"""Values as people write them in a cell; each function reads one text or raises Misread."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from rostering.folder.notes import Misread, nearest, quoted
from rostering.language import LANGUAGES, _

Kind = TypeVar("Kind", bound=StrEnum)
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", re.ASCII)
MOST_HEADS = 99
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOST = 10_000
_SEAT_PARTS = 4
_NUMBER = re.compile(r"[1-9]\d?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_FTE = re.compile(r"\d[.,]\d{1,3}|\d", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_GLN = re.compile(r"\d{13}", re.ASCII)
_SHORT = 100
_YES = {"yes": True, "true": True, "1": True, "ja": True, "no": False, "false": False, "0": False, "nej": False}


def as_is(text: str) -> str:
    """The text itself."""
    return text


def printable(text: str, allowed: str = "") -> str:
    """Text without control characters, except the allowed ones."""
    found = next((c for c in text if unicodedata.category(c) == "Cc" and c not in allowed), None)
    if found is not None:
        raise Misread(
            _("{text} has the control character U+{found}", text=quoted(text), found=f"{ord(found):04X}"),
            _("delete it"),
        )
    return text


def identifier(text: str) -> str:
    """An id."""
    if not ID.fullmatch(text):
        raise Misread(
            _("{text} is not an id", text=quoted(text)),
            _("use 1 to 64 letters a-z, digits, _ . and -, a letter or digit first"),
        )
    return text


def day(text: str) -> date:
    """A date as `YYYY-MM-DD`."""
    if not _DAY.fullmatch(text):
        raise Misread(_("{text} is not a date", text=quoted(text)), _("write it as YYYY-MM-DD, such as 2026-11-20"))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Misread(_("{text} is not a date", text=quoted(text)), _("there is no such day in the calendar")) from None


def seat_name(text: str) -> str:
    """The id of a seat."""
    parts = text.split(":")
    if len(parts) != _SEAT_PARTS or not all(map(ID.fullmatch, parts)) or not _NUMBER.fullmatch(parts[-1]):
        raise Misread(
            _("{text} is not a seat", text=quoted(text)), _("write TEAM:DATE:ROLE:NUMBER, as `show` lists them")
        )
    day(parts[1])
    return text


def whole(text: str) -> int:
    """A whole number, negative ones too, of a size that adds up."""
    if not _WHOLE.fullmatch(text) or abs(int(text[:9])) > _MOST:
        raise Misread(_("{text} is not a whole number from -{most} to {most}", text=quoted(text), most=_MOST))
    return int(text)


def yes(text: str) -> bool:
    """Yes or no."""
    if text.lower() not in _YES:
        raise Misread(_("{text} is neither yes nor no", text=quoted(text)), _("write yes, or leave the cell empty"))
    return _YES[text.lower()]


def words(text: str) -> tuple[str, ...]:
    """Ids separated by spaces, none of them twice."""
    return distinct(text.split())


def head_counts(text: str) -> dict[str, int]:
    """Roles with their head counts, as `backend:2 pim`; a role alone counts one."""
    pairs = [item.partition(":") for item in text.split()]
    distinct(role for role, _, _ in pairs)
    return {role: _heads(count if colon else "1", role + colon + count) for role, colon, count in pairs}


def dated_roles(text: str) -> dict[str, tuple[date | None, date | None]]:
    """Roles, some with the dates on which they are held: `pim backend@2026-11-01 frontend@..2026-10-31`."""
    pairs = [item.partition("@") for item in text.split()]
    distinct(role for role, _, _ in pairs)
    return {role: _between(dates, role + at + dates) if at else (None, None) for role, at, dates in pairs}


def fte(text: str) -> Decimal:
    """A share of full time above 0, up to 1, with at most three decimals."""
    share = Decimal(text.replace(",", ".")) if _FTE.fullmatch(text) else Decimal(0)
    if not 0 < share <= 1:
        raise Misread(
            _("{text} is not a share of full time", text=quoted(text)), _("write 1, or a part such as 0.8 or 0.625")
        )
    return share.normalize()


def email(text: str) -> str:
    """An e-mail address, as far as its form can tell."""
    if not _EMAIL.fullmatch(text):
        raise Misread(_("{text} is not an e-mail address", text=quoted(text)))
    return text


def emails(text: str) -> str:
    """Several addresses, separated by spaces, none twice."""
    found = tuple(map(email, text.split()))
    distinct(found)
    return " ".join(found)


def country(text: str) -> str:
    """A country by its two capital letters (ISO 3166-1)."""
    if not _COUNTRY.fullmatch(text):
        raise Misread(_("{text} is not a country code", text=quoted(text)), _("write two capital letters, such as DK"))
    return text


def language(code: str) -> str:
    """A language that rostering writes."""
    if code not in LANGUAGES:
        raise Misread(
            _("{code} is not a language of rostering", code=quoted(code)),
            _("known: {known}", known=", ".join(LANGUAGES)),
        )
    return code


def gln(text: str) -> str:
    """A Global Location Number: thirteen digits, the last of them a check digit (GS1 General Specifications, 7.9)."""
    digits = text.replace(" ", "")
    if not _GLN.fullmatch(digits):
        raise Misread(_("{text} is not an EAN location number", text=quoted(text)), _("it has thirteen digits"))
    if sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10:
        raise Misread(_("{text} is not an EAN location number", text=quoted(text)), _("its check digit is wrong"))
    return digits


def short(text: str) -> str:
    """A text that documents have room for."""
    if len(text) > _SHORT:
        raise Misread(_("it has {number} characters", number=len(text)), _("write at most {number}", number=_SHORT))
    return text


def choice(text: str, kinds: type[Kind]) -> Kind:
    """One of the words of an enumeration."""
    try:
        return kinds(text)
    except ValueError:
        raise Misread(
            _("{text} is not one of {kinds}", text=quoted(text), kinds=", ".join(kinds)), nearest(text, kinds)
        ) from None


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    """The items, none of them twice."""
    found = tuple(items)
    twice = next((item for item, times in Counter(found).items() if times > 1), None)
    if twice is not None:
        raise Misread(_("{twice} stands twice", twice=quoted(twice)))
    return found


def _between(text: str, item: str) -> tuple[date | None, date | None]:
    """The dates of `2026-11-01`, `..2026-10-31` or `2026-11-01..2026-12-31`."""
    start, _dots, end = text.partition("..")
    if not (start or end):
        raise Misread(
            _("{item} has no date", item=quoted(item)), _("write role@from, role@..until or role@from..until, or role")
        )
    first, last = (day(each) if each else None for each in (start, end))
    if first and last and last < first:
        raise Misread(_("{item} ends before it starts", item=quoted(item)), _("swap the dates or correct one"))
    return first, last


def _heads(count: str, item: str) -> int:
    if not (_WHOLE.fullmatch(count) and 1 <= int(count) <= MOST_HEADS):
        raise Misread(
            _("{item} is not a role with a head count", item=quoted(item)),
            _("write role:n with n from 1 to 99, or role"),
        )
    return int(count)
