"""The matrix of a board as a page shows it: a table for each month, with days that have nothing in one stroke."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Generic, TypeVar

from rostering.answers.board import AwayKind, BoardCell, BoardDay, BoardDuty, BoardRow, BoardShown, Cover
from rostering.domain.catalogue import READINESS, DayKind
from rostering.language import formats, spoken
from rostering.reports.look.days import title
from rostering.reports.look.wording import hours_text
from rostering.web.frame.looks import RoleLook, role_looks

NONE = BoardCell()
Content = TypeVar("Content")


@dataclass(frozen=True)
class Stroke(Generic[Content]):
    """Some dates in a row: one with something, several that have the same, or several with nothing."""

    days: int
    content: Content | None = None
    day: date | None = None


@dataclass(frozen=True)
class MonthRow:
    """Somebody's line in a month."""

    row: BoardRow
    strokes: tuple[Stroke[BoardCell], ...]
    duties: int


@dataclass(frozen=True)
class CoverRow:
    """How a role is covered in a month."""

    look: RoleLook
    strokes: tuple[Stroke[Cover], ...]


@dataclass(frozen=True)
class Occasion:
    """Named dates in a row, such as a holiday period."""

    name: str
    style: str
    days: tuple[date, ...]

    @property
    def dates(self) -> str:
        """Which: `Fri 25`, `28–31`."""
        first, last = self.days[0], self.days[-1]
        return f"{first.day}–{last.day}" if first != last else f"{weekday(first)} {first.day}"


@dataclass(frozen=True)
class MonthTable:
    """A month of the board."""

    first: date
    days: tuple[BoardDay, ...]
    weeks: tuple[tuple[int, int], ...]
    """The number of each ISO week, and how many of its dates are in the month."""
    occasions: tuple[Occasion, ...]
    cover: tuple[CoverRow, ...]
    rows: tuple[MonthRow, ...]


@dataclass(frozen=True)
class AgendaWindow:
    """The seats of one window, in the list by time."""

    duties: tuple[BoardDuty, ...]


@dataclass(frozen=True)
class AgendaDay:
    """A date on which something is asked for, in the list by time."""

    day: BoardDay
    windows: tuple[AgendaWindow, ...]
    is_over: bool
    """Whether it lies before today."""


def looks_of(board: BoardShown) -> dict[str, RoleLook]:
    """The looks of the firm's roles, and of those that only older rosters have."""
    return role_looks({**{role: role for role in board.cover}, **board.directory.roles})


def months_of(board: BoardShown, looks: Mapping[str, RoleLook]) -> Iterator[MonthTable]:
    """The months of a board."""
    for first, same in groupby(board.days, key=lambda one: one.day.replace(day=1)):
        days = tuple(same)
        dates = [one.day for one in days]
        yield MonthTable(
            first,
            days,
            tuple((week, len(list(some))) for week, some in groupby(dates, key=lambda day: day.isocalendar().week)),
            tuple(occasions(days)),
            tuple(CoverRow(looks[role], _cover_strokes(held, dates)) for role, held in board.cover.items()),
            tuple(_month_row(row, dates) for row in board.rows),
        )


def agenda_of(board: BoardShown, duties: Iterable[BoardDuty], today: date) -> list[AgendaDay]:
    """Duties and empty seats in order of time."""
    days = {one.day: one for one in board.days}
    return [
        AgendaDay(days[day], tuple(AgendaWindow(tuple(some)) for _, some in groupby(same, key=_window)), day < today)
        for day, same in groupby(duties, key=lambda duty: duty.seat.day)
    ]


def occasions(days: Sequence[BoardDay]) -> Iterator[Occasion]:
    """The named dates, those of one name in a row together."""
    for (name, kind), same in groupby(days, key=lambda one: (one.name, one.kind)):
        if name:
            yield Occasion(name, day_style(kind) or "k-other", tuple(one.day for one in same))


def day_style(kind: str) -> str:
    """The class that shades a kind of date; ordinary days have none."""
    return "" if kind == DayKind.BUSINESS_DAY else f"k-{kind.replace('_', '-')}"


def duty_words(duty: BoardDuty, board: BoardShown, looks: Mapping[str, RoleLook]) -> str:
    """What a seat is, in one line: `Backend, Sat 12 Dec 08:00–16:00, Weekend`."""
    seat, names = duty.seat, board.directory
    look = looks[seat.role]
    role = look.name if look.letters.lower() in look.name.lower() else f"{look.letters}: {look.name}"
    return f"{role}, {short_day(seat.day)} {hours(duty, board)}, {title(seat, names)}"


def hours(duty: BoardDuty, board: BoardShown) -> str:
    """The hours of a seat, by the clock on the wall."""
    return hours_text(duty.seat.span, board.directory.zone).replace("-", "–")


def is_booked(duty: BoardDuty) -> bool:
    """Whether a customer has booked it, beside what all are promised."""
    return duty.seat.kind == READINESS


def short_day(day: date) -> str:
    """A date in short, as often as it is asked for."""
    return _short_day(day, spoken())


def weekday(day: date) -> str:
    """The weekday in three letters, as often as it is asked for."""
    return _weekday(day.weekday(), spoken())


@lru_cache(maxsize=1 << 12)
def _short_day(day: date, _language: str) -> str:
    return formats.short_day(day)


@lru_cache(maxsize=64)
def _weekday(number: int, _language: str) -> str:
    return formats.weekday(date(2024, 1, 1 + number))


def _window(duty: BoardDuty) -> tuple[object, ...]:
    return duty.seat.span, duty.seat.booking, duty.seat.team


def _month_row(row: BoardRow, dates: Sequence[date]) -> MonthRow:
    cells = [row.cells.get(day, NONE) for day in dates]
    strokes = tuple(_strokes(cells, dates))
    return MonthRow(row, strokes, sum(len(cell.duties) for cell in cells))


def _cover_strokes(held: Mapping[date, Cover], dates: Sequence[date]) -> tuple[Stroke[Cover], ...]:
    strokes: list[Stroke[Cover]] = []
    for has, same in groupby(dates, key=lambda day: day in held):
        days = list(same)
        strokes += [Stroke(1, held[day], day) for day in days] if has else [Stroke(len(days))]
    return tuple(strokes)


def _strokes(cells: Sequence[BoardCell], dates: Sequence[date]) -> Iterator[Stroke[BoardCell]]:
    """Empty dates in one stroke, absences in one, everything else by itself."""
    at = 0
    while at < len(cells):
        cell = cells[at]
        alone = bool(cell.duties or cell.gone) or (cell.away is not None and not cell.away.is_absence)
        end = at + 1
        while not alone and end < len(cells) and cells[end] == cell:
            end += 1
        yield Stroke(end - at, None if cell == NONE else cell, dates[at])
        at = end


AWAY_SIGNS = {AwayKind.RATHER_NOT: "−", AwayKind.WOULD_LIKE: "+", AwayKind.DAY_OFF: "◇"}
"""The signs of what is no absence."""
