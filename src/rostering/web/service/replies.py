"""Replies: whole before they begin, with their length, and safe to be opened by whoever has them."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from rostering.language import speaking

CALENDAR = "text/calendar; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"
EVENTS = "text/event-stream"
JSON = "application/json"
ZIP = "application/zip"
READING = frozenset({"GET", "HEAD"})
ALLOWED = "GET, HEAD"
RETRY = 30
"""Seconds after which a failing store is worth another try."""

SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


@dataclass(frozen=True)
class Reply:
    """A status, a body and the headers beside those that every reply has."""

    status: int
    body: bytes = b""
    type: str | None = TEXT
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()
    """What the caller's browser is to keep, each as it stands in a header."""

    async def send(self, scope: Scope, send: Send) -> None:
        """Send it; to HEAD without its body, though with its length."""
        await send({"type": "http.response.start", "status": self.status, "headers": self._raw()})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else self.body})

    def _raw(self) -> list[tuple[bytes, bytes]]:
        kind = {} if self.type is None else {"Content-Type": self.type, "Content-Length": str(len(self.body))}
        told = {**kind, **SAFE, **self.headers}
        pairs = [*told.items(), *(("Set-Cookie", cookie) for cookie in self.cookies)]
        return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in pairs]


NO_STORE = {"Cache-Control": "no-store"}
NOT_FOUND = Reply(404, b"not found\n", headers=NO_STORE)
NOT_ALLOWED = Reply(405, b"method not allowed\n", headers={**NO_STORE, "Allow": ALLOWED})
FROM_ELSEWHERE = Reply(403, b"sent from another site\n", headers=NO_STORE)
BROKEN = Reply(500, b"something went wrong here\n", headers=NO_STORE)
UNAVAILABLE = Reply(503, b"not available now\n", headers={**NO_STORE, "Retry-After": str(RETRY)})


def too_many(wait: int) -> Reply:
    """To whoever asks too often."""
    return Reply(429, b"too many requests\n", headers={**NO_STORE, "Retry-After": str(wait)})


@dataclass(frozen=True)
class Stream(Reply):
    """A reply whose body comes bit by bit, until there is no more or the caller has gone."""

    chunks: AsyncIterator[bytes] | None = None
    language: str = "en"
    """What is spoken while it is made."""

    async def flow(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it as it comes; to HEAD nothing of it."""
        if self.chunks is None or scope["method"] == "HEAD":
            await self.send(scope, send)
            return
        response = StreamingResponse(self.chunks, self.status)
        response.raw_headers = [(name, value) for name, value in self._raw() if name != b"content-length"]
        with speaking(self.language):
            await response(scope, receive, send)


class Fixed:
    """Answers always the same."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Answer one request."""
        refused = scope["method"] not in READING and self._reply.status != NOT_FOUND.status
        await (NOT_ALLOWED if refused else self._reply).send(scope, send)
