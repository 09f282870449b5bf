"""People who were forgotten: a number in the place of a name, and how long records of money keep what they have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from rostering.domain.charges import Charge
from rostering.domain.pay import PayLine
from rostering.language import _
from rostering.spans import DAY

Line = TypeVar("Line", Charge, PayLine)
"""A line of closed months that is somebody's."""

_PREFIX = "former-"


@dataclass(frozen=True)
class RetentionPolicy:
    """How long what is held of people is kept."""

    people_years: int = 5
    """Years after somebody's last day; claims from an employment lapse after five (forældelsesloven, section 4)."""
    money_years: int = 5
    """Years after the end of a financial year (bogføringsloven, section 12)."""
    financial_year_begins: int = 1
    """The month in which the financial year begins."""
    sign_in_days: int = 90
    """Days after which sessions, invitations and tokens that have ended go, and messages to programs that went out."""
    mail_months: int = 12
    """Months after which mails that were sent go, and leave that was answered has no dates any more."""
    daily: bool = False
    """Whether the service does all this every day."""

    def forget_from(self, last_day: date) -> date:
        """The first date on which somebody who left may be forgotten."""
        return later(last_day, self.people_years) + DAY

    def money_until(self, month: date) -> date:
        """The last date on which what was booked in a month has to be kept."""
        ended = date(month.year + (month.month >= self.financial_year_begins), self.financial_year_begins, 1)
        return later(ended - DAY, self.money_years)


def later(day: date, years: int) -> date:
    """The same date some years later; the 28th for a 29 February that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True)
class Former:
    """Somebody who was forgotten."""

    number: int
    at: datetime
    name: str
    """What they are called from then on, in the firm's language."""
    consultant: str | None = None
    """The id that records of money still have."""
    money_until: date | None = None
    """The last date on which these have to be kept."""

    @property
    def id(self) -> str:
        """The id that stands for theirs."""
        return former_id(self.number)


def former_id(number: int) -> str:
    """The id of whoever was forgotten under a number."""
    return f"{_PREFIX}{number}"


def former_name(number: int) -> str:
    """What whoever was forgotten under a number is called."""
    return _("former consultant {number}", number=number)


def number_of(key: str) -> int | None:
    """The number in an id that stands for somebody who was forgotten."""
    rest = key.removeprefix(_PREFIX)
    return int(rest) if key.startswith(_PREFIX) and rest.isdigit() and len(rest) < len("999999999") else None


def as_now(lines: Iterable[Line], ids: Mapping[str, str]) -> tuple[Line, ...]:
    """Lines of money with the ids that rosters have by now, so that the one can be held against the other."""
    return tuple(_line(line, ids) for line in lines) if ids else tuple(lines)


def _line(line: Line, ids: Mapping[str, str]) -> Line:
    corrects = line.corrects and _line_id(line.corrects, ids)
    who = ids.get(line.consultant, line.consultant)
    return replace(line, id=_line_id(line.id, ids), consultant=who, corrects=corrects)


def _line_id(text: str, ids: Mapping[str, str]) -> str:
    """The id of a line, whose third part is a consultant: `B7:2026-11-27:anna`."""
    parts = text.split(":")
    if len(parts) > 2 and parts[0] != "fee":
        parts[2] = ids.get(parts[2], parts[2])
    return ":".join(parts)


def kept_corrections(lines: Iterable[Line], known: Iterable[Line], ids: Mapping[str, str]) -> tuple[Line, ...]:
    """New lines that name what they correct as it is kept."""
    there = {new.id: old.id for old in known for new in as_now([old], ids)} if ids else {}
    return tuple(replace(line, corrects=line.corrects and there.get(line.corrects, line.corrects)) for line in lines)
