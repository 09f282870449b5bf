"""What all pages share while the service runs: the store, the addresses of pages, the clock, the limits."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from threading import Event
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from rostering.services.access.provider import Provider
from rostering.services.clock import now
from rostering.services.errands.runner import ErrandRunner
from rostering.services.jobs.queue import Queue, Waiting
from rostering.services.rosters.memory import Memory
from rostering.web.frame.page import Page
from rostering.web.service.limits import RateMeter

Kept = TypeVar("Kept")
_PARAMETER = re.compile(r"\{(\w+)(?::int)?\}")


@dataclass(frozen=True)
class Site:
    """A service with pages."""

    store: str
    pages: tuple[Page, ...]
    base: str | None = None
    """Where others reach the service."""
    clock: Callable[[], datetime] = now
    provider: Provider | None = None
    """By which people may sign in, beside their password."""
    queue: Queue = field(default_factory=Waiting)
    """Who runs jobs."""
    closing: Event = field(default_factory=Event)
    """Set once the service is stopped, for replies that go on for as long as somebody listens."""
    kept: dict[str, Any] = field(default_factory=dict)
    """What rooms keep while the service runs, by name: meters, a provider's keys."""

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The path of each page by its name."""
        return {page.name: page.path for page in self.pages}

    @property
    def errands(self) -> ErrandRunner:
        """What does errands, and remembers what came of them."""
        return self.once("errands", lambda: ErrandRunner(self.store))

    @property
    def memory(self) -> Memory:
        """What the service remembers of its store."""
        return self.once("memory", Memory)

    def meter(self, name: str, most: int, span: float) -> RateMeter:
        """What counts something of this name, from now on; so many in a span of seconds may pass."""
        return self.once(name, lambda: RateMeter(most, span=span))

    def once(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What is kept under a name, made when it is first asked for."""
        if name not in self.kept:
            self.kept[name] = make()
        found: Kept = self.kept[name]
        return found

    def has(self, name: str) -> bool:
        """Whether there is a page of this name."""
        return name in self.paths

    def url(self, name: str, **values: object) -> str:
        """The address of a page by its name; values that its path has no place for stand behind a question mark."""
        return address(self.paths[name], values)

    def by_path(self) -> dict[str, list[Page]]:
        """The pages at each path, in order."""
        found: dict[str, list[Page]] = {}
        for page in self.pages:
            found.setdefault(page.path, []).append(page)
        return found


def address(path: str, values: Mapping[str, object]) -> str:
    """A path with its parameters filled in, and what is left, if it is not empty, behind a question mark."""
    places, rest = _places(path), {}
    for name, value in values.items():
        place = places.get(name)
        if place:
            path = path.replace(place, quote(str(value), safe=""))
        elif value is not None and value != "":
            rest[name] = str(value)
    return f"{path}?{urlencode(rest)}" if rest else path


@cache
def _places(path: str) -> Mapping[str, str]:
    """How each parameter of a path is written in it, by its name."""
    return {found[1]: found[0] for found in _PARAMETER.finditer(path)}
