"""Requests that may come again under the same key: they are done once, and answered the same way each time.

The key is held before anything is done. Each transaction of the use case keeps, together with what it changes, that it
was done; so a request whose server fell away is either undone, and may be tried again, or known to be done. What is
lost then is its answer alone.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rostering.domain.repeats import HELD, KEPT, Holding, KeptAnswer, Repeat
from rostering.errors import BadCall, Conflict
from rostering.language import _
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.store import Transaction, witnessed


@dataclass(frozen=True)
class RepeatKey:
    """Under which key a token sends a request, and what tells it from every other."""

    token: int
    key: str
    fingerprint: str


class KeyReused(BadCall):
    """A key that stands for another request."""

    def __init__(self) -> None:
        super().__init__(_("this Idempotency-Key was sent with another request: take a new one for each"))


class UnderWay(Conflict):
    """A request that another one under the same key is still doing."""

    def __init__(self) -> None:
        super().__init__(_("the request of this Idempotency-Key is under way: ask again in a moment"))


class AnswerLost(Conflict):
    """A request that was done, and whose answer nobody has any more."""

    def __init__(self) -> None:
        super().__init__(_("the request of this Idempotency-Key was done, and its answer is not kept: see the log"))


def hold(url: str, repeat: RepeatKey) -> Holding | KeptAnswer:
    """Hold a request, so that nobody else does it; or what it was answered with.

    Raises KeyReused, UnderWay, AnswerLost, NoStore, StorageFailed.
    """
    with existing_store(url).transaction() as tx:
        at = now()
        tx.kept_answers.forget(at - KEPT)
        known = tx.kept_answers.find(repeat.token, repeat.key)
        if known:
            if known.fingerprint != repeat.fingerprint:
                raise KeyReused
            if known.answer:
                return known.answer
            _refuse_open(known)
        holding = Holding(repeat.token, repeat.key, secrets.token_hex(8))
        tx.kept_answers.hold(holding, repeat.fingerprint, at, at + HELD)
        return holding


def _refuse_open(known: Repeat) -> None:
    if known.held_until > now():
        raise UnderWay
    if known.done:
        raise AnswerLost


@contextmanager
def done_once(holding: Holding) -> Iterator[None]:
    """Keep with each transaction that the request is done; one that is held by somebody else by now changes nothing."""

    def mark(tx: Transaction) -> None:
        if not tx.kept_answers.mark_done(holding):
            raise UnderWay

    with witnessed(mark):
        yield


def go_on(url: str, holding: Holding) -> None:
    """Say that a request is still being done."""
    with existing_store(url).transaction() as tx:
        tx.kept_answers.go_on(holding, now() + HELD)


def keep_answer(url: str, holding: Holding, answer: KeptAnswer) -> None:
    """Keep what a request was answered with."""
    with existing_store(url).transaction() as tx:
        tx.kept_answers.answer(holding, answer)


def let_go(url: str, holding: Holding) -> None:
    """Forget a request that came to nothing, so that it can be tried again; one that was done is not forgotten."""
    with existing_store(url).transaction() as tx:
        tx.kept_answers.let_go(holding)


def forget(url: str, holding: Holding) -> None:
    """Forget a request that was refused: what was kept on the way there, such as what had ended by itself, may stay."""
    with existing_store(url).transaction() as tx:
        tx.kept_answers.drop(holding)


def keep_no_answer(url: str, holding: Holding) -> None:
    """Keep that a request is done, and nothing of its answer, which shows a secret once."""
    with existing_store(url).transaction() as tx:
        tx.kept_answers.go_on(holding, now())
