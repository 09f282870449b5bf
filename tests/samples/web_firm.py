"""The small firm as the service shows it: links, published duties, and a client in this process."""

import asyncio
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, Self

import httpx

from rostering.domain.subscriptions import Purpose, Subject, SubjectKind
from rostering.domain.users import Actor
from rostering.services.links.serving import FeedDesk
from rostering.services.links.subscriptions import add_link
from rostering.spans import Period
from rostering.web.app import application
from rostering.web.service.limits import RateLimits
from samples.published_samples import duty

BASE = "https://vagt.example.org"
MONTHS = Period(date(2026, 10, 1), date(2027, 1, 31))
PATIENCE = 60.0
"""Seconds to wait for the store: a busy machine is no failing store."""
ASTA = Subject(SubjectKind.CONSULTANT, "asta")
BIRK = Subject(SubjectKind.CONSULTANT, "birk")
FIRST = [duty("asta", date(2026, 11, 28)), duty("birk", date(2026, 11, 29)), duty("asta", date(2026, 12, 5))]
SECOND = [duty("asta", date(2026, 11, 28)), duty("birk", date(2026, 11, 29)), duty("birk", date(2026, 12, 5))]


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        """The instant that it shows."""
        return self.now


class Client:
    """Requests to the service in this process."""

    def __init__(
        self,
        store: str,
        clock: Clock | None = None,
        limits: RateLimits | None = None,
        desk: FeedDesk | None = None,
        base: str | None = BASE,
    ) -> None:
        app = application(
            desk or FeedDesk(store),
            limits or RateLimits(0, 0),
            base,
            clock=clock or Clock(),
            tolerance=0,
            patience=PATIENCE,
        )
        self._runner = asyncio.Runner()
        plain = {"accept-encoding": "identity"}  # the library would ask for gzip, and hide that it came
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=BASE, headers=plain)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.run(self.http.aclose())
        self._runner.close()

    def run(self, work: Any) -> Any:
        """The result of a coroutine."""
        return self._runner.run(work)

    def get(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        """The answer to a request; `if_none_match` stands for the header If-None-Match."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer: httpx.Response = self.run(self.http.request(method, path, headers=named))
        return answer


def secret_of(store: str, subject: Subject = ASTA, purpose: Purpose = Purpose.FEED, **style: object) -> str:
    """The secret of a new link."""
    return add_link(store, subject, Actor.ops("tester"), "phone", purpose=purpose, **style).secret  # type: ignore[arg-type]


def path_of(secret: str) -> str:
    """The path of a link's feed."""
    return f"/feeds/{secret}/rostering.ics"
