"""The one reading of every form in which an entry writes dates (RFC 5545, 3.3.4 and 3.3.5), against its own.

An entry's own form is that of its DTSTART: it runs by dates, or by the clock of a zone. Without a zone, or in one that
nobody knows, its clock is the firm's. A date with a DTEND at a time of day runs by the clock from its midnight on.
What else it says may be in the same form, as it should, or in any other, as calendars write it:

| written  | where the entry runs by dates                  | by the clock of a zone, or the firm's | by UTC        |
|----------|------------------------------------------------|---------------------------------------|---------------|
| DATE     | that date                                      | that date on the entry's clock        | the firm's    |
| floating | its date                                       | that time on the entry's clock        | UTC, Z lost   |
| zoned    | its date as written                            | that instant                          | that instant  |
| UTC      | its date in the firm's zone; as written, where | that instant                          | that instant  |
|          | a day begins or ends there in UTC alone        |                                       |               |

Nobody's wall clock shows UTC, so a date beside it is one of the firm's. Read like this,

- DTEND as a date is the midnight with which that date begins;
- DURATION with hours makes a date run by the clock;
- UNTIL is a bound that is itself included: a date with all of its day;
- EXDATE and RECURRENCE-ID name what begins on the date, or at the instant; where nothing begins at the instant, the
  one instance that begins on its date;
- RDATE as a date is an instance at the time of day of the entry's DTSTART; a PERIOD has its own end.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from rostering.spans import DAY

Moment = date
"""A date, or a datetime."""
_LAST_SECOND = time(23, 59, 59)
_UTC_NAMES = ("UTC", "Etc/UTC")


@dataclass(frozen=True)
class Clock:
    """How an entry tells time."""

    by_dates: bool
    zone: tzinfo
    """The zone of its times."""
    wall: tzinfo
    """The zone of the dates beside them: the same, but for UTC."""
    firm: ZoneInfo

    @classmethod
    def of(cls, start: Moment, end: Moment | timedelta | None, firm: ZoneInfo) -> "Clock":
        """The clock of an entry with this DTSTART, and this DTEND or DURATION."""
        by_hours = end % DAY != timedelta() if isinstance(end, timedelta) else isinstance(end, datetime)
        speaks = start if isinstance(start, datetime) else end
        zone = (speaks.tzinfo if isinstance(speaks, datetime) else None) or firm
        return cls(not isinstance(start, datetime) and not by_hours, zone, firm if _is_utc(zone) else zone, firm)

    def read(self, moment: Moment) -> Moment:
        """A moment in the entry's own form; a date on a clock is its midnight."""
        return self.day(moment) if self.by_dates else self._instant(moment, time())

    def day(self, moment: Moment) -> date:
        """The date of a moment, for whoever runs by the entry's clock."""
        if not isinstance(moment, datetime):
            return moment
        if not self.by_dates:
            return self._instant(moment, time()).astimezone(self.wall).date()
        return _local_day(moment, self.firm) if _is_utc(moment.tzinfo) else moment.date()

    def instance(self, moment: Moment, start: Moment) -> Moment:
        """The instance that a moment stands for, in an entry that starts like this."""
        if self.by_dates or not isinstance(start, datetime):
            return self.day(moment)
        return self._instant(moment, start.astimezone(self.wall).time())

    def until(self, moment: Moment) -> str:
        """A bound as the rule of an entry in its own form has it."""
        if self.by_dates:
            return f"{self.day(moment):%Y%m%d}"
        return f"{self._instant(moment, _LAST_SECOND).astimezone(UTC):%Y%m%dT%H%M%SZ}"

    def _instant(self, moment: Moment, at: time) -> datetime:
        if not isinstance(moment, datetime):
            return datetime.combine(moment, at, self.wall).astimezone(self.zone)
        return moment.astimezone(self.zone) if moment.tzinfo else moment.replace(tzinfo=self.zone)


def instant(moment: Moment, zone: ZoneInfo) -> datetime:
    """A moment in its own form as an instant; a date begins in the zone."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), zone)


def _local_day(moment: datetime, firm: ZoneInfo) -> date:
    local = moment.astimezone(firm)
    return moment.date() if _is_edge(moment) and not _is_edge(local) else local.date()


def _is_edge(moment: datetime) -> bool:
    """Whether a day begins or ends there."""
    return moment.time() == time() or (moment.hour, moment.minute) == (23, 59)


def _is_utc(zone: tzinfo | None) -> bool:
    return zone is UTC or getattr(zone, "key", None) in _UTC_NAMES
