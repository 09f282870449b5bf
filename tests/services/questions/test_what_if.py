import shutil
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from rostering.answers.what_if import Comparison
from rostering.errors import BadCall, FaultyInput
from rostering.services.inputs.folders import import_folder
from rostering.services.questions.what_if import Alteration, what_if
from rostering.services.rosters.planning import Progress, limits_of
from rostering.spans import Period
from rostering.store import open_store
from samples.closable_firm import BOOKING, booked, load, repriced
from samples.small_firm import MONTH, edited, write_firm

WEEK = Period.parse("2026-11-02..2026-11-13")
"""With days after the weekend that can make up for it."""
LIMITS = limits_of(600, effort=1)


def asked(url: str, period: Period, *changes: str) -> Comparison:
    """What comes of changes, each written as on the command line."""
    alterations = [Alteration(*change.split(" ", 1)) for change in changes]
    return what_if(url, period, alterations, LIMITS, lambda _: None)


def test_both_sides_are_planned(imported: str) -> None:
    found = asked(imported, WEEK, "--add-booking molo:2026-11-03..2026-11-04:evening:backend:1")
    before, after = found.before.version, found.after.version
    assert (len(before.duties), len(after.duties)) == (8, 10)
    assert not before.empty
    assert not after.empty
    assert found.published is None


def test_a_flag_stops_both_sides(imported: str) -> None:
    stop = Event()
    changes = [Alteration("--add-booking", "molo:2026-11-03..2026-11-04:evening:backend:1")]
    found = what_if(imported, WEEK, changes, limits_of(3000, effort=1e6), lambda _: stop.set(), stop)
    assert stop.is_set()
    assert found.after.version.interrupted
    assert not found.after.version.empty


def test_readiness_is_priced_by_the_rate_card(imported: str) -> None:
    found = asked(imported, WEEK, "--add-booking molo:2026-11-08:evening:pim:1")
    assert found.before.readiness == 2 * 375000
    assert found.after.readiness == 2 * 375000 + 460000


def test_a_confirmed_booking_keeps_its_price(imported: str, tmp_path: Path) -> None:
    confirmed = booked(f"{BOOKING},2026-10-01", columns=",confirmed")
    load(imported, tmp_path / "before", **confirmed)
    load(imported, tmp_path / "after", **confirmed, **repriced())
    found = asked(imported, WEEK, "--add-booking molo:2026-11-03:evening:backend:1")
    assert (found.before.readiness, found.after.readiness) == (2 * 375000, 2 * 375000 + 400000)


def test_a_cancelled_booking_costs_nothing(imported: str) -> None:
    found = asked(imported, WEEK, "--cancel-booking B1")
    assert (len(found.after.version.duties), found.after.readiness) == (6, 0)


def test_readiness_without_a_rate_card_says_so(tmp_path: Path) -> None:
    url, ends = (
        str(tmp_path / "new.db"),
        edited("rates.toml", "from = 2026-01-01", "from = 2026-01-01\nto = 2026-11-10"),
    )
    import_folder(url, write_firm(tmp_path / "firm", **ends), "tester")
    found = asked(url, WEEK, "--add-booking molo:2026-11-12:evening:pim:1")
    assert (found.before.readiness, found.after.readiness) == (2 * 375000, None)
    assert found.after.unbillable == ("no rate card is in force on 2026-11-12: booking new-1 cannot be billed",)


def test_the_first_day_that_breaks_says_what_is_missing(imported: str) -> None:
    found = asked(imported, MONTH, "--remove-consultant elma:2026-11-15", "--add-leave folke:2026-11-21..2026-11-22")
    breaks = found.after.breaks
    assert found.before.breaks is None
    assert breaks is not None
    assert breaks.day == date(2026, 11, 21)
    assert breaks.seats == ("preparedness:2026-11-21:pim:1",)
    (sentence,) = breaks.shortages
    assert sentence.startswith("PIM: 1 consultant, 2026-11-21 to 2026-11-22 needs 2 (2 of 2 seats stay empty")


def test_a_rule_is_another_on_the_changed_side_alone(imported: str) -> None:
    gone = ("--remove-consultant elma", "--remove-consultant folke:2026-11-08")
    found = asked(imported, WEEK, *gone, "--set-rule coverage.price=500")
    assert "coverage" not in found.before.version.penalty_by_rule
    assert len(found.after.version.empty) == 1
    assert found.after.version.penalty_by_rule["coverage"] == 500


def test_what_is_published_stands_beside(published: str) -> None:
    found = asked(published, MONTH, "--set-rule wishes.price=5")
    assert found.published is not None
    with open_store(published).reading() as reading:
        version = reading.version(1)
    assert found.published.version.duties == version.duties
    assert found.published.version.penalty_by_rule == version.penalty_by_rule
    assert found.published.version.ledger == version.ledger


def test_a_period_that_is_published_in_part_is_not_published(published: str) -> None:
    found = asked(published, Period.parse("2026-11-28..2026-12-06"), "--set-rule wishes.price=5")
    assert found.published is None


def test_nothing_is_written(published: str, tmp_path: Path) -> None:
    with open_store(published).reading() as reading:
        before = (reading.records(), reading.version_numbers(), reading.audit_log(), reading.publications())
    content = Path(shutil.copy(published, tmp_path / "copy.db")).read_bytes()
    asked(published, WEEK, "--remove-consultant asta", "--set-rule caps.weekends=2")
    assert Path(published).read_bytes() == content
    with open_store(published).reading() as reading:
        assert (reading.records(), reading.version_numbers(), reading.audit_log(), reading.publications()) == before


def test_progress_is_told_by_side(imported: str) -> None:
    seen: list[Progress] = []
    what_if(imported, WEEK, [Alteration("--cancel-booking", "B1")], LIMITS, seen.append)
    assert {progress.stage.partition(":")[0] for progress in seen} <= {"before", "after"}
    assert seen


def test_the_same_question_has_the_same_answer(imported: str) -> None:
    one, other = (asked(imported, WEEK, "--add-leave asta:2026-11-07") for _ in range(2))
    assert one.after.version.duties == other.after.version.duties


def test_inputs_with_a_bad_change_are_not_planned(imported: str) -> None:
    with pytest.raises(FaultyInput, match="unknown booking 'B7'"):
        asked(imported, WEEK, "--cancel-booking B7")


def test_a_period_of_years_is_refused(imported: str) -> None:
    with pytest.raises(BadCall, match="a plan covers at most 400"):
        asked(imported, Period.parse("2026-01-01..2027-12-31"), "--cancel-booking B1")


def test_a_period_that_asks_for_nothing_may_come_to_ask_for_something(tmp_path: Path) -> None:
    url = str(tmp_path / "new.db")
    import_folder(url, write_firm(tmp_path / "firm", **edited("bookings.csv", "2026-11-05", "2026-11-04")), "tester")
    found = asked(url, Period.parse("2026-11-10..2026-11-11"), "--add-booking molo:2026-11-10:night:pim:1")
    assert (len(found.before.version.duties), len(found.after.version.duties)) == (0, 1)
