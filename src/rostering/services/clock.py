"""The one clock of the use cases."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, to the second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def today_in(zone: ZoneInfo) -> date:
    """The date that it is in a zone."""
    return now().astimezone(zone).date()
