"""A worker: takes what it is told of from the queue until a signal comes, and looks for what was left by others."""

import asyncio
import logging
import os
import secrets
import signal
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from procrastinate import App
from procrastinate.jobs import DeleteJobCondition
from procrastinate.worker import Worker

from rostering.domain.jobs import PLAN, REPAIR
from rostering.errors import BadCall, RosteringError
from rostering.language import _
from rostering.logs.begin import begin_logs
from rostering.services.errands.child_work import make_ready
from rostering.services.jobs.hands import Hands, Shares
from rostering.services.jobs.left_jobs import LeftJobs
from rostering.services.rounds.doing import do_round
from rostering.services.rounds.queue_making import prepare_queue, queue_address
from rostering.services.rounds.regular_work import MAIL, ROUNDS, UPKEEP, Ground
from rostering.workers.queue_app import app_of, statements

QUEUES = (PLAN, REPAIR, MAIL, UPKEEP)
"""What a worker may take from."""
AT_ONCE = len(ROUNDS)
"""Pieces of regular work at the same time: none waits for another."""
LOOK = 5.0
"""Seconds between two looks into the queue when nobody has told of anything, and for what was left."""
BEAT = 5.0
"""Seconds between two signs of life of a worker."""
GONE = 30.0
"""Seconds without one after which a worker is forgotten."""
AGAIN = 2.0
"""Seconds after which a queue that could not be reached is tried again."""
LAST = 15.0
"""Seconds that work under way has to end in once a worker is stopped."""
_log = logging.getLogger(__name__)


class UnknownQueue(BadCall):
    """A queue that there is not."""

    def __init__(self, name: str) -> None:
        super().__init__(_("there is no queue '{name}'; known: {known}", name=name, known=", ".join(QUEUES)))


@dataclass(frozen=True)
class Working:
    """How a worker works."""

    queues: tuple[str, ...] = QUEUES
    concurrency: int = 1
    """Plans at the same time, and as many repairs beside them."""
    cores: int | None = None
    """Processors that it may use; None: all that it is given."""
    mail_to: str | None = None
    base: str = ""
    renew_queue: bool = False


def queues_of(text: str) -> tuple[str, ...]:
    """The queues that somebody names, parted by commas. Raises UnknownQueue."""
    named = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for name in named:
        if name not in QUEUES:
            raise UnknownQueue(name)
    return named or QUEUES


def work(url: str, how: Working, begun: Callable[[], None]) -> None:
    """Work on a store until SIGTERM or Ctrl-C; `begun` is told once it begins.

    Raises NoServer, OtherQueue, StorageFailed.
    """
    prepare_queue(url, statements(), how.renew_queue)
    begin_logs()
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)  # what goes wrong there is said here, once
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)
    make_ready()
    asyncio.run(_Shop(url, how).run(begun))


@dataclass(frozen=True)
class _Lane:
    """Some queues, and how much is taken from them at the same time."""

    queues: list[str]
    concurrency: int


class _Shop:
    """Everything that goes on in the process."""

    def __init__(self, url: str, how: Working) -> None:
        self._url, self._closing = url, threading.Event()
        self._ground = Ground(url, how.mail_to, how.base, self._closing)
        self._holder = secrets.token_hex(8)
        self._lanes = list(_lanes(how))
        jobs = how.concurrency * 2
        self._threads = jobs + AT_ONCE + 4
        shares = Shares(_processors(how.cores), how.concurrency)
        self._hands = Hands(url, self._closing, shares)
        self._left = LeftJobs(url)
        self._app = app_of(queue_address(url), self._look_at_job, self._look_at_work, ROUNDS)
        self._working: list[Worker] = []
        self._said = ""

    async def run(self, begun: Callable[[], None]) -> None:
        """Work until a signal comes."""
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(self._threads, "worker"))
        over = asyncio.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(each, over.set)
        async with self._app.open_async():
            tasks = [asyncio.create_task(self._keep_on(lane)) for lane in self._lanes]
            tasks.append(asyncio.create_task(self._look_for_left()))
            begun()
            await over.wait()
            await self._end(tasks)

    async def _end(self, tasks: Iterable["asyncio.Task[None]"]) -> None:
        """Give back what is under way, and wait for its end, but not for ever."""
        self._closing.set()
        for worker in self._working:
            worker.stop()  # type: ignore[no-untyped-call] # it says no types
        _done, late = await asyncio.wait(tasks, timeout=LAST)
        if late:
            _log.warning("work under way does not end: it is left to others")
            logging.shutdown()
            os._exit(0)

    async def _keep_on(self, lane: _Lane) -> None:
        """Take from some queues; one that cannot be reached is tried again and again."""
        while not self._closing.is_set():
            worker = _worker(self._app, lane)
            self._working.append(worker)
            try:
                await worker.run()  # type: ignore[no-untyped-call] # it says no types
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                self._complain(error)
            finally:
                self._working.remove(worker)
            await self._pause(AGAIN)

    async def _look_for_left(self) -> None:
        while not self._closing.is_set():
            try:
                if number := await asyncio.to_thread(self._left.look):
                    _log.info("jobs that were left, or not in the queue: %d", number)
                self._said = ""
            except RosteringError as error:
                self._complain(error)
            await self._pause(LOOK)

    async def _pause(self, seconds: float) -> None:
        await asyncio.to_thread(self._closing.wait, seconds)

    def _look_at_job(self, key: str) -> None:
        if key.isdecimal() and self._hands.carry_out(int(key)):
            _log.info("job %s: no longer here", key)

    def _look_at_work(self, key: str) -> None:
        what = ROUNDS.get(key)
        if what and not self._closing.is_set():
            do_round(self._ground, what, self._holder)

    def _complain(self, error: Exception) -> None:
        """Say once what goes wrong; the classes of others, as their words may hold an address."""
        why = str(error) if isinstance(error, RosteringError) else type(error).__name__
        if why != self._said:
            _log.warning("the queue cannot be worked on at the moment: %s", why)
        self._said = why


def _lanes(how: Working) -> Iterable[_Lane]:
    """Plans, repairs and regular work beside one another, as none may wait for another."""
    for queue in (PLAN, REPAIR):
        if queue in how.queues:
            yield _Lane([queue], how.concurrency)
    if regular := [queue for queue in (MAIL, UPKEEP) if queue in how.queues]:
        yield _Lane(regular, AT_ONCE)


def _worker(app: App, lane: _Lane) -> Worker:
    return Worker(
        app,
        queues=lane.queues,
        concurrency=lane.concurrency,
        fetch_job_polling_interval=LOOK,
        delete_jobs=DeleteJobCondition.ALWAYS.value,
        install_signal_handlers=False,
        update_heartbeat_interval=BEAT,
        stalled_worker_timeout=GONE,
    )


def _processors(most: int | None) -> list[int]:
    """The processors that the process may use, at most so many."""
    known = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return sorted(known)[:most]
