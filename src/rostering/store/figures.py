"""Figures of a store for whoever watches over it: counted by the database, so that nothing long is read."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from rostering.domain.findings import StageResult
from rostering.domain.jobs import JobState
from rostering.domain.waiting import Backlog
from rostering.store.chats import ChatMessageRow, ChatRow
from rostering.store.errands import ErrandRow
from rostering.store.jobs import JobRow
from rostering.store.outbox import MailRow
from rostering.store.pagers import PagerRow
from rostering.store.roster_rows import RosterRow, stages_of
from rostering.store.webhooks import DeliveryRow, WebhookRow

_UNSENT = ("waiting", "sending")
_LATELY = 50
"""Rosters among which the newest plan is looked for: those between are of people's hands."""


class Figures:
    """What stands in the tables of work and of outboxes, in figures."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def jobs(self) -> dict[tuple[str, JobState], int]:
        """How many jobs of each kind stand where."""
        return self._states(JobRow)

    def errands(self) -> dict[tuple[str, JobState], int]:
        """How many of the errands that are remembered stand where, by kind."""
        return self._states(ErrandRow)

    def times(self) -> dict[str, list[float]]:
        """How many seconds each job took that has come to its end, by kind."""
        found: dict[str, list[float]] = {}
        kind, started, finished = col(JobRow.kind), col(JobRow.started), col(JobRow.finished)
        rows = select(kind, started, finished).where(started.is_not(None), finished.is_not(None))
        for name, begun, ended in self._session.exec(rows):
            if begun and ended:
                found.setdefault(name, []).append(max(0.0, (ended - begun).total_seconds()))
        return found

    def queued_since(self) -> dict[str, datetime]:
        """Since when the oldest of what is queued waits, by kind."""
        return {**self._oldest(JobRow), **self._oldest(ErrandRow)}

    def silent(self, since: datetime) -> dict[str, int]:
        """How many that are running have given no sign of life since then, by kind."""
        return {**self._silent(JobRow, since), **self._silent(ErrandRow, since)}

    def outboxes(self) -> Mapping[str, Backlog]:
        """The outboxes by name; what is for a webhook or channel that was removed waits for nothing."""
        webhook, chat = col(DeliveryRow.webhook), col(ChatMessageRow.chat)
        webhooks = webhook.in_(select(WebhookRow.number).where(col(WebhookRow.ended).is_(None)))
        chats = chat.in_(select(ChatRow.number).where(col(ChatRow.ended).is_(None)))
        return {
            "mail": self._waiting(MailRow),
            "webhooks": self._waiting(DeliveryRow, webhooks),
            "chats": self._waiting(ChatMessageRow, chats),
        }

    def pagers_failing(self) -> dict[str, datetime | None]:
        """Since when each pager that is known cannot be told who is on; None where it can."""
        rows = select(PagerRow.pager, PagerRow.error, PagerRow.since)
        return {pager: since if error else None for pager, error, since in self._session.exec(rows)}

    def newest_stages(self) -> tuple[datetime, tuple[StageResult, ...]] | None:
        """When the newest plan was made, and how its stages ended."""
        rows = select(RosterRow.created, RosterRow.stages).order_by(col(RosterRow.number).desc()).limit(_LATELY)
        return next(((made, stages_of(stages)) for made, stages in self._session.exec(rows) if stages), None)

    def _states(self, table: Any) -> dict[tuple[str, JobState], int]:
        rows = select(table.kind, table.state, func.count()).group_by(table.kind, table.state)
        return {(kind, JobState(state)): number for kind, state, number in self._session.exec(rows)}

    def _oldest(self, table: Any) -> dict[str, datetime]:
        waiting = col(table.state) == JobState.QUEUED.value
        rows = select(table.kind, func.min(table.created)).where(waiting).group_by(table.kind)
        return _by_kind(self._session.exec(rows))

    def _silent(self, table: Any, since: datetime) -> dict[str, int]:
        there = col(table.state) == JobState.RUNNING.value, col(table.heartbeat) < since
        return _by_kind(self._session.exec(select(table.kind, func.count()).where(*there).group_by(table.kind)))

    def _waiting(self, table: Any, *only: Any) -> Backlog:
        unsent, failed = col(table.state).in_(_UNSENT), col(table.state) == "failed"
        number, since = self._session.exec(select(func.count(), func.min(table.created)).where(unsent, *only)).one()
        return Backlog(number, since, self._session.exec(select(func.count()).where(failed, *only)).one())


def _by_kind(rows: Iterable[Any]) -> dict[str, Any]:
    return {kind: value for kind, value in rows}  # noqa: C416 - rows are no tuples to a type checker
