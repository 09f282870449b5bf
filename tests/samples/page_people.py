"""Somebody in each role, who browse the pages of a service in this process."""

import asyncio
import re
from collections.abc import Coroutine
from html.parser import HTMLParser
from itertools import count
from typing import Any, TypeVar

import httpx

from rostering.domain.users import Actor, Role
from rostering.services.access.sign_in import begun
from rostering.services.access.users import add_user
from rostering.services.clock import now
from rostering.services.links.serving import FeedDesk
from rostering.store import open_store
from rostering.web.app import application
from rostering.web.frame.pages import nothing_here, routes
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from rostering.web.service.limits import RateLimits
from samples.web_firm import PATIENCE

Done = TypeVar("Done")
_NUMBERS = count(1)
LEAD = Actor.ops("root")
BASE = "http://127.0.0.1:8000"
HTML = {"accept": "text/html", "accept-encoding": "identity"}


class Forms(HTMLParser):
    """The forms of a page, by their action: what a browser would send of each as it stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.by_action: dict[str, dict[str, str]] = {}
        self._here: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form begins, or something that it sends."""
        said = dict(attrs)
        if tag == "form":
            self._here = self.by_action.setdefault(said.get("action") or "", {})
        elif tag == "input" and said.get("name") and (said.get("type") != "checkbox" or "checked" in said):
            self._here[said["name"] or ""] = said.get("value") or ""


class Person:
    """Somebody's browser, with its cookies; nobody is signed in when it begins."""

    def __init__(self, store: str, base: str = BASE, site: Site | None = None) -> None:
        self.store = store
        self.site = site or Site(store, PAGES)
        app = application(
            FeedDesk(store),
            RateLimits(0, 0),
            None,
            routes(self.site),
            nothing_here(self.site),
            tolerance=0,
            patience=PATIENCE,
        )
        self._runner = asyncio.Runner()
        transport = httpx.ASGITransport(app=app)
        self.http = httpx.AsyncClient(transport=transport, base_url=base, headers=HTML)

    def sign_in(self, secret: str) -> "Person":
        """Have a session from now on."""
        name = "__Host-session" if self.http.base_url.scheme == "https" else "session"
        self.http.cookies.set(name, secret, domain=self.http.base_url.host, path="/")
        return self

    def get(self, path: str, **headers: str) -> httpx.Response:
        """The answer to a look at a page."""
        return self.run(self.http.get(path, headers=_named(headers)))

    def post(self, path: str, body: str | bytes | None = None, **fields: str) -> httpx.Response:
        """The answer to a form, sent as it is given."""
        if body is None:
            return self.run(self.http.post(path, data=fields))
        kind = {"content-type": "application/x-www-form-urlencoded"}
        return self.run(self.http.post(path, content=body, headers=kind))

    def send(self, page: str, action: str, **fields: str | list[str]) -> httpx.Response:
        """The answer to a form of a page, filled in."""
        return self.run(self.http.post(action, data={**self.form(page, action), **fields}))

    def form(self, page: str, action: str) -> dict[str, str]:
        """What a form of a page would send as it stands."""
        return Forms(self.get(page).text).by_action[action]

    def close(self) -> None:
        """Let go of the service."""
        self.run(self.http.aclose())
        if "errands" in self.site.kept:
            self.site.errands.close()
        self._runner.close()

    def run(self, work: Coroutine[Any, Any, Done]) -> Done:
        """The result of a coroutine."""
        return self._runner.run(work)


def session_of(store: str, role: Role, consultant: str | None = None, language: str | None = None) -> str:
    """The secret of a session of a new user in a role."""
    user = add_user(store, LEAD, f"{role} {next(_NUMBERS)}", role, consultant, language).user
    with open_store(store).transaction() as tx:
        return begun(tx, user, now()).secret


def said(answer: httpx.Response) -> str:
    """The text of a page, as somebody reads it."""
    text = re.sub(r"<(style|script|title).*?</\1>", " ", answer.text, flags=re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", text).split())


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
