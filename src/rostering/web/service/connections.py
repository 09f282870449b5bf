"""Connections that ask too slowly, at too great length, or of which there are too many, are cut.

A few hundred of them would keep out all others.
"""

import sys
from asyncio import BaseTransport, TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

if sys.platform != "win32":
    import resource

PATIENCE = 20.0
"""Seconds for a request to say what it wants, its body apart."""
LONGEST = 1 << 16
"""Bytes that it may take to say so."""


BACKLOG = 2048
"""Connections that wait to be accepted, and are accepted all at once."""
FILES_BESIDE = 128
"""Files that a process may open beside its connections."""
ENOUGH = 1 << 14
"""Files that a process asks the system for."""


def room() -> int | None:
    """How many connections there is room for once as many files as may be were asked for; None: any number.

    Beyond them not even the store could be opened, and asyncio fills the log with its attempts to accept more.
    """
    if sys.platform == "win32":
        return None
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = ENOUGH if most == resource.RLIM_INFINITY else min(most, ENOUGH)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    return max(files - BACKLOG - FILES_BESIDE, files // 2)


class Bounded(HttpToolsProtocol):
    """One connection; uvicorn alone would wait for the end of a request's head for ever, and keep all of it."""

    patience = PATIENCE
    most: int | None = None
    """Of all connections together; more are cut at once."""
    _deadline: TimerHandle | None = None
    _size: int | None = None
    """Bytes of the head that is being read; None between two, and while a body comes."""

    def connection_made(self, transport: BaseTransport) -> None:
        """Wait for the first request, where there is room."""
        super().connection_made(transport)  # type: ignore[arg-type]
        if self.most is not None and len(self.connections) > self.most:
            self.transport.abort()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a part of a request; what comes together with its beginning is not counted."""
        if self._size is not None:
            self._size += len(data)
        elif self._is_idle:
            self._wait()
        super().data_received(data)
        if (self._size or 0) > LONGEST and not self.transport.is_closing():
            self.send_400_response("Request head too long.")

    def on_message_begin(self) -> None:
        """A request begins."""
        self._size = 0
        self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """All that is waited for is there."""
        self._size = None
        self._wait_no_more()
        super().on_headers_complete()

    def _unsupported_upgrade_warning(self) -> None:
        """Answer as if nobody had asked for another protocol (RFC 9110, 7.8), which is no news for an operator.

        The connection ends with the answer: what came behind the request was meant for that protocol.
        """
        self.cycle.keep_alive = False

    @property
    def _is_idle(self) -> bool:
        """Whether no request is being answered."""
        cycle: RequestResponseCycle | None = self.cycle  # None at first, other than it says
        return cycle is None or cycle.response_complete

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self.patience, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
