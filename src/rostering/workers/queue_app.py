"""The queue as procrastinate has it: a task that looks at a job, and one that looks whether regular work is due.

Both say only where to look. A job of an older version, or one told of twice, finds nothing to do there.
"""

from collections.abc import Callable, Mapping

from procrastinate import App, PsycopgConnector
from procrastinate.schema import SchemaManager

from rostering.services.jobs.putting_back import JOB_TASK, ROUND_TASK
from rostering.services.rounds.regular_work import Round

Look = Callable[[str], None]
"""Looks at what stands in the store under a key."""
_CONNECTIONS = 8


def statements() -> str:
    """What makes the queue in a database."""
    return SchemaManager.get_schema()


def app_of(address: str, job: Look, work: Look, rounds: Mapping[str, Round]) -> App:
    """The queue in the database of an address, and who looks at a job and at a piece of regular work."""
    app = App(connector=PsycopgConnector(conninfo=address, min_size=1, max_size=_CONNECTIONS))

    @app.task(name=JOB_TASK)
    def look_at_job(key: str = "", **_others: object) -> None:
        job(key)

    @app.task(name=ROUND_TASK)
    def look_at_work(timestamp: int = 0, key: str = "", **_others: object) -> None:
        del timestamp  # the store knows when it is time
        work(key)

    for name, each in rounds.items():
        lock = f"{ROUND_TASK} {name}"
        how = app.periodic(
            cron=each.cron, periodic_id=name, queue=each.queue, queueing_lock=lock, task_kwargs={"key": name}
        )
        how(look_at_work)
    return app
