"""Logs of the service: lines on stderr that hold no secret and keep nobody waiting."""

import logging
import os
import re
import time
from collections import deque
from threading import Event, Thread

_SECRET = re.compile(r"[A-Za-z0-9_-]{43,}")
STDERR = 2
TOGETHER = 0.02
"""Seconds whose lines are written at once."""
MOST_LINES = 10_000
"""Lines that wait for a reader of stderr; older ones are dropped."""


class SecretsLeftOut(logging.Formatter):
    """Leaves out whatever looks like a secret, wherever in a line or a trace it stands."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        return _SECRET.sub("...", super().format(record))


class RequestLog(logging.Handler):
    """Writes lines from a thread of its own, since a full pipe would make the service wait for its reader."""

    def __init__(self, descriptor: int = STDERR) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._lines: deque[str] = deque(maxlen=MOST_LINES)
        self._some = Event()
        self._closing = False
        self._thread = Thread(target=self._write, name="log", daemon=True)
        self._thread.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Leave a line to the thread."""
        self._lines.append(self.format(record))
        self._some.set()

    def close(self) -> None:
        """Give the thread a moment to write the last lines."""
        self._closing = True
        self._some.set()
        self._thread.join(1)
        super().close()

    def _write(self) -> None:
        closing = False
        while not closing and self._some.wait():
            self._some.clear()
            closing = self._closing
            time.sleep(0 if closing else TOGETHER)
            lines = [self._lines.popleft() for _ in range(len(self._lines))]
            self._write_all("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))

    def _write_all(self, text: bytes) -> None:
        """Past the buffers of Python, whose locks a thread that hangs would keep at the end."""
        try:
            while text:
                text = text[os.write(self._descriptor, text) :]
        except OSError:
            pass  # nobody reads any more, and that is no reason to stop serving


def begin_logs(with_access: bool) -> None:
    """Send the logs of this process to stderr; requests are among them if so wished."""
    handler = RequestLog()
    handler.setFormatter(SecretsLeftOut("%(asctime)s %(levelname)s %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("rostering").setLevel(logging.INFO if with_access else logging.WARNING)
