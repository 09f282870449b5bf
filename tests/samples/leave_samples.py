"""Calendars as people export them, and how a firm looks at them."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from rostering.domain.proposals import FoundLeave
from rostering.errors import Fault, FaultyInput
from rostering.feeds.leave.dates_only import dates_only
from rostering.feeds.leave.reading import Frame, read_calendar
from rostering.spans import Hours, Period

FRAME = Frame(ZoneInfo("Europe/Copenhagen"), Hours.parse("08:00-16:00"), Period.parse("2026-11-22..2027-12-27"))
SECRETS = ("Operation", "Rigshospitalet", "Doctor Who", "doctor@example.dk")
"""What stands in every entry and may stand nowhere else."""


def event(*lines: str, uid: str = "1") -> list[str]:
    """The lines of an entry with everything that is nobody's business."""
    private = [
        "SUMMARY:Operation",
        "LOCATION:Rigshospitalet",
        "DESCRIPTION:Doctor Who",
        "ATTENDEE:mailto:doctor@example.dk",
    ]
    return ["BEGIN:VEVENT", f"UID:{uid}", *private, *lines, "END:VEVENT"]


def calendar(*parts: Iterable[str]) -> bytes:
    """A whole calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test", *(line for part in parts for line in part)]
    return "".join(f"{line}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def zone(name: str, offset: str, *more: str) -> list[str]:
    """A time zone that a file defines for itself."""
    change = ["DTSTART:19700101T000000", f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", *more]
    return ["BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", *change, "END:STANDARD", "END:VTIMEZONE"]


def found_in(*parts: Iterable[str]) -> FoundLeave:
    """What a calendar proposes, read in this process."""
    return read_calendar(dates_only("f.ics", calendar(*parts)), FRAME)


def proposed(*parts: Iterable[str]) -> list[str]:
    """What a calendar proposes, as texts."""
    return texts(found_in(*parts))


def texts(found: FoundLeave) -> list[str]:
    """Items as `2026-12-01..2026-12-03`, with `?` where they are not ticked, and their flags."""
    return [
        " ".join([str(item.period), *([] if item.ticked else ["?"]), *(flag.value for flag in item.flags)])
        for item in found.items
    ]


def skipped(*parts: Iterable[str]) -> dict[str, int]:
    """What a calendar leaves aside."""
    return {each.reason.value: each.count for each in found_in(*parts).skipped}


def faults_of(error: FaultyInput) -> tuple[Fault, ...]:
    """All that is said of a file, after a look that nothing private is."""
    assert not any(secret in str(error) for secret in SECRETS)
    return error.faults
