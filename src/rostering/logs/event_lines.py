"""How an event becomes a line: what the record of it holds, without secrets, as JSON or in words."""

import json
import logging
import os
from datetime import UTC, datetime
from typing import Any

from structlog.dev import ConsoleRenderer
from structlog.processors import JSONRenderer, format_exc_info
from structlog.typing import EventDict, Processor

from rostering.logs.secrets_left_out import secrets_left_out

_RECORD = logging.LogRecord("", 0, "", 0, "", (), None).__dict__.keys() | {"message", "asctime", "taskName"}
"""What every record has."""
_LEFT_ASIDE = _RECORD | {"within", "color_message"}
_ENCODER = json.JSONEncoder(ensure_ascii=False)  # made once, as making it takes longer than writing a line


class EventLines(logging.Formatter):
    """Makes a line of a record, for a program or for a terminal."""

    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self._last = _words() if is_terminal else _json()

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line; its traceback is in it, too."""
        event: EventDict = dict(_told(record))
        if record.exc_info:
            event = dict(format_exc_info(None, "", {**event, "exc_info": record.exc_info}))
        return str(self._last(None, "", dict(secrets_left_out(None, "", event))))


def _told(record: logging.LogRecord) -> dict[str, Any]:
    """What a record tells: when, how grave, what happened, what it is about and belongs to, and who says so."""
    kept = record.__dict__
    return {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": record.getMessage(),
        **{key: kept[key] for key in kept if key not in _LEFT_ASIDE},
        **kept.get("within", {}),
        "by": record.name,
    }


def _json() -> Processor:
    return JSONRenderer(serializer=lambda event, **_: _ENCODER.encode(event))


def _words() -> Processor:
    return ConsoleRenderer(colors=not os.environ.get("NO_COLOR"), sort_keys=False, pad_event_to=0, timestamp_key="at")
