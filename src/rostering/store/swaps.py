"""Swaps of duties: what was offered, and step by step what was done about it."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from sqlmodel import JSON, Field, Session, col, func, select

from rostering.domain.swaps import Act, Swap, SwapStep
from rostering.errors import Unknown
from rostering.language import _
from rostering.store.columns import Instant, TableRow


class SwapRow(TableRow, table=True):
    """What was offered. It refers to no input and no roster, so that both may change."""

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy wants it

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    giver: str
    seat: str
    to: str | None
    in_return: str | None
    note: str


class SwapStepRow(TableRow, table=True):
    """One thing that was done about a swap."""

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy wants it

    swap: int = Field(primary_key=True, foreign_key="swap.number", sa_column_kwargs={"autoincrement": False})
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)
    by: str
    act: str
    consultant: str | None
    reason: str
    rosters: list[int] = Field(sa_type=JSON)

    @classmethod
    def of(cls, swap: int, step: SwapStep) -> "SwapStepRow":
        """The row of a domain value."""
        same = {name: getattr(step, name) for name in ("number", "at", "by", "consultant", "reason")}
        return cls(swap=swap, act=step.act.value, rosters=list(step.rosters), **same)

    def value(self) -> SwapStep:
        """The domain's value."""
        return SwapStep(self.number, self.at, self.by, Act(self.act), self.consultant, self.reason, tuple(self.rosters))


class UnknownSwap(Unknown):
    """A number that no swap has."""

    def __init__(self, number: int) -> None:
        super().__init__(_("there is no swap {number}", number=number))


class Swaps:
    """The swaps by number. Whoever adds a step logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Swap, ...]:
        """Every swap there ever was, by number."""
        steps: dict[int, list[SwapStep]] = defaultdict(list)
        for row in self._session.exec(select(SwapStepRow).order_by(col(SwapStepRow.swap), col(SwapStepRow.number))):
            steps[row.swap].append(row.value())
        rows = self._session.exec(select(SwapRow).order_by(col(SwapRow.number)))
        return tuple(_swap(row, steps[row.number]) for row in rows)

    def one(self, number: int) -> Swap:
        """The swap of a number. Raises UnknownSwap."""
        # Numbers that no database could hold are unknown, too.
        row = self._session.get(SwapRow, number) if 0 < number < 1 << 31 else None
        if row is None:
            raise UnknownSwap(number)
        steps = select(SwapStepRow).where(col(SwapStepRow.swap) == number).order_by(col(SwapStepRow.number))
        return _swap(row, [step.value() for step in self._session.exec(steps)])

    def add(self, swap: Swap, at: datetime, by: str) -> Swap:
        """Keep what is offered under the next number, with its first step."""
        number = (self._session.exec(select(func.max(SwapRow.number))).one() or 0) + 1
        offered = {name: getattr(swap, name) for name in ("giver", "seat", "to", "in_return", "note")}
        self._session.add(SwapRow(number=number, **offered))
        self._session.flush()
        return self.go_on(replace(swap, number=number, steps=()), SwapStep(0, at, by, Act.OFFERED, swap.giver))

    def go_on(self, swap: Swap, step: SwapStep) -> Swap:
        """Keep a further step of a swap, whatever number it has."""
        numbered = replace(step, number=len(swap.steps) + 1)
        self._session.add(SwapStepRow.of(swap.number, numbered))
        self._session.flush()
        return replace(swap, steps=(*swap.steps, numbered))


def _swap(row: SwapRow, steps: list[SwapStep]) -> Swap:
    return Swap(row.number, row.giver, row.seat, row.to, row.in_return, row.note, tuple(steps))
