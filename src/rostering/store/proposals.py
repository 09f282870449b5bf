"""Leave that was read and waits for an answer, or has had it."""

from datetime import date, datetime
from typing import Any

from sqlmodel import JSON, Field, Session, col, select

from rostering.domain.proposals import FoundLeave, LeaveProposal, ProposalState
from rostering.errors import Unknown
from rostering.language import _
from rostering.store.columns import Instant, TableRow


class ProposalRow(TableRow, table=True):
    """What was found in one file, for one consultant. It refers to no input, so that people may go."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    consultant: str
    source: str
    made: datetime = Field(sa_type=Instant)
    first: date
    last: date
    items: list[Any] = Field(sa_type=JSON)
    skipped: list[Any] = Field(sa_type=JSON)
    state: str
    chosen: list[int] | None = Field(sa_type=JSON)

    @classmethod
    def of(cls, proposal: LeaveProposal) -> "ProposalRow":
        """The row of a domain value."""
        plain = proposal.found.plain()
        return cls(
            number=proposal.number,
            consultant=proposal.consultant,
            source=proposal.source,
            made=proposal.made,
            first=proposal.found.looked.first,
            last=proposal.found.looked.last,
            items=plain["items"],
            skipped=plain["skipped"],
            state=proposal.state.value,
            chosen=None if proposal.chosen is None else list(proposal.chosen),
        )

    def value(self) -> LeaveProposal:
        """The domain's value."""
        plain = {"looked": (str(self.first), str(self.last)), "items": self.items, "skipped": self.skipped}
        return LeaveProposal(
            number=self.number,
            consultant=self.consultant,
            source=self.source,
            made=self.made,
            found=FoundLeave.of_plain(plain),
            state=ProposalState(self.state),
            chosen=None if self.chosen is None else tuple(self.chosen),
        )


class UnknownProposal(Unknown):
    """A proposal number that the store does not have."""

    def __init__(self, number: int) -> None:
        super().__init__(_("there is no proposal {number}; `rostering leave list` lists them", number=number))


class Proposals:
    """The proposals by number. Whoever changes one logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, consultant: str | None = None) -> tuple[LeaveProposal, ...]:
        """All of them, or one consultant's, in the order in which they were made."""
        wanted = select(ProposalRow).order_by(col(ProposalRow.number))
        if consultant is not None:
            wanted = wanted.where(ProposalRow.consultant == consultant)
        return tuple(row.value() for row in self._session.exec(wanted))

    def one(self, number: int) -> LeaveProposal:
        """The proposal of a number. Raises UnknownProposal."""
        return self._row(number).value()

    def add(self, proposal: LeaveProposal) -> LeaveProposal:
        """Keep a proposal under the next number."""
        numbers = self._session.exec(select(ProposalRow.number)).all()
        row = ProposalRow.of(proposal)
        row.number = max(numbers, default=0) + 1
        self._session.add(row)
        self._session.flush()
        return row.value()

    def answer(self, proposal: LeaveProposal) -> None:
        """Keep how far a proposal has come, and what is ticked in it. Raises UnknownProposal."""
        row = self._row(proposal.number)
        row.state = proposal.state.value
        row.chosen = None if proposal.chosen is None else list(proposal.chosen)
        self._session.flush()

    def look_again(self, proposal: LeaveProposal) -> None:
        """Keep between which dates a proposal was found again, and what was left aside then. Raises UnknownProposal."""
        row, seen = self._row(proposal.number), ProposalRow.of(proposal)
        row.first, row.last, row.skipped = seen.first, seen.last, seen.skipped
        self._session.flush()

    def _row(self, number: int) -> ProposalRow:
        # Numbers that no database could hold are unknown, too.
        row = self._session.get(ProposalRow, number) if 0 < number < 1 << 31 else None
        if row is None:
            raise UnknownProposal(number)
        return row
