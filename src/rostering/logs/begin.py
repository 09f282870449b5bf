"""Beginning to log: what a process says goes to stderr, an event a line."""

import logging
import os
from contextlib import AbstractContextManager

from structlog.contextvars import bound_contextvars

from rostering.logs.event_lines import EventLines
from rostering.logs.line_writer import STDERR, LineWriter

REQUESTS = "rostering.web.service.guard"
"""Who logs requests."""


def begin_logs(with_access: bool = True, is_terminal: bool | None = None) -> None:
    """Log to stderr: JSON, or words where that is a terminal; requests are among the events if so wished."""
    handler = LineWriter()
    handler.setFormatter(EventLines(os.isatty(STDERR) if is_terminal is None else is_terminal))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("rostering").setLevel(logging.INFO)
    logging.getLogger(REQUESTS).setLevel(logging.INFO if with_access else logging.WARNING)


def about(**known: object) -> AbstractContextManager[None]:
    """Let all events within say what they belong to, such as a request."""
    return bound_contextvars(**known)
