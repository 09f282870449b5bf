"""The door of the API: who asks, whether they may, what they ask for and send; then the use case, then the answer."""

import asyncio
import hashlib
import logging
import time
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from rostering.answers.users import Bearer
from rostering.domain.repeats import Holding
from rostering.errors import Conflict, RosteringError
from rostering.language import SOURCE, speaking
from rostering.reports.look.failures import error_shape
from rostering.services.access.access_tokens import bearer
from rostering.services.access.repeats import done_once
from rostering.services.access.rights import require
from rostering.web.api.away import SentCall
from rostering.web.api.bodies import read, sent
from rostering.web.api.call import ApiCall
from rostering.web.api.failures import Failed, refusal, reply_of, too_often, unauthenticated
from rostering.web.api.once import Work, once, repeat_key
from rostering.web.api.queries import asked
from rostering.web.api.route import ApiRoute
from rostering.web.api.searches import Searches
from rostering.web.api.shown import shown
from rostering.web.frame.door import BIG
from rostering.web.frame.rendering import packed
from rostering.web.frame.site import Site
from rostering.web.service.conditions import is_unchanged
from rostering.web.service.hosts import known_base
from rostering.web.service.limits import MINUTE
from rostering.web.service.replies import Reply
from rostering.web.service.watch import told

MOST_OF_A_TOKEN = 600
"""Requests a minute by one token."""
_READING = frozenset({"GET", "HEAD"})
_log = logging.getLogger(__name__)


class ApiDoor:
    """The ASGI application at one path of the API: its routes by method."""

    def __init__(self, site: Site, routes: Iterable[ApiRoute], most: int = MOST_OF_A_TOKEN) -> None:
        self._site = site
        self._routes = {route.method: route for route in routes}
        self._allowed = ", ".join([*(["HEAD"] if "GET" in self._routes else []), *self._routes])
        self._meter = site.meter("token", most, MINUTE)
        self._searches = site.once("searches", Searches)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        with speaking(SOURCE), self._site.memory.used(self._site.store):
            reply = await self._reply(request)
        accepted = request.headers.get("accept-encoding", "")
        big = len(reply.body) > BIG
        reply = await asyncio.to_thread(packed, reply, accepted) if big else packed(reply, accepted)
        await reply.send(scope, send)

    async def _reply(self, request: Request) -> Reply:
        try:
            return await self._answer(request, self._route(request.method))
        except (Failed, RosteringError) as error:
            reply = refusal(error)
            if reply.status >= 500:
                _log.error("a request of the API cannot be answered: %s", told(error))
            return reply
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody is shown its trace
            _log.error("a request of the API failed: %s", told(error))
            return reply_of(500, error_shape("crash", "something went wrong here; it was written down"))

    def _route(self, method: str) -> ApiRoute:
        """The route of a method. Raises Failed."""
        route = self._routes.get("GET" if method == "HEAD" else method)
        if route is None:
            raise Failed(405, "not_allowed", "this method is not taken here", {"Allow": self._allowed})
        return route

    async def _answer(self, request: Request, route: ApiRoute) -> Reply:
        who = await self._bearer(request)
        require(who.actor, route.action)
        wanted = asked(request, route)
        data = b"" if request.method in _READING else await sent(request, route)
        said = await asyncio.to_thread(read, route, data)
        call = self._call(request, who)

        url = str(request.url)

        async def work(held: Holding | None) -> Reply:
            def use() -> Reply:
                with done_once(held) if held else nullcontext():
                    return shown(route.manner, route.use(call, wanted, said), url)

            if not route.slow:
                return await asyncio.to_thread(use)
            away = SentCall(route.use, route.manner, call.store, who, call.base, call.now, wanted, said, url, held)
            return await self._searches.run(away, call.closing)

        key = repeat_key(request, who.token.number, data) if route.changes else None
        reply = await once(call.store, key, _settled(work), route.secret)
        return conditional(request, reply)

    async def _bearer(self, request: Request) -> Bearer:
        """Whoever asks. Raises Failed."""
        scheme, _space, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not secret.strip():
            raise unauthenticated("send an access token: Authorization: Bearer rostering_...")
        found = await asyncio.to_thread(bearer, self._site.store, secret.strip())
        if found is None:
            raise unauthenticated("this access token is not known, has ended or was revoked", "invalid_token")
        request.scope["state"].update(user=found.user.number, token=found.token.number)
        if wait := self._meter.wait(found.token.number, time.monotonic()):
            raise too_often(wait)
        return found

    def _call(self, request: Request, who: Bearer) -> ApiCall:
        site = self._site
        base = site.base or known_base(request.scope) or ""
        return ApiCall(site.store, who, site.queue, base, site.clock(), site.memory, site.closing)


def _settled(work: Work) -> Work:
    """The work, with a refusal as its reply, as what is refused is kept like any other answer, but for conflicts."""

    async def settled(held: Holding | None) -> Reply:
        try:
            reply = await work(held)
        except Conflict:
            raise
        except RosteringError as error:
            reply = refusal(error)
        return reply

    return settled


def conditional(request: Request, reply: Reply) -> Reply:
    """The reply with a mark of what it says; 304 to whoever has that already."""
    if request.method not in _READING or reply.status != 200:
        return reply
    tag = f'"{hashlib.sha256(reply.body).hexdigest()[:32]}"'
    headers = {**reply.headers, "ETag": f"W/{tag}", "Cache-Control": "private, no-cache"}
    if is_unchanged(request.headers, tag, None, datetime.now(UTC)):
        return Reply(304, b"", None, headers)
    return Reply(200, reply.body, reply.type, headers)
