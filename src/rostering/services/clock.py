"""The one clock of the use cases."""

from datetime import UTC, datetime


def now() -> datetime:
    """This instant, to the second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)
