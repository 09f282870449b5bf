"""A program that closes a month and stops before the end: `half_closer.py URL 2026-11`; it says when it has written."""

import sys
import time

from rostering.services.closing import close_month
from rostering.spans import Period
from rostering.store.charges import Charges


def stop_when_written() -> None:
    """Let a closing say that its lines are written, and wait there for ever."""
    close = Charges.close

    def close_and_wait(self: Charges, *args: object) -> None:
        close(self, *args)  # type: ignore[arg-type]  # whatever it is called with
        print("written", flush=True)
        time.sleep(3600)

    Charges.close = close_and_wait  # type: ignore[method-assign]  # a program of its own


if __name__ == "__main__":
    stop_when_written()
    close_month(sys.argv[1], Period.parse(sys.argv[2]), "killed")
