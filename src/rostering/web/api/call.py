"""What a handler of the API is given, and what it answers with beside plain shapes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

from rostering.answers.users import Bearer
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Fault, FaultyInput
from rostering.services.access.rights import require
from rostering.services.jobs.queue import Queue
from rostering.services.rosters.memory import Memory
from rostering.web.service.replies import ZIP


@dataclass(frozen=True)
class ApiCall:
    """A request of whoever has a token, once it is known that they may make it."""

    store: str
    bearer: Bearer
    queue: Queue
    base: str
    """Where the caller reached the service, as far as it may be repeated."""
    now: datetime
    memory: Memory
    """What the service remembers of its store."""
    closing: Event
    """Set once the service is stopped: what searches is to stop."""

    @property
    def actor(self) -> Actor:
        """Whoever asks, as services take them."""
        return self.bearer.actor

    @property
    def by(self) -> str:
        """What the log calls them."""
        return self.bearer.actor.name

    @property
    def zone(self) -> ZoneInfo:
        """By which clock the firm lives."""
        return self.bearer.organisation.zone if self.bearer.organisation else ZoneInfo("UTC")

    def whose(self, action: Action, consultant: str | None) -> str:
        """The consultant whom it is about, by default who asks. Raises Forbidden, FaultyInput."""
        found = consultant or self.actor.consultant
        if found is None:
            require(self.actor, action, "")
            raise FaultyInput([Fault("consultant", "say whose: by id")])
        require(self.actor, action, found)
        return found


@dataclass(frozen=True)
class ListPart:
    """A part of a list that grows, and from where the next goes on; None: there is no more."""

    items: list[Any]
    onward: int | None
    parameter: str = "before"
    """Which says so."""


@dataclass(frozen=True)
class FileSent:
    """A file."""

    name: str
    data: bytes
    headers: Mapping[str, str]
    kind: str = ZIP
