"""A route of the API: one row, from which its checks, its place in the document and its tests are made."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from inspect import getdoc
from typing import Any

from pydantic import TypeAdapter

from rostering.domain.rights import Action
from rostering.web.api.call import ApiCall
from rostering.web.api.values import Body, Parameters
from rostering.web.service.replies import ZIP

PREFIX = "/api/v1"
Handler = Callable[[ApiCall, Any, Any], object]
_PLACE = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Zipped:
    """A body or an answer that is a file, as a rule a zip."""

    what: str
    kind: str = ZIP


@dataclass(frozen=True)
class Manner:
    """How an answer is sent: its status, and the place of what was made."""

    status: int
    location: str


@dataclass(frozen=True)
class ApiRoute:
    """One path and method, what may be asked and sent there, and what answers."""

    method: str
    path: str
    """Below `/api/v1`; its parameters are fields of `asked`."""
    action: Action
    use: Handler
    """Called in a thread; the first line of its docstring says what the route does."""
    answer: Any
    """The type of the JSON, or Zipped."""
    asked: type[Parameters] = Parameters
    body: type[Body] | Zipped | None = None
    status: int = 200
    location: str = ""
    """Where that which was made is found, with names of fields of the answer: `/rosters/{roster}`."""
    changes: bool = False
    """Whether it changes anything, and so is done once for each Idempotency-Key."""
    secret: bool = False
    """Whether its answer shows a secret once, and so is never kept."""
    slow: bool = False
    """Whether it searches, so that few are done at a time."""
    pages: bool = False
    """Whether it answers with a part of a list that grows."""

    @property
    def manner(self) -> Manner:
        """How its answer is sent."""
        return Manner(self.status, self.location)

    @property
    def name(self) -> str:
        """What the document calls it."""
        return self.use.__name__

    @property
    def summary(self) -> str:
        """What it does, in a sentence."""
        return (getdoc(self.use) or "").split("\n")[0]

    @cached_property
    def in_path(self) -> tuple[str, ...]:
        """The names of the parameters of its path."""
        return tuple(_PLACE.findall(self.path))

    @cached_property
    def reader(self) -> "TypeAdapter[Any]":
        """Reads its parameters."""
        return TypeAdapter(self.asked)

    @cached_property
    def body_reader(self) -> "TypeAdapter[Any]":
        """Reads its body."""
        kind: Any = self.body
        return TypeAdapter(kind)
