"""The table of regular work: of all processes that would do a piece of it, the first does, once each time."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_
from sqlmodel import Field, Session, col, select, update

from rostering.domain.rounds import RoundOutcome, RoundRun
from rostering.store.columns import Instant, TableRow

_EARLY = 0.1
"""What part of the pause it may be too early by: clocks and cron are not exact."""


class RoundRow(TableRow, table=True):
    """The last run of a piece of regular work."""

    name: str = Field(primary_key=True)
    begun: datetime | None = Field(sa_type=Instant)
    beat: datetime | None = Field(sa_type=Instant)
    ended: datetime | None = Field(sa_type=Instant)
    succeeded: datetime | None = Field(sa_type=Instant)
    holder: str | None
    outcome: str | None
    told: str | None

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy asks for it

    def value(self) -> RoundRun:
        """The domain's value."""
        same = {name: getattr(self, name) for name in _SAME}
        return RoundRun(**same, outcome=RoundOutcome(self.outcome) if self.outcome else None)


_SAME = ("name", "begun", "beat", "ended", "succeeded", "holder", "told")
_COLUMNS = (*_SAME, "outcome")


class Rounds:
    """What is known of regular work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[RoundRun, ...]:
        """The last run of each piece that was ever begun."""
        return tuple(row.value() for row in self._session.exec(select(RoundRow).order_by(RoundRow.name)))

    def claim(self, name: str, holder: str, at: datetime, every: timedelta, silence: timedelta) -> bool:
        """Begin a run, if it is time and nobody is at it; whether we may.

        Whoever is silent for so long is at it no more, and is not waited for. A run that was begun later than now was
        begun by another clock.
        """
        if self._session.get(RoundRow, name) is None:
            nothing: dict[str, Any] = dict.fromkeys(_COLUMNS)
            self._session.add(RoundRow(**nothing | {"name": name}))
            self._session.flush()
        begun, held, beat = col(RoundRow.begun), col(RoundRow.holder), col(RoundRow.beat)
        is_due = or_(begun.is_(None), begun <= at - every * (1 - _EARLY), begun > at + every)
        is_left = held.is_not(None) & or_(beat <= at - silence, beat > at + silence)
        free = (held.is_(None) & is_due) | is_left
        return self._change(name, free, begun=at, beat=at, ended=None, holder=holder)

    def beat(self, name: str, holder: str, at: datetime) -> bool:
        """Keep a sign of life of a run that we do; whether we still do it."""
        return self._change(name, col(RoundRow.holder) == holder, beat=at)

    def end(self, name: str, holder: str, at: datetime, outcome: RoundOutcome, told: str) -> bool:
        """Keep how a run that we did has ended; whether we still did it."""
        news: dict[str, Any] = {"ended": at, "holder": None, "outcome": outcome.value, "told": told}
        if outcome is RoundOutcome.DONE:
            news["succeeded"] = at
        return self._change(name, col(RoundRow.holder) == holder, **news)

    def let_go(self, name: str, holder: str) -> bool:
        """Let somebody else do a run that we do not finish, at once."""
        return self._change(name, col(RoundRow.holder) == holder, holder=None, begun=None)

    def _change(self, name: str, only: Any, /, **values: Any) -> bool:
        done = self._session.exec(update(RoundRow).where(col(RoundRow.name) == name, only).values(**values))
        self._session.expire_all()
        return bool(done.rowcount)
