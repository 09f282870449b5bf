"""Feeds over HTTP: a 200 is a promise that all is there; whatever goes wrong is a 503 with the last good body."""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from rostering.domain.links import is_secret
from rostering.services.links.serving import FeedAnswer, FeedDesk
from rostering.web.feeds.link_page import link_page, page_headers
from rostering.web.service.codings import VARIES, takes_gzip
from rostering.web.service.conditions import http_date, is_unchanged
from rostering.web.service.guard import address_of
from rostering.web.service.hosts import known_base
from rostering.web.service.limits import RateMeter
from rostering.web.service.replies import (
    CALENDAR,
    HTML,
    NOT_ALLOWED,
    NOT_FOUND,
    READING,
    RETRY,
    UNAVAILABLE,
    Reply,
    too_many,
)
from rostering.web.service.watch import DeskWatch, told

Made = TypeVar("Made")
_log = logging.getLogger(__name__)
BUILDERS = 2
"""Threads that make feeds; more would only take turns."""
SUFFIX = ".ics"
FRESH = {"Cache-Control": "private, max-age=300", **VARIES}
FILE_NAME = "rostering.ics"
FILE = {"Content-Disposition": f'inline; filename="{FILE_NAME}"'}
STALE = {
    **FILE,
    "Cache-Control": "no-store",
    "Retry-After": str(RETRY),
    "Warning": '110 - "Response is Stale"',  # RFC 7234, 5.5.1
}


class FeedRoute:
    """The ASGI application below `/feeds/TOKEN`: the feed at any name that ends in .ics, and the owner's page."""

    def __init__(
        self, desk: FeedDesk, watch: DeskWatch, meter: RateMeter, clock: Callable[[], datetime], base: str | None
    ) -> None:
        self._desk = desk
        self._watch = watch
        self._meter = meter
        self._clock = clock
        self._base = base
        self._builders = ThreadPoolExecutor(BUILDERS, "builder")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Answer one request."""
        reply = await self._reply(scope) if scope["method"] in READING else NOT_ALLOWED
        await reply.send(scope, send)

    async def _reply(self, scope: Scope) -> Reply:
        """Who is not known or asks too often is told so before anything is looked for."""
        secret, name = scope["path_params"]["token"], scope["path_params"].get("name", "")
        if (name and not name.endswith(SUFFIX)) or not is_secret(secret):
            return NOT_FOUND
        fresh = await self._watch.look()
        now = self._clock()
        answer = self._desk.answer(secret, now)
        if answer is None:
            return NOT_FOUND if self._desk.is_open else UNAVAILABLE
        number = answer.link.subscription.number
        scope["state"]["link"] = number
        if wait := self._meter.wait((number, address_of(scope)), time.monotonic()):
            return too_many(wait)
        if name:
            return await self._feed(scope, answer, now) if fresh else await self._stale(answer)
        return await self._page(scope, secret, answer) if fresh else UNAVAILABLE

    async def _feed(self, scope: Scope, answer: FeedAnswer, now: datetime) -> Reply:
        try:
            feed = answer.ready
            if feed is None:
                feed = await self._in_thread(self._desk.make, answer)
        except Exception as error:  # noqa: BLE001 - whatever fails, nothing half done may be taken for a calendar
            _log.error("link %d: the feed cannot be made: %s", answer.link.subscription.number, told(error))
            return await self._stale(answer)
        headers = Headers(scope=scope)
        if scope["method"] == "GET":
            self._desk.fetches.note(answer.link.subscription.number, now, headers.get("user-agent", ""))
        asked = _joined(headers)
        sent = feed.packed if takes_gzip(asked.get("accept-encoding", "")) else feed.plain
        # A link may end on a date before its feed's last change, so its notice is told by its tag alone.
        modified = None if answer.ended else feed.modified
        stamps = {**FRESH, "ETag": sent.etag, "Last-Modified": http_date(feed.modified)}
        if is_unchanged(asked, sent.etag, modified, now):
            return Reply(304, type=None, headers=stamps)
        coding = {"Content-Encoding": sent.coding} if sent.coding else {}
        return Reply(200, sent.octets, CALENDAR, {**stamps, **coding, **FILE})

    async def _stale(self, answer: FeedAnswer) -> Reply:
        body = await self._in_thread(self._desk.last_good, answer)
        return UNAVAILABLE if body is None else Reply(503, body, CALENDAR, STALE)

    async def _page(self, scope: Scope, secret: str, answer: FeedAnswer) -> Reply:
        try:
            fetch = await asyncio.to_thread(self._desk.last_fetch, answer)
        except Exception as error:  # noqa: BLE001 - an error may quote what was asked for
            _log.error("the page of a link cannot be made: %s", told(error))
            return UNAVAILABLE
        url = _address(self._base or known_base(scope), secret, scope["path"])
        return Reply(200, link_page(answer, url, fetch), HTML, page_headers(answer.link.subscription.style.language))

    async def _in_thread(self, make: Callable[[FeedAnswer], Made], answer: FeedAnswer) -> Made:
        return await asyncio.get_running_loop().run_in_executor(self._builders, make, answer)


def _address(base: str | None, secret: str, page: str) -> str:
    """The feed's address, from the page on where nobody knows its beginning."""
    on = "" if page.endswith("/") else f"{secret}/"
    return f"{base}/feeds/{secret}/{FILE_NAME}" if base else f"{on}{FILE_NAME}"


def _joined(headers: Headers) -> dict[str, str]:
    """Each header once: several lines of one are a list (RFC 9110, 5.3)."""
    return {name: ", ".join(headers.getlist(name)) for name in set(headers)}
