"""Moves the clock of every Python that has this folder on its path, by the seconds that SHIFT names.

The pictures of the tour show one day of the demo's quarter, whenever they are made.
"""

import os
from datetime import datetime, timedelta, tzinfo

from rostering.services import clock

SHIFT = timedelta(seconds=float(os.environ.get("SHIFT", "0")))


class Moved(datetime):
    """The instant that it is, moved."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Moved":
        """Now, and so much later or earlier."""
        return super().now(tz) + SHIFT


setattr(clock, "datetime", Moved)  # noqa: B010 - one name, by which the one clock asks
