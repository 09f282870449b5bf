"""A program that closes a month and stops before the end: `half_closer.py URL 2026-11`; it says when it has written."""

import sys
import time
from collections.abc import Iterable

from rostering.domain.charges import Charge
from rostering.services.charges.closing import close_month
from rostering.spans import Period
from rostering.store import Closing
from rostering.store.charges import Charges

CLOSE = Charges.close


def close_and_wait(self: Charges, closing: Closing, lines: Iterable[Charge]) -> None:
    """Write the lines, say so, and wait for ever."""
    CLOSE(self, closing, lines)
    print("written", flush=True)
    time.sleep(3600)


if __name__ == "__main__":
    Charges.close = close_and_wait  # type: ignore[method-assign]  # a program of its own
    close_month(sys.argv[1], Period.parse(sys.argv[2]), "killed", early=True)
