"""Watching a store: one reader at a time, and nobody is told what is older than they may know."""

import asyncio
import threading
import time
from functools import partial

import pytest

from rostering.domain.users import Actor
from rostering.errors import StorageFailed
from rostering.services.clock import now
from rostering.services.links.serving import FeedDesk
from rostering.services.links.subscriptions import revoke_link
from rostering.web.service.watch import DeskWatch, StoreState, Watch, told
from samples.long_rosters import publish
from samples.web_firm import MONTHS, PATIENCE, SECOND, secret_of


class Store:
    """A store that counts how often it is read, by how many at once, and fails or waits as told."""

    def __init__(self) -> None:
        self.reads = 0
        self.failure: Exception | None = None
        self.free = threading.Event()
        self.free.set()
        self._one = threading.Lock()

    def refresh(self) -> None:
        """Read it."""
        assert self._one.acquire(blocking=False), "two readers at once"
        try:
            self.free.wait()
            self.reads += 1
            if self.failure:
                raise self.failure
        finally:
            self._one.release()


def test_a_crowd_shares_a_reading() -> None:
    store = Store()

    async def crowd() -> list[bool]:
        watch = Watch(store.refresh, tolerance=60, patience=PATIENCE)
        return list(await asyncio.gather(*(watch.is_fresh() for _ in range(100))))

    assert asyncio.run(crowd()) == [True] * 100
    assert store.reads == 1


def test_without_tolerance_who_comes_while_it_is_read_waits_for_a_reading_of_their_own() -> None:
    store = Store()

    async def two() -> list[bool]:
        watch = Watch(store.refresh, tolerance=0, patience=PATIENCE)
        store.free.clear()
        first = asyncio.create_task(watch.is_fresh())
        await asyncio.sleep(0.01)
        second = asyncio.create_task(watch.is_fresh())
        await asyncio.sleep(0.01)
        store.free.set()
        return [await first, await second]

    assert asyncio.run(two()) == [True, True]
    assert store.reads == 2


def test_a_failure_holds_for_those_who_waited_and_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    store = Store()

    async def story() -> list[bool]:
        watch = Watch(store.refresh, tolerance=0, patience=PATIENCE)
        store.failure = StorageFailed("the disk is full")
        said = [await watch.is_fresh(), await watch.is_fresh()]
        store.failure = None
        return [*said, await watch.is_fresh(), await watch.is_fresh()]

    assert asyncio.run(story()) == [False, False, True, True]
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
    assert "the disk is full" in caplog.text


def test_a_store_that_does_not_answer_counts_as_failing() -> None:
    store = Store()

    async def story() -> list[bool]:
        watch = Watch(store.refresh, tolerance=0, patience=0.05)
        store.free.clear()
        said = [await watch.is_fresh(), await watch.is_fresh()]
        store.free.set()
        return [*said, await watch.look(PATIENCE) is StoreState.FRESH]

    assert asyncio.run(story()) == [False, False, True]
    assert store.reads == 2


class SlowDesk(FeedDesk):
    """A desk that takes as long to read what is published as it is told."""

    free = threading.Event()

    def read_published(self) -> None:
        """Wait, then read."""
        self.free.wait()
        super().read_published()


def test_while_much_is_read_feeds_stay_as_they_were_and_links_are_known(store: str) -> None:
    desk = SlowDesk(store)
    secret = secret_of(store)

    async def story() -> list[tuple[bool, int, bool]]:
        watch, said = DeskWatch(desk, tolerance=0), []
        desk.free.set()
        for change in (
            None,
            partial(publish, store, SECOND, MONTHS),
            partial(revoke_link, store, 1, Actor.ops("tester")),
        ):
            if change:
                desk.free.clear()
                change()
            good = await watch.look(PATIENCE, published=PATIENCE if change is None else 0.5)
            answer = desk.answer(secret, now())
            assert answer
            said.append((good, len(answer.published.publications), answer.ended))
        desk.free.set()
        said.append((await watch.look(PATIENCE), len(desk._published.publications), True))
        return said

    assert asyncio.run(story()) == [(True, 1, False), (True, 1, False), (True, 1, True), (True, 2, True)]


def test_errors_are_told_without_what_they_quote() -> None:
    secret = "S" * 43
    try:
        time.strptime(secret, "%Y")
    except ValueError as error:
        said = told(error)
    assert secret not in said
    assert said.startswith("ValueError < ")
    assert "test_watch.py" in said
    assert told(StorageFailed("the disk is full")) == "the disk is full"
