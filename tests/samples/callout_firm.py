"""A firm that notes call-outs: the one that swaps, with the weekends of autumn 2025 published by hand."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rostering.domain.seats import seat_id
from rostering.services.inputs.folders import import_folder
from rostering.spans import Period
from samples.shared import made_once, with_tables
from samples.small_firm import write_firm
from samples.swap_firm import PEOPLE, firm_files, post

ZONE = ZoneInfo("Europe/Copenhagen")
AUTUMN = Period.parse("2025-10-25..2025-11-30")
AT = datetime(2025, 12, 1, 12, tzinfo=UTC)
"""A Monday, from which all of it is over."""
NO_LEAVE, NO_BOOKINGS = "consultant,from,to,kind\n", "id,customer,from,to,part,roles,shared,cancelled\n"


def on(day: int, hours: str, month: int = 11) -> str:
    """A time in the autumn as people write it."""
    return f"2025-{month:02}-{day:02}T{hours}"


def pim(day: int, month: int = 11) -> str:
    """The PIM consultant's seat on a day of the autumn: Elma has Saturdays, Folke Sundays."""
    return seat_id("preparedness", datetime(2025, month, day, tzinfo=ZONE).date(), "pim", 1)


def calling(factory: pytest.TempPathFactory) -> Path:
    """The folder with the store `calls`, made once, for tests to copy."""
    return made_once(factory, "calls", lambda folder: make(str(folder / "calls.db"), folder / "firm"))


def make(url: str, folder: Path, policy: str = "", **changed: str | None) -> str:
    """Make the store; returns its address."""
    files = {**firm_files(policy), "consultants_csv": PEOPLE, "leave_csv": NO_LEAVE, "bookings_csv": NO_BOOKINGS}
    import_folder(with_tables(url), write_firm(folder, **{**files, **changed}), "tester")
    post(url, AUTUMN, AT)
    return url
