"""What is taken off a booking after its month is closed is credited in the next, without a new roster."""

from pathlib import Path

import pytest

from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.verifying import verify
from rostering.services.clock import now
from rostering.services.month_ends.month_closing import NotClosable
from rostering.services.rosters.planning import limits_of
from rostering.services.rosters.radar import radar
from rostering.store import open_store
from samples.called import Command
from samples.closable_firm import AUTUMN, DECEMBER, FIRST, JANUARY, NOVEMBER, SECOND, booked, load
from samples.published_samples import NAMES, duty, version
from samples.small_firm import edited

TWO = "B1,havn,2026-11-04,2026-11-04,evening,backend:1 pim:1,,"


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    return tmp_path / "firm"


@pytest.fixture
def store(tmp_path: Path, firm: Path) -> str:
    """A store whose November, an evening with two consultants, is published and closed."""
    url = str(tmp_path / "rostering.db")
    load(url, firm, **booked(TWO))
    held = {"backend": "asta", "pim": "elma"}
    duties = [
        duty(who, FIRST, role=role, hours="16:00-22:00", booking="B1", customers=("havn",), day_class="weekday_evening")
        for role, who in held.items()
    ]
    with open_store(url).transaction() as tx:
        number = tx.add_version(version(0, AUTUMN, duties, names=NAMES)).number
        tx.publish(number, now(), "lead")
    close_month(url, NOVEMBER, "cfo", early=True)
    return url


def december(url: str) -> list[tuple[str, int, str | None]]:
    return [(line.id, line.amount, line.corrects) for line in show_charges(url, DECEMBER).lines]


def differences(url: str) -> list[str]:
    return [one.text for one in verify(url, NOVEMBER).differences]


def test_a_head_that_is_taken_off_is_credited_and_told_until_then(store: str, firm: Path) -> None:
    (told,) = load(store, firm, **booked(TWO.replace(" pim:1", "")))
    assert told == "closed months change: 1 line for DKK -3.750,00 will be billed in 2026-12"
    assert december(store) == [("B1:2026-11-04:elma:credit", -375_000, "B1:2026-11-04:elma")]
    assert differences(store) == [
        "B1:2026-11-04:pim: 1 closed line for which the booking asks no more; what is taken back stands in 2026-12"
    ]
    close_month(store, DECEMBER, "cfo", early=True)
    assert verify(store, AUTUMN).differences == ()
    assert show_charges(store, JANUARY).lines == ()


def test_a_date_that_is_moved_is_credited_and_the_new_one_is_in_the_way_of_the_next_closing(
    store: str, firm: Path
) -> None:
    load(store, firm, **booked(TWO.replace("11-04", "11-05")))
    assert [amount for _, amount, _ in december(store)] == [-375_000, -375_000]
    lacking = [
        f"roster 1 lacks 1 x {role} of booking B1 on {SECOND}: plan and publish the day again, or mend the booking"
        for role in ("backend", "pim")
    ]
    assert set(lacking) < set(differences(store))
    with pytest.raises(NotClosable) as refusal:
        close_month(store, DECEMBER, "cfo", early=True)
    assert list(refusal.value.reasons) == lacking


def test_another_part_of_the_day_is_in_the_way_of_the_next_closing_until_the_roster_has_it(
    store: str, firm: Path
) -> None:
    load(store, firm, **booked(TWO.replace("evening", "office")))
    told = (
        f"roster 1 has Evening on {FIRST} for booking B1, which asks for Office hours: "
        "plan and publish the day again, or mend the booking"
    )
    assert differences(store) == [told]
    with pytest.raises(NotClosable) as refusal:
        close_month(store, DECEMBER, "cfo", early=True)
    assert refusal.value.reasons == (told,)
    load(store, firm, **booked(TWO))
    assert differences(store) == []


def test_hours_of_a_part_that_are_others_from_now_on_leave_what_is_closed_alone(store: str, firm: Path) -> None:
    load(store, firm, **booked(TWO), **edited("packages.toml", 'hours = "16:00-22:00"', 'hours = "17:00-23:00"'))
    assert differences(store) == []
    close_month(store, DECEMBER, "cfo", early=True)


def test_what_is_put_back_before_it_was_credited_changes_nothing(store: str, firm: Path) -> None:
    load(store, firm, **booked(TWO.replace(" pim:1", "")))
    load(store, firm, **booked(TWO))
    assert (december(store), differences(store)) == ([], [])


def radar_cases(url: str) -> list[tuple[str, str, bool]]:
    """What is disputed as the radar sees it: reason, text, and whether the case is still open afterwards."""
    seen = radar(url, FIRST.replace(year=2027), limits_of(1, effort=1), lambda _: None, "lead")
    assert not seen.sightings
    return [(one.case.reason.value, one.discrepancy.text, one.case.closed is None) for one in seen.disputes]


def test_what_a_closed_month_has_and_nothing_asks_for_is_a_case_until_it_is_taken_back(
    store: str, firm: Path, rostering: Command
) -> None:
    assert radar_cases(store) == []
    load(store, firm, **booked(TWO.replace(" pim:1", "")))
    (told,) = differences(store)
    assert radar_cases(store) == radar_cases(store) == [("billed", told, True)]
    said = rostering("--db", store, "radar", "--from", "2027-01-01")
    assert said.code == 1
    assert said.out.startswith("1 case from 2027-01-01 on")
    assert told in " ".join(said.out.split())
    close_month(store, DECEMBER, "cfo", early=True)
    assert radar_cases(store) == []
    with open_store(store).reading() as reading:
        assert [case.closed is not None for case in reading.radar_cases.all()] == [True]


def test_heads_and_parts_that_a_closed_month_lacks_are_cases(store: str, firm: Path, rostering: Command) -> None:
    load(store, firm, **booked(TWO.replace("11-04", "11-05")))
    reasons = [reason for reason, _text, _open in radar_cases(store)]
    assert sorted(reasons) == ["billed", "billed", "not_in_roster", "not_in_roster"]
    load(store, firm, **booked(TWO.replace("evening", "office")))
    (case,) = rostering("--db", store, "radar", "--from", "2027-01-01", "--json").json
    assert (case["reason"], case["team"], case["duties"], case["options"]) == ("other_part", "B1", [], [])
    assert case["text"].startswith(f"roster 1 has Evening on {FIRST} for booking B1")
