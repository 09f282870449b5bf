"""What falls due in feeds: of its holder, of all and of the team, and only where the policy asks for it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from rostering.domain.dues import called
from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.domain.users import Actor, Role
from rostering.services.clock import now
from rostering.services.dues.keeping import SaidOfDue, done, move, waive
from rostering.services.links.feeds import FeedWish, export_feeds, feed_file
from rostering.services.links.serving import FeedDesk
from rostering.spans import quarter_of
from samples.swap_firm import swapping
from samples.web_firm import secret_of

LEAD = Actor("lead", Role.OPS)
QUARTER = quarter_of(now().date() + timedelta(days=100))
"""One to come."""
KEY = f"havn:tactical_meeting:{called(QUARTER)}"
DAY = QUARTER.first + timedelta(days=9)
ELMA, FOLKE = (Subject(SubjectKind.CONSULTANT, who) for who in ("elma", "folke"))
ALL, TEAM = Subject(SubjectKind.ALL), Subject(SubjectKind.TEAM, "preparedness")
ON = "\n[obligations]\nin_feeds = true\n"


@pytest.fixture
def store(url: str, tmp_path: Path) -> str:
    return swapping(url, tmp_path / "firm", ON)


def events(store: str, subject: Subject) -> dict[str, dict[str, Any]]:
    """What a feed has of the tactical meeting, by property; its times as values of Python."""
    found = Calendar.from_ical(feed_file(store, LEAD, subject)).walk("VEVENT")
    plain = [{name: getattr(value, "dt", value) for name, value in event.items()} for event in found]
    return {str(event["UID"]): event for event in plain if KEY in str(event["UID"])}


def moved(store: str, hours: str = "") -> None:
    move(store, LEAD, KEY, SaidOfDue("", str(DAY), hours, "elma"))


def test_a_feed_has_it_for_the_whole_day_until_hours_are_fixed(store: str) -> None:
    (event,) = events(store, ALL).values()
    assert (event["DTSTART"], event["DTEND"]) == (QUARTER.last, QUARTER.last + timedelta(days=1))
    assert (event["SEQUENCE"], event["TRANSP"], event["STATUS"]) == (0, "TRANSPARENT", "CONFIRMED")
    assert event["SUMMARY"] == "Tactical meeting: Havnekontoret Køl A/S"
    moved(store)
    (later,) = events(store, ALL).values()
    assert (later["UID"], later["SEQUENCE"], later["DTSTART"]) == (event["UID"], 1, DAY)
    moved(store, "10:00-11:30")
    (fixed,) = events(store, ALL).values()
    assert (fixed["UID"], fixed["SEQUENCE"], fixed["TRANSP"]) == (event["UID"], 2, "OPAQUE")
    assert (fixed["DTSTART"].date(), fixed["DTSTART"].hour, fixed["DTEND"].minute) == (DAY, 10, 30)
    done(store, LEAD, KEY, SaidOfDue())
    assert [held["SEQUENCE"] for held in events(store, ALL).values()] == [3]


def test_it_is_in_the_feeds_of_its_holder_of_all_and_of_the_team_and_leaves_when_waived(store: str) -> None:
    assert [len(events(store, one)) for one in (ELMA, FOLKE, ALL, TEAM)] == [0, 0, 1, 1]
    moved(store)
    assert [len(events(store, one)) for one in (ELMA, FOLKE, ALL, TEAM)] == [1, 0, 1, 1]
    assert "Elma Tangstrup" in str(events(store, ALL)[f"{KEY}@rostering"]["DESCRIPTION"])
    assert "Elma Tangstrup" not in str(events(store, ELMA)[f"{KEY}@rostering"]["DESCRIPTION"])
    waive(store, LEAD, KEY, SaidOfDue(reason="no need"))
    assert [len(events(store, one)) for one in (ELMA, FOLKE, ALL, TEAM)] == [0, 0, 0, 0]


def test_a_link_has_what_changed_as_soon_as_it_is_asked_again(store: str) -> None:
    desk, secret = FeedDesk(store), secret_of(store, ELMA)

    def body() -> bytes:
        desk.look()
        desk.read_published()
        answer = desk.answer(secret, now())
        assert answer
        return desk.make(answer).body

    assert KEY.encode() not in body()
    moved(store)
    assert f"UID:{KEY}@rostering".encode() in body()
    assert body() == body()
    waive(store, LEAD, KEY, SaidOfDue(reason="no need"))
    assert KEY.encode() not in body()


def test_by_default_feeds_stay_as_they_are_whatever_is_done(url: str, tmp_path: Path) -> None:
    store = swapping(url, tmp_path / "firm")
    wish = FeedWish(teams=True, customers=True)

    def files(folder: str) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in export_feeds(store, tmp_path / folder, wish)}

    before = files("before")
    moved(store, "10:00-11:30")
    assert files("after") == before
    assert all(KEY.encode() not in content for content in before.values())
