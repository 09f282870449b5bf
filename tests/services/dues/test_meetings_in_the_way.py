"""What is held for a customer at fixed hours stands in the way of a published duty, and of who could fill it."""

from datetime import date
from pathlib import Path

import pytest

from rostering.domain.radar import ClashReason
from rostering.services.dues.keeping import SaidOfDue, move
from rostering.services.inputs.folders import import_folder
from rostering.services.inputs.meaning import meanings
from rostering.services.rosters.planning import Progress
from rostering.services.rosters.radar import radar
from rostering.services.rosters.replanning import limits_of
from rostering.store import open_store
from samples.small_firm import DOCUMENTS, SHEETS, write_firm
from samples.swap_firm import AT, LEAD, firm_files, pim, swapping

KEY = "havn:review:2026Q4"
CADENCE = """
[[packages.cadences]]
id = "review"
name = "Review"
often = "1 a quarter"
by = "account_manager"

[[packages.obligations]]"""
PACKAGES = DOCUMENTS["packages.toml"].replace("\n[[packages.obligations]]", CADENCE, 1)


def managed(who: str) -> str:
    """Customers whose account manager is somebody."""
    header, *rows = SHEETS["customers.csv"].splitlines()
    return "\n".join([f"{header},account_manager", *(f"{row},{who}" for row in rows)]) + "\n"


def ignore(_: Progress) -> None:
    """Watch nothing."""


@pytest.fixture
def store(tmp_path: Path) -> str:
    made = swapping(
        str(tmp_path / "rostering.db"), tmp_path / "firm", packages_toml=PACKAGES, customers_csv=managed("elma")
    )
    move(made, LEAD, KEY, SaidOfDue(to="2026-11-14", hours="10:00-11:00"), at=AT)
    return made


def test_the_radar_opens_a_case_and_gives_the_duty_to_nobody_who_is_in_a_meeting(store: str) -> None:
    (sighting,) = radar(store, date(2026, 11, 9), limits_of(30), ignore, "tester").sightings
    clash = sighting.clash
    assert (clash.reason, clash.consultant, clash.seats) == (ClashReason.MEETING, "elma", (pim(14),))
    assert sighting.ways
    for way in sighting.ways:
        holders = {duty.seat.id: duty.consultant for duty in way.version.duties}
        assert holders[pim(14)] not in {None, "elma"}


def test_an_import_that_gives_a_meeting_to_somebody_on_duty_says_so(store: str, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")
    files = {**firm_files(), "packages_toml": PACKAGES, "customers_csv": managed("gerda")}
    import_folder(other, write_firm(tmp_path / "changed", **files), "tester")
    move(store, LEAD, KEY, SaidOfDue(to="2026-11-22", hours="10:00-11:00"), at=AT)
    with open_store(store).reading() as reading, open_store(other).reading() as changed:
        said = meanings(reading, reading.inputs(), changed.inputs(), AT.date())
    assert said == (
        "Gerda Ravnsbo would hold something for a customer during published duties: Sun 22 Nov PIM (roster 1).",
    )
