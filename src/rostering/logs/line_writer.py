"""Writes what is logged from a thread of its own, since a full pipe would make whoever logs wait for its reader."""

import logging
import os
import time
from collections import deque
from threading import Event, Thread

from structlog.contextvars import get_contextvars

STDERR = 2
TOGETHER = 0.02
"""Seconds whose lines are written at once."""
MOST_LINES = 10_000
"""Lines that wait for a reader of stderr; older ones are dropped."""


class LineWriter(logging.Handler):
    """Takes records and keeps nobody waiting: what they look like is settled by the thread, too."""

    def __init__(self, descriptor: int = STDERR) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._records: deque[logging.LogRecord] = deque(maxlen=MOST_LINES)
        self._some = Event()
        self._closing = False
        self._thread = Thread(target=self._write, name="log", daemon=True)
        self._thread.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Leave a record to the thread, with what is known of the request or job that it belongs to."""
        record.within = get_contextvars()
        self._records.append(record)
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
            records = [self._records.popleft() for _ in range(len(self._records))]
            self._write_all("".join(map(self._line, records)).encode("utf-8", "replace"))

    def _line(self, record: logging.LogRecord) -> str:
        try:
            return f"{self.format(record)}\n"
        except Exception as error:  # noqa: BLE001 - one that cannot be written must not take all others with it
            return f'{{"event": "a line of the log could not be written: {type(error).__name__}"}}\n'

    def _write_all(self, text: bytes) -> None:
        """Past the buffers of Python, whose locks a thread that hangs would keep at the end."""
        try:
            while text:
                text = text[os.write(self._descriptor, text) :]
        except OSError:
            pass  # nobody reads any more, and that is no reason to stop serving
