"""The API as routes of the service: a door at each path, the document, and the answer where there is nothing."""

import asyncio
from collections.abc import Iterable

from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from rostering.reports.look.failures import error_shape
from rostering.web.api.document import document_text
from rostering.web.api.door import MOST_OF_A_TOKEN, ApiDoor, conditional
from rostering.web.api.failures import reply_of
from rostering.web.api.route import PREFIX, ApiRoute
from rostering.web.api.table import ROUTES
from rostering.web.frame.rendering import packed
from rostering.web.frame.site import Site
from rostering.web.service.plain_failures import as_asked
from rostering.web.service.replies import JSON, NOT_ALLOWED, NOT_FOUND, READING, Reply

DOCUMENT = f"{PREFIX}/openapi.json"


def api_routes(site: Site, most: int = MOST_OF_A_TOKEN) -> Iterable[BaseRoute]:
    """A route for each path of the API; what a token asks for in a minute is limited to `most`."""
    yield Route(DOCUMENT, OpenDocument())
    by_path: dict[str, list[ApiRoute]] = {}
    for route in ROUTES:
        by_path.setdefault(route.path, []).append(route)
    for path, routes in by_path.items():
        yield Route(PREFIX + path, ApiDoor(site, routes, most))
    for rest in ("/api", "/api/{rest:path}"):
        yield Route(rest, Nothing())


class OpenDocument:
    """The document, for whoever asks: there is nothing of any firm in it."""

    def __init__(self) -> None:
        self._text: bytes | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        if request.method not in READING:
            await as_asked(scope, NOT_ALLOWED).send(scope, send)
            return
        if self._text is None:
            self._text = (await asyncio.to_thread(document_text)).encode()
        reply = conditional(request, Reply(200, self._text, JSON))
        await packed(reply, request.headers.get("accept-encoding", "")).send(scope, send)


class Nothing:
    """The answer at all other paths of the API."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Answer one request."""
        shape = error_shape("not_found", f"there is nothing here: see {DOCUMENT}")
        await reply_of(NOT_FOUND.status, shape).send(scope, send)
