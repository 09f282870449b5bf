"""Leave over HTTP: a secret link opens a page that takes a calendar and shows what it proposes, to be ticked."""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime
from functools import partial
from typing import TypeVar

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from rostering.answers.links import Sender
from rostering.domain.links import is_secret
from rostering.domain.proposals import LeaveProposal
from rostering.errors import Conflict, Fault, FaultyInput, RosteringError, StorageFailed
from rostering.language import SOURCE, _, speaking
from rostering.language import told as in_words
from rostering.reports.look.shapes import Shape, faults_shape
from rostering.reports.outside.leave import proposal_shape
from rostering.services.clock import now
from rostering.services.inputs import leave
from rostering.services.links.leave_links import LeaveDesk
from rostering.web.leave.leave_page import language_of, leave_headers, leave_page
from rostering.web.service.guard import address_of
from rostering.web.service.limits import RateMeter
from rostering.web.service.replies import HTML, NO_STORE, NOT_FOUND, READING, UNAVAILABLE, Reply, too_many
from rostering.web.service.uploads import ClientDisconnect, File, Malformed, Ticks, Unsupported, UploadTooLarge, sent
from rostering.web.service.watch import LONGEST, TOLERANCE, Watch, told

Done = TypeVar("Done")
READERS = 2
"""Threads that read calendars, each with a process of its own."""
MOST_WAITING = 16
A_MINUTE = 30
"""Files and ticks of one link from one address."""
JSON = "application/json; charset=utf-8"
NOT_ALLOWED = Reply(405, b"method not allowed\n", headers={**NO_STORE, "Allow": "GET, HEAD, POST"})
TOO_LONG = Reply(408, b"took too long to send\n", headers=NO_STORE)
BUSY = Reply(503, b"too many files at once\n", headers={**NO_STORE, "Retry-After": "5"})
_log = logging.getLogger(__name__)


def routes(
    store: str, clock: Callable[[], datetime] = now, tolerance: float = TOLERANCE, patience: float = LONGEST
) -> list[Route]:
    """The paths below `/leave`, for a store.

    `tolerance` is for how many seconds a look at it holds, `patience` for how many a request waits for one.
    """
    page = LeaveRoute(store, clock, tolerance, patience)
    return [Route("/leave/{token}", page), Route("/leave/{token}/", page)]


class LeaveRoute:
    """The ASGI application at `/leave/TOKEN`."""

    def __init__(self, store: str, clock: Callable[[], datetime], tolerance: float, patience: float = LONGEST) -> None:
        self._store = store
        self._clock = clock
        self._desk = LeaveDesk(store)
        self._watch = Watch(self._desk.refresh, tolerance, patience)
        self._meter = RateMeter(A_MINUTE)
        self._readers = ThreadPoolExecutor(READERS, "leave")
        self._others = ThreadPoolExecutor(READERS, "leave-page")  # pages and ticks do not wait behind files
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        known = scope["method"] in {*READING, "POST"}
        reply = await self._reply(Request(scope, receive)) if known else NOT_ALLOWED
        await reply.send(scope, send)

    async def _reply(self, request: Request) -> Reply:
        """Who is not known is told so before anything is looked for."""
        secret = request.path_params["token"]
        if not is_secret(secret):
            return NOT_FOUND
        fresh = await self._watch.is_fresh()
        sender = self._desk.sender(secret, self._clock())
        if sender is None:
            return NOT_FOUND if self._desk.is_open else UNAVAILABLE
        if not fresh:
            return UNAVAILABLE
        request.scope["state"]["link"] = sender.link.subscription.number
        try:
            with speaking(SOURCE if _wants_json(request.headers) else language_of(sender)):
                return await (self._page(request, sender) if request.method in READING else self._post(request, sender))
        except StorageFailed as error:
            _log.error("leave cannot be kept: %s", told(error))
            return UNAVAILABLE

    async def _page(self, request: Request, sender: Sender) -> Reply:
        found = await _in_thread(self._others, partial(leave.proposals, self._store, sender.consultant))
        return _reply(request, sender, 200, found[::-1], {"proposals": [proposal_shape(each) for each in found]})

    async def _post(self, request: Request, sender: Sender) -> Reply:
        key = sender.link.subscription.number, address_of(request.scope)
        if wait := self._meter.wait(key, time.monotonic()):
            return too_many(wait)
        if self._waiting >= MOST_WAITING:
            return BUSY
        self._waiting += 1
        try:
            return await self._taken(request, sender)
        finally:
            self._waiting -= 1

    async def _taken(self, request: Request, sender: Sender) -> Reply:
        try:
            what = await sent(request)
            threads = self._readers if isinstance(what, File) else self._others
            proposal = await _in_thread(threads, partial(self._take, what, sender))
        except StorageFailed:
            raise
        except (UploadTooLarge, Unsupported, Malformed, RosteringError) as error:
            status, faults = _refusal(error)
            return _reply(request, sender, status, [], {"faults": faults_shape(faults)}, faults=faults)
        except (TimeoutError, ClientDisconnect):
            return TOO_LONG
        return _reply(request, sender, 200, [proposal], proposal_shape(proposal), isinstance(what, Ticks))

    def _take(self, what: File | Ticks, sender: Sender) -> LeaveProposal:
        if isinstance(what, File):
            return leave.propose(self._store, what.name, what.data, sender.consultant, sender.caller)
        return leave.choose(self._store, what.proposal, what.items, sender.consultant, sender.caller)


async def _in_thread(threads: ThreadPoolExecutor, work: Callable[[], Done]) -> Done:
    """What is done there speaks the language that is spoken here."""
    return await asyncio.get_running_loop().run_in_executor(threads, copy_context().run, work)


def _refusal(error: Exception) -> tuple[int, tuple[Fault, ...]]:
    """The status and the faults that say why something is not taken."""
    match error:
        case UploadTooLarge():
            return 413, (Fault("upload", _("is too large"), _("at most 1 MiB")),)
        case Unsupported():
            hint = _("send a calendar as text/calendar or CSV as text/csv, or in the field file of a form")
            return 415, (Fault("upload", _("is of a kind that is not taken here"), hint),)
        case Malformed():
            return 400, (
                Fault("upload", _("is not what it says it is"), _("send a form with the field file, or ticks")),
            )
        case FaultyInput():
            return 422, error.faults
    return 409 if isinstance(error, Conflict) else 422, (Fault("leave", in_words(str(error))),)


def _reply(
    request: Request,
    sender: Sender,
    status: int,
    proposals: list[LeaveProposal] | tuple[LeaveProposal, ...],
    shape: Shape,
    thanks: bool = False,
    faults: tuple[Fault, ...] = (),
) -> Reply:
    """As a page, or as JSON for whoever asks for that."""
    if _wants_json(request.headers):
        whole = {"consultant": sender.consultant, **shape}
        return Reply(status, json.dumps(whole, ensure_ascii=False).encode(), JSON, NO_STORE)
    return Reply(status, leave_page(sender, proposals, faults, thanks), HTML, leave_headers(sender))


def _wants_json(headers: Headers) -> bool:
    accepted = headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted
