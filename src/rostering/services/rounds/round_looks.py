"""Looking at regular work: how each last run went, and whether there is a worker to do it."""

from zoneinfo import ZoneInfo

from rostering.answers.rounds import RegularWork, RoundShown
from rostering.domain.rounds import RoundRun
from rostering.services.clock import now
from rostering.services.jobs.looking import is_deserted
from rostering.services.opening import existing_store
from rostering.services.rounds.doing import SILENCE
from rostering.services.rounds.regular_work import ROUNDS


def regular_work(url: str) -> RegularWork:
    """Each piece of regular work in the order in which they are shown. Raises NoStore, StorageFailed."""
    with existing_store(url).reading() as reading:
        runs = {run.name: run for run in reading.rounds.all()}
        firm = reading.organisation()
        has_workers = reading.queue.is_there
        return RegularWork(
            tuple(_shown(what.name, what.title, runs.get(what.name)) for what in ROUNDS.values()),
            has_workers,
            reading.queue.last_sign() if has_workers else None,
            is_deserted(reading),
            firm.zone if firm else ZoneInfo("UTC"),
        )


def _shown(name: str, title: str, run: RoundRun | None) -> RoundShown:
    is_left = run is not None and run.holder is not None and run.beat is not None and now() - run.beat > SILENCE
    return RoundShown(name, title, run or RoundRun(name), is_left)
