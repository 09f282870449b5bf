"""Call-outs: what was said of each, entry by entry, of which the last holds."""

from collections import defaultdict
from datetime import UTC, datetime

from sqlmodel import JSON, Field, Session, col, func, select

from rostering.domain.callouts import Call, Callout, CalloutAct, CalloutEntry
from rostering.errors import Unknown
from rostering.language import _
from rostering.store.columns import Instant, TableRow

_SAME = ("customer", "consultant", "called", "priority", "what", "seat", "kind", "answered", "ended")


class CalloutRow(TableRow, table=True):
    """One entry about a call-out; that of version 2 replaces version 1. It refers to no input and no roster."""

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy wants it

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)
    by: str
    act: str
    reason: str
    customer: str
    consultant: str
    called: datetime = Field(sa_type=Instant)
    priority: str
    what: str
    seat: str | None
    kind: str
    answered: datetime | None = Field(sa_type=Instant)
    updates: list[str] = Field(sa_type=JSON)
    """As ISO with the offset of UTC."""
    ended: datetime | None = Field(sa_type=Instant)

    @classmethod
    def of(cls, number: int, entry: CalloutEntry) -> "CalloutRow":
        """The row of a domain value."""
        same = {name: getattr(entry.call, name) for name in _SAME}
        about = {name: getattr(entry, name) for name in ("version", "at", "by", "reason")}
        updates = [update.astimezone(UTC).isoformat() for update in entry.call.updates]
        return cls(number=number, act=entry.act.value, updates=updates, **about, **same)

    def value(self) -> CalloutEntry:
        """The domain's value."""
        updates = tuple(map(datetime.fromisoformat, self.updates))
        call = Call(**{name: getattr(self, name) for name in _SAME}, updates=updates)
        return CalloutEntry(self.version, self.at, self.by, CalloutAct(self.act), call, self.reason)


class UnknownCallout(Unknown):
    """A number that no call-out has."""

    def __init__(self, number: int) -> None:
        super().__init__(_("there is no call-out {number}", number=number))


class Callouts:
    """The call-outs by number. Whoever adds an entry logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Callout, ...]:
        """Every call-out there ever was, by number."""
        entries: dict[int, list[CalloutEntry]] = defaultdict(list)
        for row in self._session.exec(select(CalloutRow).order_by(col(CalloutRow.number), col(CalloutRow.version))):
            entries[row.number].append(row.value())
        return tuple(Callout(number, tuple(each)) for number, each in entries.items())

    def one(self, number: int) -> Callout:
        """The call-out of a number. Raises UnknownCallout."""
        # Numbers that no database could hold are unknown, too.
        number_held = number if 0 < number < 1 << 31 else 0
        rows = select(CalloutRow).where(col(CalloutRow.number) == number_held).order_by(col(CalloutRow.version))
        entries = tuple(row.value() for row in self._session.exec(rows))
        if not entries:
            raise UnknownCallout(number)
        return Callout(number, entries)

    def add(self, call: Call, at: datetime, by: str) -> Callout:
        """Keep a call-out under the next number."""
        number = (self._session.exec(select(func.max(CalloutRow.number))).one() or 0) + 1
        return self._keep(number, (), CalloutEntry(1, at, by, CalloutAct.ADDED, call))

    def go_on(self, callout: Callout, call: Call, act: CalloutAct, at: datetime, by: str, reason: str = "") -> Callout:
        """Keep a further entry, which takes the place of the last."""
        entry = CalloutEntry(callout.last.version + 1, at, by, act, call, reason)
        return self._keep(callout.number, callout.entries, entry)

    def _keep(self, number: int, before: tuple[CalloutEntry, ...], entry: CalloutEntry) -> Callout:
        self._session.add(CalloutRow.of(number, entry))
        self._session.flush()
        return Callout(number, (*before, entry))
