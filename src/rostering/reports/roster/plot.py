"""Balances over time as small drawings: one for each account, all of a role on one scale."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from rostering.domain.findings import Account
from rostering.language import _
from rostering.reports.look.wording import period_label, signed
from rostering.reports.roster.standing import by_deviation
from rostering.rosters.ledger import Chapter
from rostering.rosters.version import Version

WIDTH, HEIGHT = 216, 76
LEFT, RIGHT, TOP, BOTTOM = 24, 210, 7, 57
MOST = 12
"""Periods in a drawing: the newest."""
LEAST_REACH = 3
"""Points that a scale shows at least, lest one point off should look like a gulf."""
LETTER, GAP = 5.2, 8
"""What a letter of a label takes, and what is free between two labels."""

Point = tuple[float, float]


@dataclass(frozen=True)
class PlotStep:
    """What one period made of a balance."""

    number: int
    """The period's place, from 1."""
    account: Account


@dataclass(frozen=True)
class Scale:
    """Periods to the right, each drawn where it ends; points upwards."""

    periods: tuple[str, ...]
    reach: int

    def x(self, number: int) -> float:
        """The end of a period; 0 is where the first begins."""
        return LEFT + (RIGHT - LEFT) * number / len(self.periods)

    def y(self, points: int) -> float:
        """The height of so many points."""
        return (TOP + BOTTOM) / 2 - (BOTTOM - TOP) / 2 * points / self.reach

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """The last period and as many before it as can be named without a crush."""
        width = max(len(name) for name in self.periods) * LETTER + GAP
        every = int(width * len(self.periods) / (RIGHT - LEFT)) + 1
        return [(self.x(number), self.periods[number - 1]) for number in range(len(self.periods), 0, -every)]

    @property
    def marks(self) -> list[tuple[float, str]]:
        """The heights that are named."""
        return [(self.y(points), signed(points)) for points in (self.reach, 0, -self.reach)]


@dataclass(frozen=True)
class Drawing:
    """One account's balance over time."""

    steps: tuple[PlotStep, ...]
    scale: Scale

    @property
    def account(self) -> Account:
        """The account as it stands in the end."""
        return self.steps[-1].account

    @cached_property
    def line(self) -> tuple[Point, ...]:
        """The balance at the opening and after each period; flat where there was no account."""
        balances: dict[int, int] = {}
        for step in self.steps:
            balances.setdefault(step.number - 1, step.account.opening)
            balances[step.number] = step.account.deviation
        return tuple(self._spot(number, balance) for number, balance in balances.items())

    @property
    def over(self) -> tuple[Point, ...]:
        """The area between the balance and zero while it is above."""
        return self._area(min)

    @property
    def under(self) -> tuple[Point, ...]:
        """Likewise while it is below."""
        return self._area(max)

    @property
    def dots(self) -> list[tuple[Point, str]]:
        """The opening and the balance after each period, and what to say of them."""
        opening = _("opening {points}", points=signed(self.steps[0].account.opening))
        return [
            (self.line[0], opening),
            *((self._spot(step.number, step.account.deviation), self._said(step)) for step in self.steps),
        ]

    @property
    def told(self) -> str:
        """The balances in words."""
        return ", ".join(f"{self._period(step)} {signed(step.account.deviation)}" for step in self.steps)

    def _spot(self, number: int, points: int) -> Point:
        return self.scale.x(number), self.scale.y(points)

    def _said(self, step: PlotStep) -> str:
        one = step.account
        return _(
            "{period}: opening {opening}, earned {earned}, target {target}, deviation {deviation}",
            period=self._period(step),
            opening=signed(one.opening),
            earned=one.earned,
            target=one.target,
            deviation=signed(one.deviation),
        )

    def _period(self, step: PlotStep) -> str:
        return self.scale.periods[step.number - 1]

    def _area(self, nearest: Callable[[float, float], float]) -> tuple[Point, ...]:
        zero = self.scale.y(0)
        edge = [(x, nearest(y, zero)) for x, y in _with_crossings(self.line, zero)]
        return (edge[0][0], zero), *edge, (edge[-1][0], zero)


def drawings(version: Version, chapters: Sequence[Chapter]) -> list[tuple[str, Scale, list[Drawing]]]:
    """By role, a drawing for each of the version's accounts: over the chapters before it, and as it leaves them."""
    shown = chapters[len(chapters) - min(len(chapters), MOST - 1) :]
    periods = (*(period_label(chapter.period) for chapter in shown), period_label(version.period))
    past = _past_steps(shown)
    made: list[tuple[str, Scale, list[Drawing]]] = []
    for role, same in groupby(by_deviation(version.ledger, version.directory), key=lambda account: account.role):
        steps = [(*past.get((one.consultant, role), ()), PlotStep(len(periods), one)) for one in same]
        scale = Scale(periods, _reach(step.account for each in steps for step in each))
        made.append((role, scale, [Drawing(each, scale) for each in steps]))
    return made


def _past_steps(chapters: Iterable[Chapter]) -> dict[tuple[str, str], tuple[PlotStep, ...]]:
    steps: dict[tuple[str, str], tuple[PlotStep, ...]] = {}
    for number, chapter in enumerate(chapters, start=1):
        for account in (entry.account for entry in chapter.entries):
            key = account.consultant, account.role
            steps[key] = (*steps.get(key, ()), PlotStep(number, account))
    return steps


def _reach(accounts: Iterable[Account]) -> int:
    return max(LEAST_REACH, *(abs(points) for one in accounts for points in (one.opening, one.deviation)))


def _with_crossings(line: Sequence[Point], zero: float) -> list[Point]:
    """The line with a point wherever it passes zero."""
    points = [line[0]]
    for x, y in line[1:]:
        x0, y0 = points[-1]
        if (y - zero) * (y0 - zero) < 0:
            points.append((x0 + (x - x0) * (zero - y0) / (y - y0), zero))
        points.append((x, y))
    return points
