"""What a handler is given: who asks for what, in which language, with what they sent, and the way to the store."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from starlette.requests import Request

from rostering.answers.users import SignedIn
from rostering.domain.inputs import Organisation
from rostering.domain.rights import Action, may
from rostering.domain.users import Actor
from rostering.errors import Unknown
from rostering.language import _
from rostering.traces.spans import span
from rostering.web.frame.form import Form
from rostering.web.frame.page import Page
from rostering.web.frame.site import Site
from rostering.web.frame.tokens import csrf_token

Given = ParamSpec("Given")
Done = TypeVar("Done")


class NotHere(Unknown):
    """An address at which there is nothing."""

    def __init__(self) -> None:
        super().__init__(_("the address is mistyped, or what stood here is gone"))


class NobodySignedIn(Exception):
    """A page for whoever is signed in was reached without; a mistake of ours."""


@dataclass(frozen=True)
class Asked:
    """One request, once it is known who asks and that they may."""

    request: Request
    site: Site
    page: Page
    language: str
    now: datetime
    visit: str
    """The secret of a browser in which nobody is signed in."""
    signed_in: SignedIn | None = None
    organisation: Organisation | None = None
    """None: the store is empty yet."""
    form: Form = field(default_factory=Form)
    query: Form = field(default_factory=Form)

    @property
    def store(self) -> str:
        """The store, as services take it."""
        return self.site.store

    @property
    def actor(self) -> Actor:
        """Whoever asks, as services take them."""
        if self.signed_in is None:
            raise NobodySignedIn
        return self.signed_in.user.actor

    @property
    def user(self) -> int:
        """The number of whoever asks, by which what they asked for is found again; 0 of nobody."""
        return self.signed_in.user.number if self.signed_in else 0

    @property
    def zone(self) -> ZoneInfo:
        """By which clock the firm lives."""
        return self.organisation.zone if self.organisation else ZoneInfo("UTC")

    @property
    def secret(self) -> str:
        """What this browser keeps of us."""
        return self.signed_in.secret if self.signed_in else self.visit

    @property
    def is_partial(self) -> bool:
        """Whether only a part of the page is to be replaced, by htmx."""
        return self.request.headers.get("hx-request-type") == "partial"

    def may(self, action: Action, about: str | None = None) -> bool:
        """Whether whoever asks may do something; for what a page offers, as services check it themselves."""
        return self.signed_in is not None and may(self.actor, action, about)

    def url(self, name: str, **values: object) -> str:
        """The address of a page by its name, values that are not in its path behind a question mark."""
        return self.site.url(name, **values)

    def param(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def csrf(self) -> str:
        """The token that every form carries."""
        return csrf_token(self.secret)

    async def run(self, work: Callable[Given, Done], *args: Given.args, **kwargs: Given.kwargs) -> Done:
        """Call a use case in a thread, where it speaks the same language."""
        with span(getattr(work, "__qualname__", "work")):
            return await asyncio.to_thread(partial(work, *args, **kwargs))
