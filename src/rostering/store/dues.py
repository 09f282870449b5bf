"""What was done about what falls due, step by step; each step keeps what was due as it was called then."""

from collections import defaultdict
from datetime import date, datetime

from sqlmodel import Field, Session, col, select

from rostering.domain.dues import Deed, Due, DueStep, Owed
from rostering.domain.promises import Cadence, Frequency
from rostering.spans import Hours, Period
from rostering.store.columns import Instant, TableRow


class DueStepRow(TableRow, table=True):
    """One thing that was done. It refers to no input, so that all of them may change."""

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy wants it

    key: str = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str
    often: str
    role: str
    due: date
    at: datetime = Field(sa_type=Instant)
    by: str
    deed: str
    day: date | None
    hours: str | None
    holder: str | None
    reason: str

    @classmethod
    def of(cls, due: Due, step: DueStep) -> "DueStepRow":
        """The row of domain values."""
        same = {name: getattr(step, name) for name in ("number", "at", "by", "day", "holder", "reason")}
        return cls(
            key=due.key,
            name=due.cadence.name,
            often=str(due.cadence.often),
            role=due.cadence.by,
            due=due.day,
            deed=step.deed.value,
            hours=str(step.hours) if step.hours else None,
            **same,
        )

    def due_then(self) -> Due:
        """What was due, as it was called."""
        customer, cadence, stretch = self.key.split(":")
        promise = Cadence(cadence, self.name, Frequency.parse(self.often), self.role)
        return Due(customer, promise, Period.parse(stretch), self.due)

    def value(self) -> DueStep:
        """The step."""
        hours = Hours.parse(self.hours) if self.hours else None
        return DueStep(self.number, self.at, self.by, Deed(self.deed), self.day, hours, self.holder, self.reason)


class Dues:
    """All steps by what they are about. Whoever adds one logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> dict[str, Owed]:
        """Everything about which something was done, by key."""
        steps: dict[str, list[DueStepRow]] = defaultdict(list)
        for row in self._session.exec(select(DueStepRow).order_by(col(DueStepRow.key), col(DueStepRow.number))):
            steps[row.key].append(row)
        return {key: Owed(rows[-1].due_then(), tuple(row.value() for row in rows)) for key, rows in steps.items()}

    def go_on(self, owed: Owed, step: DueStep) -> Owed:
        """Keep a further step, whatever number it has."""
        after = owed.after(step)
        self._session.add(DueStepRow.of(owed.due, after.steps[-1]))
        self._session.flush()
        return after
