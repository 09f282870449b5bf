"""The outermost layer: counts requests by address, logs them without their secrets, and lets no error out.

Nor does it let in what a page of another site sends: that holds for every path, those to come included.
"""

import logging
import time
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rostering.web.service.hosts import is_foreign
from rostering.web.service.limits import RateMeter, network_of
from rostering.web.service.plain_failures import as_asked
from rostering.web.service.replies import BROKEN, FROM_ELSEWHERE, too_many
from rostering.web.service.watch import told

_log = logging.getLogger(__name__)
FAMILIES = frozenset(
    {
        *("", "feeds", "leave", "healthz", "readyz", "robots.txt", "assets", "api"),
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


@dataclass
class _Line:
    """What the log says of a request."""

    status: int = 0
    size: int = 0


class RequestGuard:
    """Wraps the whole application; `address` counts each caller's requests, `base` is where others reach it."""

    def __init__(self, app: ASGIApp, address: RateMeter, base: str | None = None) -> None:
        self._app = app
        self._address = address
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
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
        if _log.isEnabledFor(logging.INFO):
            _log.info(*_said(scope, line, time.perf_counter() - began))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait = self._address.wait(address_of(scope), time.monotonic())
        if wait:
            await as_asked(scope, too_many(wait)).send(scope, send)
        elif is_foreign(scope, self._base):
            await as_asked(scope, FROM_ELSEWHERE).send(scope, send)
        else:
            await self._app(scope, receive, send)


def address_of(scope: Scope) -> str:
    """What the caller is counted by."""
    client = scope.get("client")
    return network_of(client[0]) if client else ""


def _said(scope: Scope, line: _Line, seconds: float) -> tuple[object, ...]:
    family = scope["path"].split("/", 2)[1] if scope["path"].startswith("/") else "..."
    shown = f"/{family}" if family in FAMILIES else "/..."
    whose = "".join(f" {what} {number}" for what in ("link", "user", "token") if (number := scope["state"].get(what)))
    return "%s %s %d %d bytes %.1f ms%s", scope["method"], shown, line.status, line.size, seconds * 1000, whose
