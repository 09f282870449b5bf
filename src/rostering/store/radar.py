"""The cases of the radar, open and closed."""

from datetime import date, datetime
from typing import Any

from sqlmodel import JSON, Field, Session, col, select

from rostering.domain.radar import ClashReason, RadarCase, RepairProposal
from rostering.spans import Period
from rostering.store.columns import Instant, TableRow


class RadarCaseRow(TableRow, table=True):
    """A case; the drafts of its proposal are rosters like any other."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    consultant: str
    roster: int = Field(foreign_key="roster.number")
    reason: str
    leave_first: date | None
    leave_last: date | None
    seats: list[str] = Field(sa_type=JSON)
    opened: datetime = Field(sa_type=Instant)
    drafts: list[int] = Field(sa_type=JSON)
    problem: str
    closed: datetime | None = Field(sa_type=Instant)

    @classmethod
    def of(cls, case: RadarCase) -> "RadarCaseRow":
        """The row of a domain value."""
        return cls(
            number=case.number,
            consultant=case.consultant,
            roster=case.roster,
            reason=case.reason.value,
            leave_first=case.leave.first if case.leave else None,
            leave_last=case.leave.last if case.leave else None,
            seats=list(case.seats),
            opened=case.opened,
            closed=case.closed,
            **_plain(case.proposal),
        )

    def value(self) -> RadarCase:
        """The domain's value."""
        first, last = self.leave_first, self.leave_last
        return RadarCase(
            number=self.number,
            consultant=self.consultant,
            roster=self.roster,
            reason=ClashReason(self.reason),
            leave=Period(first, last) if first and last else None,
            seats=tuple(self.seats),
            opened=self.opened,
            proposal=RepairProposal(tuple(self.drafts), self.problem),
            closed=self.closed,
        )


class RadarCases:
    """The cases; they are closed, not deleted. Whoever changes one logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[RadarCase, ...]:
        """Every case there ever was, by number."""
        rows = self._session.exec(select(RadarCaseRow).order_by(col(RadarCaseRow.number)))
        return tuple(row.value() for row in rows)

    def open(self) -> tuple[RadarCase, ...]:
        """The cases that are not closed, by number."""
        return tuple(case for case in self.all() if case.closed is None)

    def add(self, case: RadarCase) -> int:
        """Keep a case; returns its number, the next one."""
        known = self._session.exec(select(RadarCaseRow.number)).all()
        row = RadarCaseRow.of(case)
        row.number = max(known, default=0) + 1
        self._session.add(row)
        self._session.flush()
        return row.number

    def propose(self, number: int, proposal: RepairProposal) -> None:
        """Put another proposal in the place of a case's."""
        self._change(number, **_plain(proposal))

    def close(self, number: int, at: datetime) -> None:
        """Close a case."""
        self._change(number, closed=at)

    def _change(self, number: int, **values: object) -> None:
        row = self._session.get_one(RadarCaseRow, number)
        for name, value in values.items():
            setattr(row, name, value)
        self._session.flush()


def _plain(proposal: RepairProposal) -> dict[str, Any]:
    return {"drafts": list(proposal.drafts), "problem": proposal.problem}
