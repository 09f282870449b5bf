"""The tables of pagers: what we have made at each, so that nothing else is touched, and how each stands."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import JSON, Field, Index, Session, col, delete, or_, select, update

from rostering.domain.pagers import MadeOverride, PagerShift, PagerState
from rostering.spans import Span
from rostering.store.columns import Instant, TableRow


class PagerRow(TableRow, table=True):
    """How a pager stands."""

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy wants it

    pager: str = Field(primary_key=True)
    tried: datetime | None = Field(sa_type=Instant)
    pushed: datetime | None = Field(sa_type=Instant)
    error: str | None
    since: datetime | None = Field(sa_type=Instant)
    rest_until: datetime | None = Field(sa_type=Instant)
    troubles: list[str] = Field(sa_type=JSON)
    holder: str | None
    held: datetime | None = Field(sa_type=Instant)

    def value(self) -> PagerState:
        """The domain's value."""
        return PagerState(**{**self.model_dump(), "troubles": tuple(self.troubles)})


class PagerOverrideRow(TableRow, table=True):
    """An override of ours; without an id of the pager's it was about to be made."""

    __table_args__ = (Index("pager_override_of", "pager"),)

    number: int | None = Field(default=None, primary_key=True)
    pager: str
    schedule: str
    consultant: str
    first: datetime = Field(sa_type=Instant)
    until: datetime = Field(sa_type=Instant)
    user: str
    override: str | None
    at: datetime = Field(sa_type=Instant)

    def value(self) -> MadeOverride:
        """The domain's value."""
        shift = PagerShift(self.schedule, Span(self.first, self.until), self.consultant)
        return MadeOverride(self.pager, shift, self.user, self.at, self.override, self.number or 0)


class Pagers:
    """What is remembered of pagers. Whoever pushes holds the pager meanwhile."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def states(self) -> dict[str, PagerState]:
        """How each pager stands that was ever pushed to."""
        rows = self._session.exec(select(PagerRow).order_by(col(PagerRow.pager)))
        return {row.pager: row.value() for row in rows}

    def made(self, pager: str | None = None) -> tuple[MadeOverride, ...]:
        """What is ours at a pager, or at all, in the order in which it was made."""
        rows = select(PagerOverrideRow).order_by(col(PagerOverrideRow.number))
        if pager is not None:
            rows = rows.where(col(PagerOverrideRow.pager) == pager)
        return tuple(row.value() for row in self._session.exec(rows))

    def hold(self, pager: str, holder: str, at: datetime, patience: timedelta) -> bool:
        """Take a pager for this holder alone; whether it was free.

        A holder that has said nothing for as long as `patience` is taken for crashed.
        """
        if self._session.get(PagerRow, pager) is None:
            self._session.add(PagerRow(pager=pager, troubles=[], **dict.fromkeys(_EMPTY)))
            self._session.flush()
        is_free = or_(col(PagerRow.holder).is_(None), col(PagerRow.held) <= at - patience)
        return self._change(pager, is_free, holder=holder, held=at)

    def beat(self, pager: str, holder: str, at: datetime) -> bool:
        """Keep a sign of life of whoever holds a pager; whether they still do."""
        return self._change(pager, col(PagerRow.holder) == holder, held=at)

    def let_go(self, state: PagerState, holder: str) -> bool:
        """Keep how a pager stands now, and let it go; whether it was still held by this holder."""
        news = {**vars(state), "troubles": list(state.troubles), "holder": None, "held": None}
        return self._change(state.pager, col(PagerRow.holder) == holder, **news)

    def intend(self, made: MadeOverride) -> MadeOverride:
        """Note what is about to be made, before the pager is asked."""
        shift = made.shift
        row = PagerOverrideRow(
            pager=made.pager,
            schedule=shift.schedule,
            consultant=shift.consultant,
            first=shift.span.start,
            until=shift.span.end,
            user=made.user,
            override=made.override,
            at=made.at,
        )
        self._session.add(row)
        self._session.flush()
        return row.value()

    def note(self, number: int, override: str) -> None:
        """Note the pager's id of what was made."""
        one = col(PagerOverrideRow.number) == number
        self._session.exec(update(PagerOverrideRow).where(one).values(override=override))
        self._session.expire_all()

    def forget(self, numbers: Iterable[int]) -> None:
        """Forget what is there no more."""
        some = col(PagerOverrideRow.number).in_(list(numbers))
        self._session.exec(delete(PagerOverrideRow).where(some))
        self._session.expire_all()

    def _change(self, pager: str, only: Any, /, **values: Any) -> bool:
        one = col(PagerRow.pager) == pager
        done = self._session.exec(update(PagerRow).where(one, only).values(**values))
        self._session.expire_all()
        return bool(done.rowcount)


_EMPTY = ("tried", "pushed", "error", "since", "rest_until", "holder", "held")
