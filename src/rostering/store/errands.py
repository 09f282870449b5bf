"""The table of errands: what was asked for outlives the service that does it; what came of it does not."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import JSON, Field, Session, col, delete, select, update

from rostering.domain.errands import Errand
from rostering.domain.jobs import OPEN, JobState
from rostering.store.columns import Instant, TableRow


class ErrandRow(TableRow, table=True):
    """An errand; `number` is its place in the order in which they were asked for, `holder` the service that does it."""

    __table_args__ = (Index("errand_owner", "owner"),)

    number: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    owner: int = Field(foreign_key="user.number")
    kind: str
    about: dict[str, Any] = Field(sa_type=JSON)
    language: str
    created: datetime = Field(sa_type=Instant)
    state: str
    holder: str | None
    tries: int
    progress: dict[str, Any] = Field(sa_type=JSON)
    why: list[str] = Field(sa_type=JSON)
    heartbeat: datetime | None = Field(sa_type=Instant)
    ended: datetime | None = Field(sa_type=Instant)
    stop_asked: datetime | None = Field(sa_type=Instant)

    def value(self) -> Errand:
        """The domain's value."""
        same = {name: getattr(self, name) for name in _SAME}
        return Errand(**same, state=JobState(self.state), why=tuple(self.why))


_SAME = (
    *("key", "owner", "kind", "about", "language", "created", "tries", "progress"),
    *("heartbeat", "ended", "stop_asked"),
)


class Errands:
    """What is remembered of errands. Of two who would begin or end one, the first does, and the other is told so."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def by_key(self, key: str) -> Errand | None:
        """The errand of a key."""
        return next(iter(self._errands(col(ErrandRow.key) == key)), None)

    def going_on(self) -> tuple[Errand, ...]:
        """The errands that are queued or running, in the order in which they were asked for."""
        return self._errands(col(ErrandRow.state).in_([state.value for state in OPEN]))

    def add(self, errand: Errand) -> None:
        """Keep a new errand."""
        same = {name: getattr(errand, name) for name in _SAME} | {"about": dict(errand.about), "progress": {}}
        self._session.add(ErrandRow(**same, state=errand.state.value, holder=None, why=[]))
        self._session.flush()

    def claim(self, key: str, holder: str, at: datetime) -> bool:
        """Begin an errand that is queued; whether it was."""
        news = {"state": JobState.RUNNING.value, "holder": holder, "heartbeat": at, "tries": ErrandRow.tries + 1}
        return self._change(key, JobState.QUEUED, **news)

    def beat(self, key: str, holder: str, at: datetime, progress: Mapping[str, Any]) -> bool:
        """Keep a sign of life of an errand that we do; whether we still do it."""
        return self._change(key, JobState.RUNNING, _is(holder), heartbeat=at, progress=dict(progress))

    def ask_to_stop(self, key: str, at: datetime) -> bool:
        """Keep that an errand is to stop; one that is still queued never begins. Whether this changes anything."""
        never = {"state": JobState.CANCELLED.value, "ended": at, "stop_asked": at}
        if self._change(key, JobState.QUEUED, **never):
            return True
        return self._change(key, JobState.RUNNING, col(ErrandRow.stop_asked).is_(None), stop_asked=at)

    def finish(
        self, key: str, holder: str, state: JobState, at: datetime, why: Collection[str], about: Mapping[str, Any]
    ) -> bool:
        """End an errand that we do; whether we still did it."""
        news = {"state": state.value, "ended": at, "why": list(why), "about": dict(about)}
        return self._change(key, JobState.RUNNING, _is(holder), **news)

    def put_back(self, key: str, before: JobState, heartbeat: datetime | None) -> bool:
        """Let an errand that stands in this state, and was last heard of then, begin anew; whether it did."""
        seen = col(ErrandRow.heartbeat).is_(None) if heartbeat is None else col(ErrandRow.heartbeat) == heartbeat
        nothing: dict[str, Any] = dict.fromkeys(("holder", "ended", "stop_asked"))
        return self._change(key, before, seen, **nothing, state=JobState.QUEUED.value, why=[], progress={})

    def give_up(self, key: str, heartbeat: datetime | None, at: datetime, why: Collection[str]) -> bool:
        """End a running errand that was last heard of then; whether it was."""
        seen = col(ErrandRow.heartbeat) == heartbeat
        return self._change(key, JobState.RUNNING, seen, state=JobState.FAILED.value, ended=at, why=list(why))

    def tell(self, key: str, about: Mapping[str, Any]) -> None:
        """Change what is known of what an errand is about."""
        self._session.exec(update(ErrandRow).where(col(ErrandRow.key) == key).values(about=dict(about)))
        self._session.expire_all()

    def forget(self, before: datetime, owner: int, most: int) -> None:
        """Forget what ended before an instant, and of one owner all that has ended but the newest."""
        over = col(ErrandRow.ended).is_not(None)
        newest = self._errands(over, col(ErrandRow.owner) == owner)[-most:] if most else ()
        theirs = over & (col(ErrandRow.owner) == owner) & col(ErrandRow.key).not_in([one.key for one in newest])
        self._session.exec(delete(ErrandRow).where((over & (col(ErrandRow.ended) < before)) | theirs))
        self._session.expire_all()

    def _errands(self, *only: Any) -> tuple[Errand, ...]:
        rows = select(ErrandRow).where(*only).order_by(col(ErrandRow.number))
        return tuple(row.value() for row in self._session.exec(rows))

    def _change(self, key: str, before: JobState, /, *only: Any, **values: Any) -> bool:
        """Change an errand that stands where it is thought to; whether it did."""
        there = col(ErrandRow.key) == key, col(ErrandRow.state) == before.value
        done = self._session.exec(update(ErrandRow).where(*there, *only).values(**values))
        self._session.expire_all()
        return bool(done.rowcount)


def _is(holder: str) -> Any:
    return col(ErrandRow.holder) == holder
