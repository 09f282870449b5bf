"""The address that Prometheus asks, `/metrics`."""

import asyncio

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from rostering.web.service.plain_failures import as_asked
from rostering.web.service.replies import NO_STORE, NOT_ALLOWED, NOT_FOUND, READING, Reply

PATH = "/metrics"
_FORWARDED = ("x-forwarded-for", "forwarded", "x-forwarded-host")


class MetricsRoute:
    """Answers with all figures; what comes through a proxy comes from outside, and is told of nothing."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry
        self._one = asyncio.Semaphore(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Answer one request."""
        headers = Headers(scope=scope)
        if any(name in headers for name in _FORWARDED):
            await as_asked(scope, NOT_FOUND).send(scope, send)
        elif scope["method"] not in READING:
            await as_asked(scope, NOT_ALLOWED).send(scope, send)
        else:
            encode, kind = choose_encoder(headers.get("accept", ""))
            async with self._one:
                text = await asyncio.to_thread(encode, self._registry)
            await Reply(200, text, kind, NO_STORE).send(scope, send)
