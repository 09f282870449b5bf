"""The last thing that a child process says which fails by a fault of rostering's own: one event, with its traceback."""

import logging
import sys
from typing import NoReturn

from rostering.logs.begin import begin_logs

CRASHED = 1
_log = logging.getLogger(__name__)


def crashed(**about: object) -> NoReturn:
    """Log the error that is being handled, and end the process."""
    begin_logs()
    _log.exception("crash", extra=about)
    logging.shutdown()
    sys.exit(CRASHED)
