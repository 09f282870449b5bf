"""The audit log, leafed through: the entries that are looked for, the newest first, so many at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select

from rostering.store.log_rows import AuditLogRow, LogEntry

LARGEST = 2**31 - 1
"""The largest number that every database can look for."""


@dataclass(frozen=True)
class LogQuery:
    """Which entries are looked for."""

    who: str = ""
    """What was done by them, or by their links or tokens; empty: by anybody."""
    record: str = ""
    """A part of what it was done to."""
    within: bool = True
    """Whether the record may also be found in what stood there before or after."""
    first: datetime | None = None
    end: datetime | None = None
    """Up to, not including, this instant."""


_TOLD = (AuditLogRow.before, AuditLogRow.after)
_FILES = (".csv", ".toml")


class LogBook:
    """The entries of the audit log; nobody changes one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def older(self, query: LogQuery, than: int | None, most: int) -> tuple[LogEntry, ...]:
        """The newest entries, or the newest before a number; the newest first."""
        rows = select(AuditLogRow).where(*_conditions(query))
        if than is not None:
            rows = rows.where(col(AuditLogRow.number) < than)
        return _values(self._session.exec(rows.order_by(col(AuditLogRow.number).desc()).limit(most)).all())

    def newer(self, query: LogQuery, than: int, most: int) -> tuple[LogEntry, ...]:
        """The oldest entries after a number; the newest first."""
        rows = select(AuditLogRow).where(*_conditions(query), col(AuditLogRow.number) > than)
        return _values(self._session.exec(rows.order_by(col(AuditLogRow.number)).limit(most)).all()[::-1])

    def acts(self, actions: Collection[str], after: int) -> tuple[LogEntry, ...]:
        """The entries of some actions after a number, in order."""
        rows = select(AuditLogRow).where(col(AuditLogRow.action).in_(actions), col(AuditLogRow.number) > after)
        return _values(self._session.exec(rows.order_by(col(AuditLogRow.number))).all())

    def newest(self) -> int:
        """The number of the newest entry; 0 where there is none."""
        return self._session.exec(select(func.max(AuditLogRow.number))).one() or 0

    def entry(self, number: int) -> LogEntry | None:
        """One entry."""
        if number > LARGEST:
            return None
        row = self._session.exec(select(AuditLogRow).where(col(AuditLogRow.number) == number)).first()
        return row.value() if row else None

    def mentions(self, texts: Sequence[str], whats: Sequence[str], most: int) -> tuple[LogEntry, ...]:
        """The newest entries about one of some things, or with one of some texts before or after; the newest first."""
        said = [col(place).contains(text, autoescape=True) for text in texts for place in _TOLD]
        rows = select(AuditLogRow).where(or_(col(AuditLogRow.what).in_(whats), *said))
        return _values(self._session.exec(rows.order_by(col(AuditLogRow.number).desc()).limit(most)).all())

    def changed_inputs(self) -> LogEntry | None:
        """The newest entry that tells of inputs: imported, put in or changed."""
        told = [col(AuditLogRow.what).contains(end) for end in _FILES]
        acts = [col(AuditLogRow.what) == "inputs", col(AuditLogRow.what).startswith("leave of ")]
        rows = select(AuditLogRow).where(or_(*told, *acts), col(AuditLogRow.action) != "read header")
        row = self._session.exec(rows.order_by(col(AuditLogRow.number).desc()).limit(1)).first()
        return row.value() if row else None

    def people(self) -> tuple[str, ...]:
        """Everybody who ever did something, by name."""
        return tuple(sorted(set(self._session.exec(select(AuditLogRow.who).distinct())), key=str.casefold))


def _conditions(query: LogQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.who:
        who = col(AuditLogRow.who)
        by = (who.startswith(f"{query.who} by {means} ", autoescape=True) for means in ("link", "token"))
        found.append(or_(who == query.who, *by))
    if query.record:
        places = (AuditLogRow.what, AuditLogRow.before, AuditLogRow.after) if query.within else (AuditLogRow.what,)
        found.append(or_(*(col(place).icontains(query.record, autoescape=True) for place in places)))
    if query.first:
        found.append(col(AuditLogRow.at) >= query.first)
    if query.end:
        found.append(col(AuditLogRow.at) < query.end)
    return found


def _values(rows: Sequence[AuditLogRow]) -> tuple[LogEntry, ...]:
    return tuple(row.value() for row in rows)
