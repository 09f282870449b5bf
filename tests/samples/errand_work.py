"""Work for errands: done, refused, cut off, endless, and stopped with what there is; and who asks for it."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rostering.domain.errands import Errand
from rostering.domain.jobs import JobState
from rostering.domain.users import Actor
from rostering.errors import Refused
from rostering.language import _
from rostering.services.errands.child_work import Wire
from rostering.services.errands.errand_kinds import ErrandKind
from rostering.services.errands.runner import ErrandRunner
from rostering.store import open_store


def doubled(_url: str, _actor: Actor, about: Mapping[str, Any], wire: Wire) -> int:
    """Twice the number."""
    print("what a library prints is no part of the answer")
    wire.tell(done=1)
    wire.tell(all=2)
    return 2 * int(about["number"])


def named(_url: str, actor: Actor, _about: Mapping[str, Any], _wire: Wire) -> str:
    """In whose name it is done."""
    return actor.name


def refused(_url: str, _actor: Actor, _about: Mapping[str, Any], _wire: Wire) -> None:
    """Nothing, for two reasons."""
    raise Refused(_("this has to be filled in") + "\nsecond")


def killed(_url: str, _actor: Actor, _about: Mapping[str, Any], _wire: Wire) -> None:
    """The end, without a word."""
    os._exit(3)


def broken(_url: str, _actor: Actor, _about: Mapping[str, Any], _wire: Wire) -> None:
    """Something that nobody thought of."""
    raise ZeroDivisionError


def counted(_url: str, _actor: Actor, about: Mapping[str, Any], wire: Wire) -> str:
    """How far it came until it was stopped; it tells which process it is."""
    with Path(about["begun"]).open("a") as begun:
        begun.write("x")
    wire.tell(pid=os.getpid())
    wire.stop.wait()
    return "what there is"


def deaf(_url: str, _actor: Actor, _about: Mapping[str, Any], wire: Wire) -> None:
    """Never over by itself, whoever asks."""
    wire.tell(pid=os.getpid())
    while True:
        time.sleep(60)


def once_more(_url: str, _actor: Actor, about: Mapping[str, Any], wire: Wire) -> str:
    """Done the second time; the first time it takes for ever."""
    place = Path(about["begun"])
    if not place.exists():
        place.write_text("x")
        deaf("", _actor, about, wire)
    return "done"


KINDS = {
    work.__name__: ErrandKind("a lane", work)
    for work in (doubled, named, refused, killed, broken, counted, deaf, once_more)
}


def until(come: Callable[[], object]) -> None:
    """Wait until something has come."""
    while not come():
        time.sleep(0.05)


def asked_errand(errands: ErrandRunner, store: str, address: str) -> Errand:
    """The errand whose page an address is, once it is over."""
    key = address.rsplit("/", 1)[1]
    with open_store(store).reading() as reading:
        known = reading.errands.by_key(key)
    assert known is not None
    return errand_so_far(errands, key, known.owner)


def errand_so_far(errands: ErrandRunner, key: str, owner: int, so_far: str = "") -> Errand:
    """An errand once it is over, or something is known of how far it is."""
    while True:
        found = errands.find(key, owner)
        assert found is not None
        if so_far in found.progress if so_far else found.state not in {JobState.QUEUED, JobState.RUNNING}:
            return found
        time.sleep(0.05)
