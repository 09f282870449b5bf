"""Programs at the API of a service in this process, each with a token of its own."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from itertools import count
from typing import Any, TypeVar

import httpx
from starlette.types import ASGIApp

from rostering.domain.users import Role, User
from rostering.services.access.access_tokens import make_own_token
from rostering.services.access.users import add_user
from rostering.services.clock import now
from rostering.services.links.serving import FeedDesk
from rostering.web.api.service import api_routes
from rostering.web.app import application
from rostering.web.frame.pages import nothing_here, routes
from rostering.web.frame.site import Site
from rostering.web.service.limits import RateLimits
from samples.page_people import LEAD
from samples.web_firm import PATIENCE

Done = TypeVar("Done")
BASE = "http://127.0.0.1:8000"
_NUMBERS = count(1)


def api_of(site: Site, limits: RateLimits = RateLimits(0, 0), most: int = 0) -> ASGIApp:  # noqa: B008 - frozen
    """The whole service, pages and API, without limits unless some are named."""
    more = [*api_routes(site, most), *routes(site)]
    return application(FeedDesk(site.store), limits, None, more, nothing_here(site), tolerance=0, patience=PATIENCE)


def new_user(store: str, role: Role, consultant: str | None = None) -> User:
    """A new user in a role."""
    return add_user(store, LEAD, f"{role} caller {next(_NUMBERS)}", role, consultant).user


def token_of(store: str, user: User, role: Role | None = None) -> str:
    """The secret of a new token of a user."""
    until = now().date() + timedelta(days=30)
    return make_own_token(store, user.actor, "script", role or user.role, until).secret


class Caller:
    """A program that calls the API; without a secret it has no token."""

    def __init__(self, app: ASGIApp, secret: str | None = None) -> None:
        headers = {"accept-encoding": "identity", **({"authorization": f"Bearer {secret}"} if secret else {})}
        self._runner = asyncio.Runner()
        transport = httpx.ASGITransport(app=app)
        self.http = httpx.AsyncClient(transport=transport, base_url=BASE, headers=headers)

    def get(self, path: str, headers: dict[str, str] | None = None, **query: object) -> httpx.Response:
        """The answer to a look; the path stands below `/api/v1`."""
        return self.call("GET", path, headers=headers, params=query or None)

    def post(self, path: str, body: object = None, headers: dict[str, str] | None = None) -> httpx.Response:
        """The answer to something sent."""
        return self.call("POST", path, headers=headers, **({} if body is None else {"json": body}))

    def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        """The answer to any request."""
        return self.run(self.http.request(method, f"/api/v1{path}", **more))

    def close(self) -> None:
        """Let go of the service."""
        self.run(self.http.aclose())
        self._runner.close()

    def run(self, work: Coroutine[Any, Any, Done]) -> Done:
        """The result of a coroutine."""
        return self._runner.run(work)
