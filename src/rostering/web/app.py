"""The ASGI application: which path is answered by what."""

import asyncio
import logging
import math
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from starlette.routing import BaseRoute, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from rostering.services.clock import now
from rostering.services.links.serving import FeedDesk
from rostering.web.feeds.feed_route import FeedRoute
from rostering.web.service.guard import AnsweredRequest, RequestGuard
from rostering.web.service.limits import RateLimits, RateMeter
from rostering.web.service.replies import NOT_FOUND, UNAVAILABLE, Fixed, Reply
from rostering.web.service.watch import LONGEST, TOLERANCE, DeskWatch, told

EVERY = 1.0
"""Seconds after which the store is told who fetched, and looked at though nobody asks."""
_log = logging.getLogger(__name__)


def application(
    desk: FeedDesk,
    limits: RateLimits = RateLimits(),  # noqa: B008 - frozen
    base: str | None = None,
    more: Iterable[BaseRoute] = (),
    otherwise: ASGIApp | None = None,
    clock: Callable[[], datetime] = now,
    tolerance: float = TOLERANCE,
    patience: float = LONGEST,
    tell: Callable[[AnsweredRequest], None] | None = None,
) -> ASGIApp:
    """The service over a desk.

    `base` is where others reach it; without one pages have no addresses, but for readers at this machine. `tolerance`
    is how many seconds may pass until a change of the store is seen, `patience` how many a request waits for the store;
    `otherwise` answers at all other paths, `tell` is told of each request that was answered.
    """
    watch, teller = DeskWatch(desk, tolerance, patience), FetchTeller(desk)
    feeds = FeedRoute(desk, watch, RateMeter(limits.link), clock, base)
    routes = [
        *(Route(path, feeds) for path in ("/feeds/{token}/{name}", "/feeds/{token}/", "/feeds/{token}")),
        Route("/healthz", Fixed(Reply(200, b"alive\n", headers={"Cache-Control": "no-store"}))),
        Route("/readyz", Readiness(watch)),
        Route("/robots.txt", Fixed(Reply(200, b"User-agent: *\nDisallow:\n"))),
        *more,
    ]

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        await watch.look(math.inf)
        keeper = asyncio.create_task(_keep(teller, watch))
        yield
        keeper.cancel()
        with suppress(asyncio.CancelledError):
            await keeper
        await asyncio.to_thread(teller.write)

    # A redirect would repeat the secret.
    router = Router(routes, redirect_slashes=False, default=otherwise or Fixed(NOT_FOUND), lifespan=lifespan)
    return RequestGuard(router, RateMeter(limits.address), base, tell)


async def _keep(teller: "FetchTeller", watch: DeskWatch) -> None:
    """Look at the store from time to time, so that a new feed is soon known, and tell it who fetched."""
    while True:
        await asyncio.sleep(EVERY)
        await watch.look()
        await asyncio.to_thread(teller.write)


class FetchTeller:
    """Tells the store who fetched; a store that cannot be written is tried again, and spoken of once."""

    def __init__(self, desk: FeedDesk) -> None:
        self._desk = desk
        self._said = ""

    def write(self) -> None:
        """Tell it what it has not been told."""
        try:
            self._desk.write_fetches()
            self._said = ""
        except Exception as error:  # noqa: BLE001 - feeds do not depend on it
            if (why := told(error)) != self._said:
                _log.warning("who fetched which link could not be kept yet: %s", why)
            self._said = why


class Readiness:
    """Answers whether the store can be read."""

    def __init__(self, watch: DeskWatch) -> None:
        self._watch = watch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        ready = Reply(200, b"ready\n", headers={"Cache-Control": "no-store"})
        reply = ready if await self._watch.look() else UNAVAILABLE
        await Fixed(reply)(scope, receive, send)
