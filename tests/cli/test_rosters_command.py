"""The commands rosters: all in a list, drafts thrown away; and which one is shown by default."""

from datetime import date
from pathlib import Path

import pytest

from rostering.rosters.version import Status
from rostering.services.rosters.showing import shown_in
from rostering.store import open_store
from samples.called import Command
from samples.small_firm import MONTH

SEAT = "preparedness:2026-11-28:pim:1"


def listed(rostering: Command, *options: str) -> list[tuple[int, str, str, int | None]]:
    found = rostering("rosters", *options, "--json")
    assert found.code == 0
    return [(one["roster"], one["status"], one["made_by"], one["from"]) for one in found.json]


@pytest.mark.usefixtures("published")
def test_rosters_are_listed_newest_first_with_how_they_were_made(rostering: Command) -> None:
    rostering("assign", "1", SEAT, "-")
    rostering("replan", "1", "--absent", "folke:2026-11-28", "--from", "2026-11-23")
    found = listed(rostering)
    assert found[-2:] == [(2, "draft", "assign", 1), (1, "published", "plan", None)]
    assert found[0][1:] == ("draft", "replan", 1)
    assert [number for number, *_ in found] == sorted((number for number, *_ in found), reverse=True)


@pytest.mark.usefixtures("published")
def test_a_roster_is_listed_with_what_it_is_worth(rostering: Command) -> None:
    rostering("assign", "1", SEAT, "-")
    second, first = rostering("rosters", "--json").json
    shown = rostering("show", "1", "--json").json
    assert first["period"] == {"from": "2026-11-01", "to": "2026-11-30"}
    assert (first["empty"], second["empty"]) == (0, 1)
    assert first["price"] == first["penalty"] < second["price"]
    assert (first["created"], first["by"], first["published_by"]) == (shown["created"], "tester", "tester")
    assert (second["published"], second["published_by"]) == (None, None)
    said = rostering("rosters").out
    assert "published" in said
    assert "assign from 1" in said
    assert "tester" in said


@pytest.mark.usefixtures("published")
def test_rosters_of_a_period_have_a_date_of_it(rostering: Command) -> None:
    rostering("plan", "2026-12-05..2026-12-06", "--effort", "1")
    assert [number for number, *_ in listed(rostering, "--period", "2026-12")] == [2]
    assert [number for number, *_ in listed(rostering, "--period", "2026Q4")] == [2, 1]
    none = rostering("rosters", "--period", "2027")
    assert (none.code, none.out) == (0, "There is no such roster.\n")


@pytest.mark.usefixtures("imported")
def test_before_the_first_plan_the_list_is_empty(rostering: Command) -> None:
    assert rostering("rosters").out == "There is no roster yet.\n"
    assert rostering("rosters", "--json").json == []


@pytest.mark.usefixtures("planned")
def test_a_draft_that_is_discarded_is_out_of_sight_and_cannot_be_published(rostering: Command) -> None:
    rostering("assign", "1", SEAT, "-")
    done = rostering("rosters", "discard", "2")
    assert (done.code, done.out) == (0, "Discarded draft 2 of 1 November to 30 November 2026.\n")
    assert listed(rostering) == [(1, "draft", "plan", None)]
    assert listed(rostering, "--all")[0] == (2, "discarded", "assign", 1)
    assert rostering("show", "--json").json["roster"] == 1
    assert rostering("audit", "--json").json["roster"] == 1
    assert rostering("show", "2", "--json").json["status"] == "discarded"
    assert rostering("show", "2").out.startswith("Roster 2 (discarded): ")
    refused = rostering("publish", "2")
    assert (refused.code, refused.err) == (
        3,
        "rostering: roster 2 has been discarded: plan anew, or take another draft\n",
    )


@pytest.mark.usefixtures("planned")
def test_what_is_published_or_discarded_is_not_discarded(rostering: Command) -> None:
    assert rostering("--json", "rosters", "discard", "1").json == {"roster": 1, "status": "discarded"}
    again = rostering("rosters", "discard", "1")
    assert (again.code, again.out) == (3, "")
    assert rostering("show").err == "rostering: there is no roster yet: plan one first\n"
    rostering("plan", "2026-11-05..2026-11-08", "--effort", "1")
    assert rostering("publish", "2").code == 0
    refused = rostering("rosters", "discard", "2")
    assert (refused.code, refused.err) == (3, "rostering: roster 2 is already published\n")
    assert rostering("rosters", "discard", "9").code == 2


def test_a_discard_is_logged(planned: str, rostering: Command) -> None:
    rostering("rosters", "discard", "1")
    with open_store(planned).reading() as reading:
        entry = reading.audit_log()[-1]
    assert (entry.action, entry.what, entry.before, entry.after) == ("discard", str(MONTH), "roster 1", None)


@pytest.mark.parametrize(
    ("today", "shown"),
    [(date(2026, 10, 1), 1), (date(2026, 11, 30), 1), (date(2026, 12, 1), 2), (date(2027, 5, 1), 2)],
)
def test_what_is_published_for_now_or_next_is_shown_else_the_newest_draft(
    published: str, rostering: Command, today: date, shown: int
) -> None:
    rostering("assign", "1", SEAT, "-")
    with open_store(published).reading() as reading:
        assert shown_in(reading, reading.publications(), None, today).number == shown


def test_without_a_draft_the_last_that_was_published_is_shown(published: str) -> None:
    with open_store(published).reading() as reading:
        assert shown_in(reading, reading.publications(), None, date(2027, 5, 1)).number == 1


@pytest.mark.usefixtures("planned")
def test_a_draft_says_that_it_is_one(rostering: Command, tmp_path: Path) -> None:
    assert rostering("show").out.startswith(f"Roster 1 ({Status.DRAFT.value}, not published): ")
    rostering("report", "--out", "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<strong>Draft.</strong> It is not published and holds for nobody yet." in page
