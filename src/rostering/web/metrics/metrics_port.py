"""A port of its own for the figures, which other machines may reach than those that pages are for."""

import socket
from threading import Thread
from types import TracebackType
from typing import Self

import uvicorn
from starlette.routing import Route, Router

from rostering.web.metrics.metrics_route import PATH, MetricsRoute
from rostering.web.service.connections import Bounded
from rostering.web.service.replies import NOT_FOUND, Fixed

MOST_CONNECTIONS = 20
_LAST_ANSWERS = 2


class MetricsPort:
    """Answers at a port, in a thread of its own, as long as a `with` lasts."""

    def __init__(self, listener: socket.socket, route: MetricsRoute) -> None:
        self._listener = listener
        config = uvicorn.Config(
            Router([Route(PATH, route)], redirect_slashes=False, default=Fixed(NOT_FOUND)),
            http=Bounded,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=_LAST_ANSWERS,
        )
        self._server = uvicorn.Server(config)
        self._thread = Thread(target=self._server.run, args=([listener],), name="metrics", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()
