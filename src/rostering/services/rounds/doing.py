"""Doing a piece of regular work: claimed in the store, with signs of life, and noted there with what came of it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from rostering.domain.rounds import RoundOutcome, RoundRun
from rostering.errors import Empty, RosteringError, StorageFailed
from rostering.language import SOURCE, said, speaking
from rostering.services.clock import now
from rostering.services.opening import NoStore, existing_store, is_missing
from rostering.services.rounds.regular_work import Ground, Round, RoundSkipped, Unsent

SILENCE = timedelta(seconds=40)
"""After so long without a sign of life a run is somebody else's to do."""
BEAT = 5.0
"""Seconds between two signs of life."""
_log = logging.getLogger(__name__)


def do_round(ground: Ground, what: Round, holder: str) -> bool:
    """Do a piece of work if it is time and nobody is at it; whether it was ours to do. Raises StorageFailed."""
    if is_missing(ground.url) or not what.is_wanted(ground):
        return False
    store = existing_store(ground.url)
    with store.transaction() as tx:
        if not tx.rounds.claim(what.name, holder, now(), what.every, SILENCE):
            return False
    with _signs_of_life(ground, what, holder), speaking(SOURCE):
        outcome, told = _done(ground, what)
    with store.transaction() as tx:
        if ground.closing.is_set() and outcome is not RoundOutcome.DONE:
            tx.rounds.let_go(what.name, holder)
        else:
            tx.rounds.end(what.name, holder, now(), outcome, told)
    return True


def is_perhaps_due(what: Round, seen: RoundRun | None) -> bool:
    """Whether it is worth asking the store, which decides; who only looks writes nothing."""
    if seen is None or seen.begun is None:
        return True
    at = now()
    if seen.holder is not None:
        return seen.beat is None or abs(at - seen.beat) > SILENCE
    return abs(at - seen.begun) >= what.every


def _done(ground: Ground, what: Round) -> tuple[RoundOutcome, str]:
    try:
        return RoundOutcome.DONE, what.work(ground)
    except RoundSkipped as lack:
        return RoundOutcome.SKIPPED, str(lack)
    except (Empty, NoStore):
        return RoundOutcome.SKIPPED, said("no data folder has been imported yet")
    except Unsent as why:
        return RoundOutcome.FAILED, str(why)
    except RosteringError as error:
        return RoundOutcome.FAILED, " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - a fault of ours in one piece of work holds no other up
        _log.exception("%s failed", what.name)
        return RoundOutcome.FAILED, said("something went wrong in rostering itself: the log says what")


@contextmanager
def _signs_of_life(ground: Ground, what: Round, holder: str) -> Iterator[None]:
    over = Event()

    def beat() -> None:
        while not over.wait(BEAT):
            try:
                with existing_store(ground.url).transaction() as tx:
                    tx.rounds.beat(what.name, holder, now())
            except StorageFailed as error:
                _log.warning("a sign of life could not be kept: %s", error)

    thread = Thread(target=beat, name=f"regular work: {what.name}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
