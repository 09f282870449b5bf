"""The workers' queue, which lives in the same database: it only says "look at row N", in the row's own transaction."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session

_THERE = text("SELECT to_regclass('procrastinate_jobs') IS NOT NULL")
_FUNCTIONS = text("SELECT proname FROM pg_proc WHERE proname LIKE 'procrastinate%' AND pg_function_is_visible(oid)")
_TYPES = text("SELECT typname FROM pg_type WHERE typname LIKE 'procrastinate%' AND typtype IN ('e', 'c')")
_WAITING = text("SELECT queueing_lock FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock IS NOT NULL")
_SIGN = text("SELECT max(last_heartbeat) FROM procrastinate_workers")
_DEFER = text(
    "SELECT procrastinate_defer_jobs_v1(ARRAY["
    "ROW(:queue, :task, :priority, NULL, :lock, jsonb_build_object('key', CAST(:key AS text)), NULL)"
    "::procrastinate_job_to_defer_v1])"
    " WHERE NOT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = :lock)"
)
_DEFERRING = "procrastinate_defer_jobs_v1"


class WorkQueue:
    """The queue of procrastinate's workers, where there is one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def is_there(self) -> bool:
        """Whether somebody has made the queue: from then on jobs and regular work are left to workers."""
        return self._is_possible and bool(self._session.connection().scalar(_THERE))

    @property
    def _is_possible(self) -> bool:
        return self._session.connection().dialect.name == "postgresql"

    def functions(self) -> frozenset[str]:
        """What the queue can do; each version of it can do something else."""
        return frozenset(self._session.connection().scalars(_FUNCTIONS)) if self._is_possible else frozenset()

    def waiting(self) -> frozenset[str]:
        """The locks of what waits in the queue."""
        return frozenset(self._session.connection().scalars(_WAITING))

    def last_sign(self) -> datetime | None:
        """When a worker last gave a sign of life; None while there is none."""
        found: datetime | None = self._session.connection().scalar(_SIGN)
        return found

    def defer(self, queue: str, task: str, key: str, priority: int = 0) -> None:
        """Let some worker look at what stands under a key, once this transaction is kept.

        Where the queue is missing, or is of a version that we do not know, nobody is told: workers look into the store
        themselves. One that waits already is not told of twice; two at the same time do no harm.
        """
        if self.is_there and _DEFERRING in self.functions():
            asked = {"queue": queue, "task": task, "priority": priority, "key": key, "lock": f"{task} {key}"}
            self._session.connection().execute(_DEFER, asked)

    def make(self, statements: str) -> None:
        """Make the queue by its own statements."""
        self._session.connection().exec_driver_sql(statements.replace("%", "%%"))

    def remove(self, tables: Collection[str]) -> None:
        """Take the queue away; the store knows what is to be done."""
        connection = self._session.connection()
        for table in tables:
            connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{table}" CASCADE')
        for function in self.functions():
            connection.exec_driver_sql(f'DROP FUNCTION "{function}" CASCADE')
        for name in tuple(connection.scalars(_TYPES)):
            connection.exec_driver_sql(f'DROP TYPE IF EXISTS "{name}" CASCADE')
