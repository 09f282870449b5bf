"""Somebody at the pages, or a program at the API, in this process, and what the processor spends on their requests."""

import gzip
import html
import re
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
from sqlalchemy import Engine, event

from rostering.domain.users import Actor, Role
from rostering.services.access.access_tokens import make_token
from rostering.services.access.sign_in import begun
from rostering.services.access.users import add_user
from rostering.services.clock import now
from rostering.services.links.serving import FeedDesk
from rostering.store import open_store
from rostering.web.api.service import api_routes
from rostering.web.app import application
from rostering.web.frame.pages import nothing_here, routes
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from rostering.web.service.limits import RateLimits

LEAD = Actor.ops("benchmark")
BASE = "http://127.0.0.1:8000"
NOON = datetime(2026, 11, 18, 11, tzinfo=UTC)
"""When it is, for the pages: in the middle of the quarter."""
Took = tuple[float, float]
"""Seconds by the clock, and of processor time, which does not count what other programs take on a busy machine."""


@dataclass(frozen=True)
class Answer:
    """What came back, and how much of it went over the line."""

    status: int
    text: bytes
    packed: int
    location: str = ""

    def form(self, action: str) -> dict[str, str]:
        """What a form of the page sends along without being asked."""
        for there, inside in re.findall(rb'<form[^>]* action="([^"]*)"[^>]*>(.*?)</form>', self.text, re.DOTALL):
            if html.unescape(there.decode()) == action:
                hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside.decode())
                return {name: html.unescape(value) for name, value in hidden}
        raise LookupError(action)


def site_of(store: str) -> Site:
    """A service with all pages, at noon."""
    return Site(store, PAGES, clock=lambda: NOON)


class Person:
    """Somebody who asks a service for pages, signed in; or a program with a token."""

    def __init__(self, site: Site, role: Role, consultant: str | None = None, *, token: bool = False) -> None:
        self.site = site
        desk, ends = FeedDesk(site.store), (*routes(site), *api_routes(site, most=10**9))
        app = application(desk, RateLimits(0, 0), None, ends, nothing_here(site))
        headers = {"accept": "text/html", "accept-encoding": "gzip"}
        if token:
            headers["authorization"] = f"Bearer {token_of(site.store, role, consultant)}"
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=BASE, headers=headers)
        if not token:
            self.http.cookies.set("session", session(site.store, role, consultant), domain="127.0.0.1", path="/")

    async def get(self, path: str) -> Answer:
        """The answer to a look."""
        return await self._answer("GET", path)

    async def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """The answer to a form."""
        return await self._answer("POST", path, data=fields)

    async def send(self, path: str, body: object) -> Answer:
        """The answer to JSON."""
        return await self._answer("POST", path, json=body)

    async def _answer(self, method: str, path: str, **sent: object) -> Answer:
        async with self.http.stream(method, path, **sent) as answer:  # type: ignore[arg-type]
            raw = b"".join([part async for part in answer.aiter_raw()])
        packed = answer.headers.get("content-encoding") == "gzip"
        text = gzip.decompress(raw) if packed else raw
        return Answer(answer.status_code, text, len(raw), answer.headers.get("location", ""))


def session(store: str, role: Role = Role.OPS, consultant: str | None = None) -> str:
    """The secret of a session of somebody who is added."""
    user = add_user(store, LEAD, f"{role} {time.monotonic_ns()}", role, consultant).user
    with open_store(store).transaction() as tx:
        return begun(tx, user, now()).secret


def token_of(store: str, role: Role, consultant: str | None = None) -> str:
    """The secret of a token of somebody who is added."""
    user = add_user(store, LEAD, f"program {time.monotonic_ns()}", role, consultant).user
    return make_token(store, LEAD, user.name, "benchmark", None, (now() + timedelta(days=7)).date()).secret


@dataclass
class Figures:
    """What some requests of one kind took."""

    took: list[Took] = field(default_factory=list)
    statements: int = 0
    """Of the last request."""

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count what a request takes."""
        with counted() as statements:
            began = clocks()
            yield
            self.took.append(since(began))
        self.statements = statements[0]

    def shape(self) -> dict[str, float]:
        """The medians, in milliseconds, and the statements."""
        return {**told(self.took), "statements": self.statements}


@contextmanager
def counted() -> Iterator[list[int]]:
    """How many statements any store is asked meanwhile."""
    number = [0]

    def count(*_: object) -> None:
        number[0] += 1

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield number
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def clocks() -> Took:
    """What both show."""
    return time.perf_counter(), time.process_time()


def since(began: Took) -> Took:
    """What has passed by both."""
    return time.perf_counter() - began[0], time.process_time() - began[1]


def told(took: Sequence[Took]) -> dict[str, float]:
    """The medians of both, in milliseconds."""
    wall, processor = (statistics.median(each) for each in zip(*took, strict=True))
    return {"ms": round(1000 * wall, 1), "processor_ms": round(1000 * processor, 1)}
