"""The outermost layer: counts requests by address, logs them without their secrets, and lets no error out.

Nor does it let in what a page of another site sends: that holds for every path, those to come included.
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rostering.logs.begin import about
from rostering.traces.spans import TraceSpan, span
from rostering.web.service.hosts import is_foreign
from rostering.web.service.limits import RateMeter, network_of
from rostering.web.service.plain_failures import as_asked
from rostering.web.service.replies import BROKEN, FROM_ELSEWHERE, too_many
from rostering.web.service.watch import told

_log = logging.getLogger(__name__)
FAMILIES = frozenset(
    {
        *("", "feeds", "leave", "healthz", "readyz", "robots.txt", "assets", "api", "metrics"),
        *("sign-in", "sign-out", "account", "start", "components"),
        *(
            "board",
            "me",
            "swaps",
            "callouts",
            "obligations",
            "service-reports",
            "on-call",
            "pagers",
            "month-end",
            "data",
            "chats",
            "questions",
            "log",
        ),
        "people",
    }
)
"""All of a path that is logged is the first part, if it is one of these."""
FAILING = 500
_TRACE = frozenset({b"traceparent", b"tracestate"})
"""Headers by which whoever asks names the trace that a request belongs to."""


@dataclass
class _Line:
    """What the log says of a request."""

    status: int = 0
    size: int = 0


@dataclass(frozen=True)
class AnsweredRequest:
    """A request that was answered, for whoever counts; nothing in it is secret."""

    method: str
    route: str | None
    """The path as its route has it, `/feeds/{token}`; None where no route has it."""
    status: int
    """0 where its sender had gone before an answer began."""
    seconds: float


class RequestGuard:
    """Wraps the whole application; `address` counts each caller's requests, `base` is where others reach it.

    `tell` is told of each that was answered.
    """

    def __init__(
        self,
        app: ASGIApp,
        address: RateMeter,
        base: str | None = None,
        tell: Callable[[AnsweredRequest], None] | None = None,
    ) -> None:
        self._app = app
        self._address = address
        self._base = base
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"] if name in _TRACE
        }
        with span("request", headers) as traced, about(request=secrets.token_hex(6), **_trace(traced)):
            await self._answered(scope, receive, send, traced)

    async def _answered(self, scope: Scope, receive: Receive, send: Send, traced: TraceSpan) -> None:
        """Answer, and tell of it."""
        began, line = time.perf_counter(), _Line()

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                line.status = message["status"]
            line.size += len(message.get("body", b""))
            await send(message)

        scope.setdefault("state", {})
        try:
            await self._answer(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - an error may quote the path, so nothing else is to log it
            _log.error("failed: %s", told(error))
            if not line.status:
                await as_asked(scope, BROKEN).send(scope, watched)
        seconds = time.perf_counter() - began
        said = _said(scope, line, seconds)
        facts = {"http.request.method": scope["method"], "http.route": said["route"]}
        traced.tell(
            {**facts, "http.response.status_code": line.status},
            f"{scope['method']} {said['route']}",
            line.status >= FAILING,
        )
        if self._tell:
            self._tell(AnsweredRequest(scope["method"], route_of(scope), line.status, seconds))
        if _log.isEnabledFor(logging.INFO):
            _log.info("request", extra=said)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait = self._address.wait(address_of(scope), time.monotonic())
        if wait:
            await as_asked(scope, too_many(wait)).send(scope, send)
        elif is_foreign(scope, self._base):
            await as_asked(scope, FROM_ELSEWHERE).send(scope, send)
        else:
            await self._app(scope, receive, send)


def route_of(scope: Scope) -> str | None:
    """The path as the route has it that a request came to; None while no route had it."""
    return getattr(scope.get("route"), "path", None)


def address_of(scope: Scope) -> str:
    """What the caller is counted by."""
    client = scope.get("client")
    return network_of(client[0]) if client else ""


def _trace(traced: TraceSpan) -> dict[str, str]:
    return {"trace": traced.trace} if traced.trace else {}


def _said(scope: Scope, line: _Line, seconds: float) -> dict[str, Any]:
    """What the log says of a request: of its path the route, or the first part if that is known."""
    family = scope["path"].split("/", 2)[1] if scope["path"].startswith("/") else "..."
    route = route_of(scope) or (f"/{family}" if family in FAMILIES else "/...")
    whose = {what: number for what in ("link", "user", "token") if (number := scope["state"].get(what))}
    known = {"method": scope["method"], "route": route, "status": line.status, "bytes": line.size}
    return {**known, "ms": round(seconds * 1000, 1), **whose}
