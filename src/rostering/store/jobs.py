"""The table of jobs, each claimed once, followed by its heartbeats and finished once; what can be asked of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import declared_attr, defer
from sqlmodel import JSON, Field, Session, col, func, select, update

from rostering.domain.jobs import (
    OPEN,
    BestSoFar,
    Job,
    JobProgress,
    JobState,
    StageProgress,
    WayOnTheWay,
    WaySoFar,
)
from rostering.domain.parties import Leave, LeaveKind
from rostering.spans import Period
from rostering.store.columns import Instant, TableRow

_OPEN = text("state IN ('queued', 'running')")
_JSON = JSON(none_as_null=True)


class JobRow(TableRow, table=True):
    """A job; `best` is the best roster so far, or each way so far, read by itself as it may be long."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str
    state: str
    asked_by: str
    input_hash: str
    first: date
    last: date
    since: date | None
    after: int | None = Field(foreign_key="roster.number")
    seconds: float
    effort: float
    seed: int
    workers: int
    created: datetime = Field(sa_type=Instant)
    started: datetime | None = Field(sa_type=Instant)
    heartbeat: datetime | None = Field(sa_type=Instant)
    finished: datetime | None = Field(sa_type=Instant)
    stop_asked: datetime | None = Field(sa_type=Instant)
    stop_asked_by: str | None
    progress: dict[str, Any] | None = Field(sa_type=_JSON)
    best: dict[str, Any] | None = Field(sa_type=_JSON)
    roster: int | None = Field(foreign_key="roster.number")
    told: str | None
    mends: int | None
    absences: str | None
    holder: str | None
    tries: int

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:  # noqa: N805
        unique = {"unique": True, "sqlite_where": _OPEN, "postgresql_where": _OPEN}
        return Index("job_open", "kind", "first", "last", **unique), {"sqlite_with_rowid": False}  # type: ignore[arg-type]

    @classmethod
    def of(cls, job: Job) -> "JobRow":
        """The row of a new job."""
        period = {"first": job.period.first, "last": job.period.last}
        values: dict[str, Any] = {name: getattr(job, name) for name in _SAME} | period
        return cls(**values, state=job.state.value, absences=_told(job.absences))

    def value(self) -> Job:
        """The domain's value."""
        same = {name: getattr(self, name) for name in _SAME}
        period, state = Period(self.first, self.last), JobState(self.state)
        progress, absences = _progress(self.progress or {}), _absences(self.absences or "")
        return Job(**same, period=period, state=state, progress=progress, absences=absences)


_SAME = (
    *("number", "kind", "asked_by", "input_hash", "since", "after", "seconds", "effort", "seed", "workers"),
    *("created", "started", "heartbeat", "finished", "stop_asked", "stop_asked_by", "roster", "told"),
    *("mends", "holder", "tries"),
)


class Jobs:
    """All jobs there ever were. Of two who would claim or finish one, the first does, and the other is told so."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def by_number(self, number: int) -> Job | None:
        """The job of this number."""
        return next(iter(self._jobs(col(JobRow.number) == number)), None)

    def newest(self, most: int, before: int | None = None) -> tuple[Job, ...]:
        """So many jobs, or so many of smaller numbers than one, the newest first."""
        rows = self._rows().order_by(col(JobRow.number).desc()).limit(most)
        if before is not None:
            rows = rows.where(col(JobRow.number) < before)
        return tuple(row.value() for row in self._session.exec(rows))

    def going_on(self) -> tuple[Job, ...]:
        """The jobs that are queued or running, in the order in which they were asked for."""
        return self._jobs(col(JobRow.state).in_([state.value for state in OPEN]))

    def best(self, number: int) -> BestSoFar | None:
        """The best roster that a plan has found so far."""
        found = self._found(number)
        return _best(found) if "holders" in found else None

    def ways(self, number: int) -> tuple[WaySoFar, ...]:
        """The ways that a repair has found so far."""
        return tuple(WaySoFar(each["aim"], _best(each)) for each in self._found(number).get("ways", ()))

    def add(self, job: Job) -> Job:
        """Keep a job under the next number."""
        known = self._session.exec(select(func.max(JobRow.number))).one() or 0
        numbered = replace(job, number=known + 1)
        self._session.add(JobRow.of(numbered))
        self._session.flush()
        return numbered

    def claim(self, number: int, at: datetime, holder: str | None = None) -> bool:
        """Begin a job that is queued; whether it was. Where a holder is named, nobody else may go on with it."""
        news = {"state": JobState.RUNNING.value, "holder": holder, "tries": JobRow.tries + 1}
        return self._change(number, JobState.QUEUED, **news, started=at, heartbeat=at)

    def rest_on(self, number: int, input_hash: str, holder: str | None = None) -> bool:
        """Keep what a job that has just begun rests on; whether it is still running, and ours."""
        return self._change(number, JobState.RUNNING, *_held_by(holder), input_hash=input_hash)

    def beat(
        self,
        number: int,
        at: datetime,
        progress: JobProgress | None = None,
        best: BestSoFar | tuple[WaySoFar, ...] | None = None,
        holder: str | None = None,
    ) -> bool:
        """Keep a sign of life of a running job, and what is new of it; whether it is still running, and ours."""
        news: dict[str, Any] = {} if progress is None else {"progress": asdict(progress)}
        news |= {} if best is None else {"best": _text_of(best)}
        return self._change(number, JobState.RUNNING, *_held_by(holder), heartbeat=at, **news)

    def put_back(self, number: int, holder: str | None, heartbeat: datetime | None = None, again: bool = False) -> bool:
        """Let a running job that somebody holds begin anew; whether it did.

        Where it is told when it was last heard of, only if nothing was heard since; `again`: it does not count as
        begun. One that was asked to stop is not begun anew.
        """
        seen = [] if heartbeat is None else [col(JobRow.heartbeat) == heartbeat]
        held = col(JobRow.holder).is_(None) if holder is None else col(JobRow.holder) == holder
        nothing: dict[str, Any] = dict.fromkeys(("holder", "started", "heartbeat", "progress", "best"))
        tries = {"tries": JobRow.tries - 1} if again else {}
        only = [*seen, held, col(JobRow.stop_asked).is_(None)]
        return self._change(number, JobState.RUNNING, *only, **nothing, **tries, state=JobState.QUEUED.value)

    def ask_to_stop(self, number: int, at: datetime, by: str | None, told: str | None = None) -> bool:
        """Keep that a running job is to stop with the best it has; whether this is the first to ask."""
        first = col(JobRow.stop_asked).is_(None)
        return self._change(number, JobState.RUNNING, first, stop_asked=at, stop_asked_by=by, told=told)

    def withdraw(self, number: int, at: datetime, by: str) -> bool:
        """Let a job that is still queued never begin; whether it was."""
        asked = {"stop_asked": at, "stop_asked_by": by}
        return self._change(number, JobState.QUEUED, state=JobState.CANCELLED.value, finished=at, **asked)

    def finish(
        self,
        number: int,
        state: JobState,
        at: datetime,
        input_hash: str | None = None,
        roster: int | None = None,
        told: str | None = None,
        holder: str | None = None,
    ) -> bool:
        """End a running job, if what it rests on is still this, and it is still ours; whether it was running."""
        same = [*_held_by(holder), *([] if input_hash is None else [col(JobRow.input_hash) == input_hash])]
        said = {} if told is None else {"told": told}
        return self._change(number, JobState.RUNNING, *same, state=state.value, finished=at, roster=roster, **said)

    def _found(self, number: int) -> Mapping[str, Any]:
        return self._session.exec(select(JobRow.best).where(col(JobRow.number) == number)).first() or {}

    def _rows(self) -> Any:
        return select(JobRow).options(defer(JobRow.best))  # type: ignore[arg-type]

    def _jobs(self, *only: Any) -> tuple[Job, ...]:
        return tuple(row.value() for row in self._session.exec(self._rows().where(*only).order_by(JobRow.number)))

    def _change(self, number: int, before: JobState, *only: Any, **values: Any) -> bool:
        """Change a job that stands where it is thought to; whether it did."""
        there = col(JobRow.number) == number, col(JobRow.state) == before.value
        done = self._session.exec(update(JobRow).where(*there, *only).values(**values))
        self._session.expire_all()
        return bool(done.rowcount)


def _held_by(holder: str | None) -> list[Any]:
    """That nobody else has taken a job over, where that can be."""
    return [] if holder is None else [col(JobRow.holder) == holder]


def _told(absences: Sequence[Leave]) -> str | None:
    """Absences on a line: `anna:2026-12-24..2026-12-27 bo:2026-12-24..2026-12-24`."""
    told = (f"{one.consultant}:{one.period.first}..{one.period.last}" for one in absences)
    return " ".join(told) or None


def _absences(text: str) -> tuple[Leave, ...]:
    parts = (part.rpartition(":") for part in text.split())
    return tuple(Leave(who, Period.parse(dates), LeaveKind.LEAVE) for who, _colon, dates in parts)


def _text_of(best: BestSoFar | tuple[WaySoFar, ...]) -> dict[str, Any]:
    if isinstance(best, tuple):
        return {"ways": [{"aim": way.aim, **_text_of(way.best)} for way in best]}
    return {"holders": dict(best.holders), "days_off": sorted([who, str(day)] for who, day in best.days_off)}


def _best(kept: Mapping[str, Any]) -> BestSoFar:
    return BestSoFar(kept["holders"], frozenset((who, date.fromisoformat(day)) for who, day in kept["days_off"]))


def _progress(kept: Mapping[str, Any]) -> JobProgress:
    stages = (
        StageProgress(**{**stage, "points": tuple(tuple(point) for point in stage["points"])})
        for stage in kept.get("stages", ())
    )
    parts = kept.get("parts")
    ways = tuple(WayOnTheWay(**way) for way in kept.get("ways", ()))
    return JobProgress(**{**kept, "stages": tuple(stages), "parts": parts and tuple(parts), "ways": ways})
