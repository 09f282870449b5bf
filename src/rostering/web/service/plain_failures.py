"""What the outermost layers refuse, as programs of the API read it: in the shape of all its failures."""

import json
from dataclasses import replace

from starlette.types import Scope

from rostering.reports.look.failures import error_shape
from rostering.web.service.replies import JSON, Reply

_API = "/api/"
_KINDS = {403: "forbidden", 404: "not_found", 405: "not_allowed", 429: "too_many", 500: "crash", 503: "storage_failed"}


def as_asked(scope: Scope, reply: Reply) -> Reply:
    """The refusal in JSON, where the API was asked; else as it is."""
    if not f"{scope['path']}/".startswith(_API):
        return reply
    shape = error_shape(_KINDS.get(reply.status, "bad_call"), reply.body.decode().strip())
    return replace(reply, body=json.dumps(shape).encode(), type=JSON)
