"""The tables of rosters: a header, and one row per duty, compensating day and account. Nothing here refers to inputs.

What was published stands alone, so that it reads the same after inputs have changed or gone. A roster's header is
written last and seals it: the database takes no further rows for a roster that has a header.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import declared_attr
from sqlmodel import JSON, BigInteger, Field

from rostering.domain.catalogue import Presence
from rostering.domain.findings import (
    Account,
    BigDayAccount,
    Breach,
    Candidate,
    CompensatingDay,
    EmptySeat,
    Fix,
    JudgedBreach,
    OpenPenalty,
    StageResult,
)
from rostering.domain.parties import Leave, LeaveKind
from rostering.domain.seats import Duty, Pin, Seat
from rostering.rosters.version import Directory, Version
from rostering.spans import Period, Span
from rostering.store.columns import Instant, TableRow


class PartRow(TableRow):
    """A row of one roster; `position` keeps the order."""

    roster: int = Field(primary_key=True)
    position: int

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:  # noqa: N805
        # Checked at commit, as the parts come before the header; no hidden row id by which a row could be replaced.
        header = ForeignKeyConstraint(["roster"], ["roster.number"], deferrable=True, initially="DEFERRED")
        return header, {"sqlite_with_rowid": False}

    def value(self) -> Duty | CompensatingDay | Account:
        """The domain's value."""
        raise NotImplementedError


class DutyRow(PartRow, table=True):
    """A seat with the consultant who fills it."""

    seat: str = Field(primary_key=True)
    day: date
    starts: datetime = Field(sa_type=Instant)
    ends: datetime = Field(sa_type=Instant)
    kind: str
    name: str
    role: str
    number: int
    team: str
    customers: list[str] = Field(sa_type=JSON)
    booking: str | None
    presence: str
    shared: bool
    points: int
    day_class: str | None
    occasion: str | None
    response: str
    pool: str | None
    consultant: str | None

    @classmethod
    def of(cls, roster: int, position: int, duty: Duty) -> Mapping[str, Any]:
        """The row of a domain value, by column."""
        seat = duty.seat
        return {
            **{name: getattr(seat, name) for name in _SAME_IN_SEAT},
            "roster": roster,
            "position": position,
            "seat": seat.id,
            "starts": seat.span.start,
            "ends": seat.span.end,
            "customers": list(seat.customers),
            "presence": seat.presence.value,
            "consultant": duty.consultant,
        }

    def value(self) -> Duty:
        """The domain's value."""
        same = {name: getattr(self, name) for name in _SAME_IN_SEAT}
        seat = Seat(
            **same,
            id=self.seat,
            span=Span(self.starts, self.ends),
            customers=tuple(self.customers),
            presence=Presence(self.presence),
        )
        return Duty(seat, self.consultant)


_SAME_IN_SEAT = (
    "day",
    "kind",
    "name",
    "role",
    "number",
    "team",
    "booking",
    "shared",
    "points",
    "day_class",
    "occasion",
    "response",
    "pool",
)


class CompensatingDayRow(PartRow, table=True):
    """A weekday off."""

    consultant: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    seats: list[str] = Field(sa_type=JSON)

    @classmethod
    def of(cls, roster: int, position: int, off: CompensatingDay) -> Mapping[str, Any]:
        """The row of a domain value, by column."""
        place = {"roster": roster, "position": position}
        return {**place, "consultant": off.consultant, "day": off.day, "seats": list(off.seats)}

    def value(self) -> CompensatingDay:
        """The domain's value."""
        return CompensatingDay(self.consultant, self.day, tuple(self.seats))


class AccountRow(PartRow, table=True):
    """A consultant's points in one role."""

    consultant: str = Field(primary_key=True)
    role: str = Field(primary_key=True)
    opening: int
    target: int
    earned: int

    @classmethod
    def of(cls, roster: int, position: int, account: Account) -> Mapping[str, Any]:
        """The row of a domain value, by column."""
        return {"roster": roster, "position": position, **asdict(account)}

    def value(self) -> Account:
        """The domain's value."""
        return Account(**self.model_dump(exclude={"roster", "position"}))


class RosterRow(TableRow, table=True):
    """A roster's header; what is said of it, rather than planned in it, is JSON."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    first: date
    last: date
    created: datetime = Field(sa_type=Instant)
    seed: int = Field(sa_type=BigInteger)
    input_hash: str
    based_on: int | None = Field(foreign_key="roster.number")
    interrupted: bool
    empty: list[dict[str, Any]] = Field(sa_type=JSON)
    breaches: list[dict[str, Any]] = Field(sa_type=JSON)
    stages: list[dict[str, Any]] = Field(sa_type=JSON)
    price_by_rule: dict[str, int] = Field(sa_type=JSON)
    shortages: list[str] = Field(sa_type=JSON)
    directory: dict[str, Any] = Field(sa_type=JSON)
    absences: list[dict[str, str]] = Field(sa_type=JSON)
    big_days: list[dict[str, Any]] = Field(sa_type=JSON)
    pins: list[dict[str, str]] = Field(sa_type=JSON)

    @classmethod
    def of(cls, version: Version) -> "RosterRow":
        """The row of a domain value."""
        return cls(
            number=version.number,
            first=version.period.first,
            last=version.period.last,
            created=version.created,
            seed=version.seed,
            input_hash=version.input_hash,
            based_on=version.based_on,
            interrupted=version.interrupted,
            empty=[asdict(seat) for seat in version.empty],
            breaches=[asdict(judged) for judged in version.breaches],
            stages=[asdict(stage) for stage in version.stages],
            price_by_rule=dict(version.penalty_by_rule),
            shortages=list(version.shortages),
            directory=_plain(version.directory),
            absences=[_absence(leave) for leave in version.absences],
            big_days=[asdict(account) for account in version.big_days],
            pins=[asdict(pin) for pin in version.pins],
        )

    def value(self, parts: Mapping[type[PartRow], Sequence[Any]]) -> Version:
        """The domain's value, with the values of its parts."""
        return Version(
            number=self.number,
            period=Period(self.first, self.last),
            created=self.created,
            seed=self.seed,
            input_hash=self.input_hash,
            based_on=self.based_on,
            duties=tuple(parts[DutyRow]),
            compensating_days=tuple(parts[CompensatingDayRow]),
            empty=tuple(_empty_seat(plain) for plain in self.empty),
            breaches=tuple(_judged(**plain) for plain in self.breaches),
            stages=stages_of(self.stages),
            penalty_by_rule=self.price_by_rule,
            shortages=tuple(self.shortages),
            ledger=tuple(parts[AccountRow]),
            directory=Directory(**self.directory),
            interrupted=self.interrupted,
            absences=tuple(_leave(**plain) for plain in self.absences),
            big_days=tuple(BigDayAccount(**plain) for plain in self.big_days),
            pins=tuple(Pin(**plain) for plain in self.pins),
        )


PART_TABLES: tuple[type[DutyRow | CompensatingDayRow | AccountRow], ...] = (DutyRow, CompensatingDayRow, AccountRow)


def parts_of(version: Version) -> dict[type[PartRow], list[Mapping[str, Any]]]:
    """The rows of everything in a roster but its header, by table and column."""
    number = version.number
    return {
        DutyRow: [DutyRow.of(number, i, duty) for i, duty in enumerate(version.duties)],
        CompensatingDayRow: [CompensatingDayRow.of(number, i, off) for i, off in enumerate(version.compensating_days)],
        AccountRow: [AccountRow.of(number, i, account) for i, account in enumerate(version.ledger)],
    }


def _plain(directory: Directory) -> dict[str, Any]:
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in vars(directory).items()}


def _empty_seat(plain: Mapping[str, Any]) -> EmptySeat:
    fixes = plain.get("fixes", ())  # rosters of earlier releases have none
    return EmptySeat(
        plain["seat"],
        tuple(Candidate(**one) for one in plain["candidates"]),
        tuple(Fix(**_renamed(one)) for one in fixes),
    )


def stages_of(kept: Iterable[Mapping[str, Any]]) -> tuple[StageResult, ...]:
    """The domain's values of how the stages of a plan ended."""
    return tuple(_stage(**_renamed(plain)) for plain in kept)


def _stage(hangs_on: Sequence[Mapping[str, Any]] = (), **plain: Any) -> StageResult:
    """Rosters of releases before 0.5 do not say what a stage hangs on."""
    return StageResult(
        **plain, hangs_on=tuple(OpenPenalty(**{**one, "weeks": tuple(one["weeks"])}) for one in hangs_on)
    )


def _renamed(plain: Mapping[str, Any]) -> dict[str, Any]:
    """With the names of today: rosters of releases before 0.5 call a penalty a price."""
    return {"penalty" if name == "price" else name: value for name, value in plain.items()}


def _absence(leave: Leave) -> dict[str, str]:
    period = leave.period
    return {"consultant": leave.consultant, "first": str(period.first), "last": str(period.last), "kind": leave.kind}


def _leave(consultant: str, first: str, last: str, kind: str) -> Leave:
    return Leave(consultant, Period(date.fromisoformat(first), date.fromisoformat(last)), LeaveKind(kind))


def _judged(breach: Mapping[str, Any], text: str) -> JudgedBreach:
    lists = {"about": tuple(breach["about"]), "seats": tuple(breach["seats"])}
    return JudgedBreach(Breach(**_renamed({**breach, **lists})), text)
