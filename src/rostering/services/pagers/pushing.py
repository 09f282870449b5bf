"""Pushing: pagers are asked what is there, and told what is not as it should be; nothing but our own is touched.

What is about to be made is noted before the pager is asked, and its id afterwards: whoever pushes after a crash finds
by the note what was made, so that nothing is made twice. Each pager has a thread of its own.
"""

import os
import secrets
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event

from rostering.answers.pagers import Pushed, PushRun
from rostering.domain.pagers import MadeOverride, Pager, PagerState
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.language import said
from rostering.notices.pagers import Client, Down, client_of
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.pagers.on_from_now import Ahead, ahead
from rostering.services.pagers.telling import Telling
from rostering.store import Store

LOST_AFTER = timedelta(minutes=2)
"""A push that has said nothing for so long has crashed."""
AT_ONCE = 8
"""Pagers that are told at a time."""
REST = timedelta(minutes=1)
"""How long a pager is left alone that cannot be asked, where it does not say itself."""
Makers = Callable[[Pager, str], Client]


def push_pagers(
    url: str,
    actor: Actor,
    names: Collection[str] = (),
    is_trial: bool = False,
    at_once: bool = False,
    lost_after: timedelta = LOST_AFTER,
    clients: Makers = client_of,
    at: datetime | None = None,
    closing: Event | None = None,
) -> PushRun:
    """Tell pagers, all or some, who is on; when it is a trial, only say what would be told.

    One that has asked to be left alone is asked nevertheless when all are to be told `at_once`. Once `closing` is set,
    nothing more is asked of anybody. Raises Forbidden, NoInputs, UnknownPager, StorageFailed.
    """
    require(actor, Action.PUSH_PAGERS)
    store, moment = existing_store(url), at or now()
    with store.reading() as reading:
        found = ahead(reading, moment, names)
    push = Push(store, actor, found, is_trial, at_once, lost_after, clients, moment, closing or Event())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return PushRun(tuple(pool.map(push.to, found.pagers)), is_trial, found.names, found.zone)


@dataclass(frozen=True)
class Push:
    """One push, to whichever pager."""

    store: Store
    actor: Actor
    found: Ahead
    is_trial: bool
    at_once: bool
    lost_after: timedelta
    clients: Makers
    at: datetime
    closing: Event
    """Set once it is to end early."""

    def to(self, pager: Pager) -> Pushed:
        """Tell one pager."""
        if self.is_trial:
            state, made = self._known(pager)
            return self._told(pager, state, made, None)[0]
        holder = secrets.token_hex(8)
        with self.store.transaction() as tx:
            if not tx.pagers.hold(pager.name, holder, now(), self.lost_after):
                return Pushed(pager.name, pager.kind.maker, is_held=True)
            state, made = tx.pagers.states()[pager.name], tx.pagers.made(pager.name)
        if state.rest_until and state.rest_until > self.at and not self.at_once:
            self._let_go(state, holder)
            return Pushed(pager.name, pager.kind.maker, error=state.error, troubles=state.troubles, is_news=False)
        try:
            pushed, wait = self._told(pager, state, made, holder)
        except BaseException:
            self._let_go(state, holder)
            raise
        self._let_go(self._after(state, pushed, wait), holder)
        self._log(pushed)
        return pushed

    def _known(self, pager: Pager) -> tuple[PagerState, tuple[MadeOverride, ...]]:
        with self.store.reading() as reading:
            return reading.pagers.states().get(pager.name, PagerState(pager.name)), reading.pagers.made(pager.name)

    def _told(
        self, pager: Pager, state: PagerState, made: tuple[MadeOverride, ...], holder: str | None
    ) -> tuple[Pushed, float | None]:
        """What came of it, and for how many seconds the pager asks to be left alone."""
        wait = None
        telling = Telling(self.store, pager, self.found, made, self.at, holder, self.closing)
        try:
            with closing(self.clients(pager, _token_of(pager))) as client:
                telling.tell(client)
        except Down as down:
            telling.error, wait = down.why, down.wait
        pushed = telling.pushed()
        is_news = (pushed.error, pushed.troubles) != (state.error, state.troubles)
        return replace(pushed, is_news=is_news), wait

    def _after(self, state: PagerState, pushed: Pushed, wait: float | None) -> PagerState:
        """How the pager stands after a push."""
        rest = (REST if wait is None else timedelta(seconds=wait)) if pushed.error else None
        return PagerState(
            state.pager,
            tried=self.at,
            pushed=self.at if pushed.is_done else state.pushed,
            error=pushed.error,
            since=None if pushed.error is None else state.since if state.error == pushed.error else self.at,
            rest_until=self.at + rest if rest is not None else None,
            troubles=pushed.troubles,
        )

    def _let_go(self, state: PagerState, holder: str) -> None:
        with self.store.transaction() as tx:
            tx.pagers.let_go(state, holder)

    def _log(self, pushed: Pushed) -> None:
        """Log what was changed at the pager; a push that finds all as it should be changes nothing."""
        if not pushed.done:
            return
        came = sum(each.shift is not None for each in pushed.done)
        went = sum(each.gone is not None for each in pushed.done)
        figures = said("{number} put on, {away} taken off", number=came, away=went)
        with self.store.transaction() as tx:
            tx.log(self.actor.name, "push pager", f"pager {pushed.pager}", None, figures, at=now())


def _token_of(pager: Pager) -> str:
    """The token, from the environment alone. Raises Down."""
    token = os.environ.get(pager.variable, "").strip()
    if not token:
        raise Down(said("the variable {name} with its token is not set", name=pager.variable))
    if not token.isascii() or not token.isprintable():
        raise Down(said("the variable {name} holds no token", name=pager.variable))
    return token
