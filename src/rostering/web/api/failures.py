"""Failures of the API: one shape, `{error: {kind, message, places}}`, with the status that says what went wrong."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from rostering.errors import Fault, FaultyInput, RosteringError, Stale, StorageFailed
from rostering.reports.look.failures import error_shape, failure_shape
from rostering.reports.look.shapes import Shape
from rostering.services.access.rights import Forbidden
from rostering.web.frame.refusals import headers_of, status_of
from rostering.web.service.replies import JSON, NO_STORE, Reply


class Failed(Exception):
    """A request that cannot be honoured as it is, and why."""

    def __init__(
        self, status: int, kind: str, message: str, headers: Mapping[str, str] = {}, faults: tuple[Fault, ...] = ()
    ) -> None:
        self.status, self.headers = status, headers
        self.shape = error_shape(kind, message, faults)
        super().__init__(message)

    def beside(self, shape: Shape) -> "Failed":
        """The same with what a command prints beside the failure."""
        self.shape = {**shape, **self.shape}
        return self


def unauthenticated(message: str, code: str = "") -> Failed:
    """Nobody whom we know asks (RFC 6750, 3)."""
    told = f', error="{code}"' if code else ""
    return Failed(401, "unauthenticated", message, headers={"WWW-Authenticate": f'Bearer realm="rostering"{told}'})


def too_often(wait: int) -> Failed:
    """Somebody asks more often than they may."""
    return Failed(429, "too_many", "too many requests: wait a little", headers={"Retry-After": str(wait)})


def misread(error: ValidationError, where: str = "") -> FaultyInput:
    """What is wrong with parameters or a body, each with its place."""
    return FaultyInput(_fault(each, where) for each in error.errors(include_url=False, include_context=False))


def _fault(found: Any, where: str) -> Fault:
    place = ".".join(str(step) for step in found["loc"])
    return Fault(place or where, _MESSAGES.get(found["type"], found["msg"].removeprefix("Value error, ")))


_MESSAGES = {"extra_forbidden": "nothing of this name is taken here", "missing": "this is missing"}


def refusal(error: Exception) -> Reply:
    """The reply to a request that cannot be honoured."""
    if isinstance(error, Failed):
        return reply_of(error.status, error.shape, error.headers)
    if isinstance(made := getattr(error, "reply", None), Reply):
        return made
    if isinstance(error, RosteringError):
        return reply_of(status_of(error), shape_of(error), headers_of(error))
    raise error


def shape_of(error: RosteringError) -> Shape:
    """The same as a command prints with `--json`; of what is stale, what changed meanwhile, too."""
    shape = failure_shape(error)
    if isinstance(error, Forbidden):
        shape["error"]["kind"] = "forbidden"
    if isinstance(error, StorageFailed):
        shape["error"]["message"] = "the store cannot be read or written at the moment; nothing is lost"
    if isinstance(error, Stale):
        shape["error"]["places"] = [{"place": "", "message": each, "hint": ""} for each in error.changes]
    return shape


def reply_of(status: int, shape: object, headers: Mapping[str, str] = {}) -> Reply:
    """A shape as it is sent."""
    body = json.dumps(shape, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Reply(status, body.encode("utf-8", "replace"), JSON, {**NO_STORE, **headers})
