import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import pairwise

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.domain.findings import CompensatingDay
from rostering.domain.seats import Duty
from rostering.domain.subscriptions import Style, Subject, SubjectKind
from rostering.feeds import Library, feed_files
from rostering.feeds.files import NeverPublished
from rostering.feeds.published import NothingPublished, UnknownSubject
from rostering.rosters.version import Directory, Publication
from rostering.spans import DAY, Period
from samples.ical_checker import Part, all_day, instant, read
from samples.published_samples import FIRST_INSTANT, NAMES, duty, published, renamed, version

YEARS = Period(date(2026, 1, 1), date(2027, 12, 31))
SATURDAY = date(2026, 7, 4)
CHANGES = [
    Period.parse("2026-03-06..2026-04-02"),
    Period.parse("2026-10-20..2026-11-03"),
    Period.parse("2026-12-28..2027-01-03"),
]
"""The days around the clock changes of Europe and America, and around New Year."""


def publish(*duties: Duty, names: Directory = NAMES, off: tuple[CompensatingDay, ...] = ()) -> tuple[Publication, ...]:
    return published(version(1, YEARS, duties, names=names, days_off=off))


def calendar_of(kind: SubjectKind, subject: str, publications: tuple[Publication, ...]) -> bytes:
    return Library(publications).feed(Subject(kind, subject), Style()).body


def calendar_for(consultant: str, publications: tuple[Publication, ...]) -> bytes:
    return calendar_of(SubjectKind.CONSULTANT, consultant, publications)


def calendar_of_role(role: str, publications: tuple[Publication, ...]) -> bytes:
    return calendar_of(SubjectKind.ROLE, role, publications)


def calendar_of_all(publications: tuple[Publication, ...]) -> bytes:
    return calendar_of(SubjectKind.ALL, "", publications)


def events_of(consultant: str, publications: tuple[Publication, ...]) -> list[Part]:
    return read(calendar_for(consultant, publications)).named("VEVENT")


def test_every_consultant_and_role_has_a_file_and_there_is_one_for_all() -> None:
    files = feed_files(publish(duty("anna", SATURDAY)))
    assert sorted(files) == [
        "all.ics",
        "consultant-anna.ics",
        "consultant-bo.ics",
        "consultant-clara.ics",
        "role-backend.ics",
        "role-frontend.ics",
        "role-pim.ics",
    ]
    counts = {name: len(read(body).named("VEVENT")) for name, body in files.items()}
    assert {name for name, count in counts.items() if count} == {"all.ics", "consultant-anna.ics", "role-pim.ics"}


def test_single_calendars_are_the_same_bytes_as_the_files() -> None:
    publications = publish(duty("anna", SATURDAY), duty("bo", SATURDAY, role="backend"))
    files = feed_files(publications)
    assert calendar_for("anna", publications) == files["consultant-anna.ics"]
    assert calendar_of_role("backend", publications) == files["role-backend.ics"]
    assert calendar_of_all(publications) == files["all.ics"]


def test_the_calendar_says_what_clients_need_and_nothing_that_harms() -> None:
    calendar = read(calendar_for("anna", publish()))
    assert {name: value for name, (_, value) in calendar.properties.items()} == {
        "PRODID": "-//rostering//Duty feed//EN",
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "NAME": "On call: Anna Ager",
        "X-WR-CALNAME": "On call: Anna Ager",
        "X-WR-TIMEZONE": "Europe/Copenhagen",
        "X-PUBLISHED-TTL": "PT1H",
        "REFRESH-INTERVAL": "PT1H",
    }
    assert calendar.properties["REFRESH-INTERVAL"][0] == {"VALUE": "DURATION"}


def test_a_personal_duty_says_everything_and_names_nobody() -> None:
    publications = publish(duty("anna", SATURDAY, customers=("fjord", "skov")), duty("bo", SATURDAY, role="backend"))
    (event,) = events_of("anna", publications)
    assert event.text("UID") == "preparedness:2026-07-04:pim:1@rostering"
    assert event.text("SUMMARY") == "Weekend: PIM"
    assert event.text("DESCRIPTION").split("\n") == [
        "Window: Weekend",
        "Team: Preparedness team",
        "Role: PIM",
        "Presence: on standby at home",
        "Customers: Fjord & Søn A/S, Skov ApS",
        "Promise: Response in under an hour",
    ]
    assert event.text("CATEGORIES") == "Weekend"
    assert event.value("STATUS") == "CONFIRMED"
    assert event.properties["DTSTART"] == ({"TZID": "Europe/Copenhagen"}, "20260704T080000")
    assert event.properties["DTEND"] == ({"TZID": "Europe/Copenhagen"}, "20260704T160000")
    assert event.value("DTSTAMP") == event.value("LAST-MODIFIED") == f"{FIRST_INSTANT:%Y%m%dT%H%M%SZ}"
    assert not {"DURATION", "ATTENDEE", "ORGANIZER", "CLASS", "RRULE"} & event.properties.keys()


def test_the_feeds_of_roles_and_of_all_name_the_consultant() -> None:
    publications = publish(duty("anna", SATURDAY))
    for body in (calendar_of_role("pim", publications), calendar_of_all(publications)):
        (event,) = read(body).named("VEVENT")
        assert event.text("SUMMARY") == "Weekend: Anna Ager, PIM"
        assert "Consultant: Anna Ager" in event.text("DESCRIPTION").split("\n")


def test_preparedness_makes_busy_and_readiness_leaves_free() -> None:
    pooled, booked = duty("anna", SATURDAY), duty("anna", SATURDAY, booking="B7", hours="16:00-22:00")
    events = {event.text("CATEGORIES"): event for event in events_of("anna", publish(pooled, booked))}
    marks = {kind: (e.value("TRANSP"), e.value("X-MICROSOFT-CDO-BUSYSTATUS")) for kind, e in events.items()}
    assert marks == {"Weekend": ("OPAQUE", "BUSY"), "Readiness": ("TRANSPARENT", "FREE")}


def test_a_day_off_is_a_whole_day_that_only_the_consultant_sees() -> None:
    off = CompensatingDay("anna", date(2026, 7, 6), ("preparedness:2026-07-04:pim:1",))
    publications = publish(duty("anna", SATURDAY), off=(off,))
    event = events_of("anna", publications)[1]
    assert event.text("UID") == "day-off:anna:2026-07-06@rostering"
    assert (all_day(event, "DTSTART"), all_day(event, "DTEND")) == (date(2026, 7, 6), date(2026, 7, 7))
    assert event.text("SUMMARY") == "Compensating day off"
    assert event.text("DESCRIPTION") == "In return for duty on 2026-07-04"
    assert event.value("TRANSP") == "TRANSPARENT"
    assert len(read(calendar_of_all(publications)).named("VEVENT")) == 1


def test_unfilled_and_withdrawn_duties_are_left_out() -> None:
    first = version(1, YEARS, [duty("anna", SATURDAY), duty("anna", SATURDAY + DAY)])
    second = version(2, YEARS, [duty(None, SATURDAY), duty("bo", SATURDAY + DAY)])
    publications = published(first, second)
    assert events_of("anna", publications) == []
    (event,) = events_of("bo", publications)
    assert event.value("SEQUENCE") == "1"
    assert event.value("DTSTAMP") == f"{FIRST_INSTANT + DAY:%Y%m%dT%H%M%SZ}"


@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "Europe/Oslo", "America/New_York", "Atlantic/Reykjavik", "UTC"])
@pytest.mark.parametrize("hours", ["08:00-16:00", "22:00-08:00", "00:00-24:00", "02:30-05:00"])
def test_every_instant_comes_back_as_published_over_clock_changes_and_new_year(zone: str, hours: str) -> None:
    duties = [duty("anna", day, hours=hours, zone=zone) for period in CHANGES for day in period]
    calendar = read(calendar_for("anna", publish(*duties, names=renamed(zone=zone))))
    spans = {
        event.text("UID"): tuple(instant(calendar, event, n) for n in ("DTSTART", "DTEND"))
        for event in calendar.named("VEVENT")
    }
    assert spans == {f"{d.seat.id}@rostering": (d.seat.span.start, d.seat.span.end) for d in duties}


def test_a_zone_without_a_yearly_rule_is_written_in_utc() -> None:
    names = renamed(zone="Africa/Casablanca")
    calendar = read(calendar_for("anna", publish(duty("anna", SATURDAY, zone=names.timezone), names=names)))
    (event,) = calendar.named("VEVENT")
    assert instant(calendar, event, "DTSTART") == datetime.combine(SATURDAY, time(8), names.zone).astimezone(UTC)
    assert calendar.named("VTIMEZONE") == []


def test_rosters_of_two_zones_bring_both_clocks() -> None:
    old = version(1, Period.parse("2026-07"), [duty("anna", SATURDAY)])
    names = renamed(zone="America/New_York")
    new = version(2, Period.parse("2026-08"), [duty("anna", date(2026, 8, 1), zone=names.timezone)], names=names)
    calendar = read(calendar_for("anna", published(old, new)))
    starts = [instant(calendar, event, "DTSTART").hour for event in calendar.named("VEVENT")]
    assert starts == [6, 12]


def test_somebody_whom_only_an_older_roster_knows_keeps_the_calendar() -> None:
    old = version(
        1, Period.parse("2026-07"), [duty("gone", SATURDAY)], names=renamed(consultants={"gone": "Gitte Gran"})
    )
    calendar = read(calendar_for("gone", published(old, version(2, Period.parse("2026-08")))))
    assert calendar.text("NAME") == "On call: Gitte Gran"
    assert len(calendar.named("VEVENT")) == 1


def test_nothing_published_and_unknown_people_and_roles_are_said() -> None:
    with pytest.raises(NothingPublished):
        feed_files(())
    with pytest.raises(UnknownSubject, match="no published roster knows a consultant 'nobody'"):
        calendar_for("nobody", publish())
    with pytest.raises(UnknownSubject, match="no published roster knows a role 'cook'"):
        calendar_of_role("cook", publish())


def test_ids_that_no_file_system_takes_are_encoded() -> None:
    files = feed_files(publish(names=renamed(consultants={"../åse": "Åse"})))
    assert "consultant-..%2F%C3%A5se.ics" in files


@pytest.mark.parametrize("count", [0, 1, 2000])
def test_as_many_duties_make_as_many_events(count: int) -> None:
    duties = [
        duty("anna", date(2026, 1, 1) + DAY * (i // 4), number=i % 4, customers=("fjord", "skov")) for i in range(count)
    ]
    body = calendar_for("anna", publish(*duties))
    assert len(read(body).named("VEVENT")) == count
    assert len(icalendar.Calendar.from_ical(body).walk("VEVENT")) == count


HOSTILE = [
    'Søren Ærø-Åkjær, cand.it; \\n "The" Fixer',
    "Eve\r\nATTENDEE:mailto:eve@example.test\r\nX: y",
    "👩‍🚒 " * 40,
    "\x00\x07\x1b[31mred\x7f\x85\u2028next",
    "END:VEVENT",
    "",
    "ø" * 300,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_neither_break_lines_nor_add_properties(name: str) -> None:
    check_names(name)


@settings(max_examples=40)
@given(st.text(max_size=120))
def test_any_name_comes_back_from_the_library_as_it_was_written(name: str) -> None:
    check_names(name)


def check_names(name: str) -> None:
    names = renamed(
        consultants={**NAMES.consultants, "anna": name, "bo": name},
        customers={"fjord": name},
        roles={**NAMES.roles, "pim": name},
    )
    publications = publish(duty("anna", SATURDAY), duty("bo", SATURDAY, number=2), names=names)
    plain = feed_files(publish(duty("anna", SATURDAY), duty("bo", SATURDAY, number=2)))
    for file, body in feed_files(publications).items():
        calendar, theirs = read(body), icalendar.Calendar.from_ical(body)
        assert calendar.properties.keys() == read(plain[file]).properties.keys()
        assert calendar.text("NAME") == calendar.text("X-WR-CALNAME")
        assert len(calendar.text("X-WR-CALNAME")) <= 28
        for event, their in zip(calendar.named("VEVENT"), theirs.walk("VEVENT"), strict=True):
            assert len(event.text("SUMMARY")) <= 40
            assert event.text("SUMMARY").startswith("Weekend:")
            assert event.text("SUMMARY") == their["SUMMARY"]
            assert event.text("DESCRIPTION") == their["DESCRIPTION"]
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", event.text("DESCRIPTION"))


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["anna", "bo", None])), unique_by=lambda each: each[0]))
@settings(max_examples=25)
def test_the_same_publications_give_the_same_bytes_in_any_order(drawn: list[tuple[int, str | None]]) -> None:
    duties = [duty(consultant, date(2026, 1, 1) + DAY * i) for i, consultant in drawn]
    first, repair = version(1, YEARS, duties), version(2, Period.parse("2026Q2"))
    publications = published(first, repair)
    backwards = published(version(1, YEARS, duties[::-1]), repair)[::-1]
    assert dict(feed_files(publications)) == dict(feed_files(backwards))


def cancelled_in(files: Mapping[str, bytes]) -> dict[str, list[tuple[str, str, str]]]:
    """By file, the id, the sequence and the stamp of every cancelled event; where there are any."""
    found = {
        file: [
            (event.text("UID").removesuffix("@rostering"), event.value("SEQUENCE"), event.value("DTSTAMP"))
            for event in read(body).named("VEVENT")
            if event.value("STATUS") == "CANCELLED"
        ]
        for file, body in files.items()
    }
    return {file: events for file, events in found.items() if events}


JULY = Period.parse("2026-07")
SUNDAY = SATURDAY + DAY
HELD = [duty("anna", SATURDAY), duty("bo", SUNDAY)]
EVERYBODY = tuple(SubjectKind)


def test_a_download_since_a_roster_cancels_what_has_left_each_calendar() -> None:
    swapped = [duty("clara", SATURDAY)]
    publications = published(version(1, JULY, HELD), version(2, JULY, swapped))
    stamp = f"{FIRST_INSTANT + DAY:%Y%m%dT%H%M%SZ}"
    saturday, sunday = (each.seat.id for each in HELD)
    assert cancelled_in(feed_files(publications, kinds=EVERYBODY, since=1)) == {
        "consultant-anna.ics": [(saturday, "1", stamp)],
        "consultant-bo.ics": [(sunday, "1", stamp)],
        "role-pim.ics": [(sunday, "1", stamp)],
        "team-preparedness.ics": [(sunday, "1", stamp)],
        "customer-fjord.ics": [("window:fjord:preparedness:2026-07-05", "1", stamp)],
        "all.ics": [(sunday, "1", stamp)],
    }
    assert cancelled_in(feed_files(publications, kinds=EVERYBODY, since=2)) == {}
    assert cancelled_in(feed_files(publications, kinds=EVERYBODY)) == {}


def test_what_returned_is_told_as_it_stands_and_counts_on() -> None:
    publications = published(version(1, JULY, HELD), version(2, JULY), version(3, JULY, HELD))
    files = feed_files(publications, since=1)
    assert cancelled_in(files) == {}
    assert [event.value("SEQUENCE") for event in read(files["consultant-anna.ics"]).named("VEVENT")] == ["2"]


def test_a_cancelled_event_is_newer_than_what_the_calendar_showed_last() -> None:
    there, elsewhere = duty("anna", SATURDAY), duty("anna", SATURDAY, hours="09:00-16:00")
    versions = [[there], [elsewhere], [there], [duty("bo", SATURDAY)], [duty("clara", SATURDAY)]]
    publications = published(*(version(i, JULY, each) for i, each in enumerate(versions, start=1)))
    left = cancelled_in(feed_files(publications, since=1))
    assert {file: [count for _, count, _ in events] for file, events in left.items()} == {
        "consultant-anna.ics": ["3"],
        "consultant-bo.ics": ["4"],
    }
    assert cancelled_in(feed_files(publications, since=4)).keys() == {"consultant-bo.ics"}


def test_a_cancelled_day_off_stays_a_whole_day() -> None:
    off = CompensatingDay("anna", date(2026, 7, 6), (HELD[0].seat.id,))
    publications = published(version(1, JULY, HELD, days_off=[off]), version(2, JULY, HELD))
    files = feed_files(publications, since=1)
    (event,) = [each for each in read(files["consultant-anna.ics"]).named("VEVENT") if "DATE" in str(each.properties)]
    assert (all_day(event, "DTSTART"), event.value("STATUS")) == (date(2026, 7, 6), "CANCELLED")


def test_cancelled_and_standing_events_stand_in_the_order_of_their_dates() -> None:
    publications = published(version(1, JULY, HELD), version(2, JULY, HELD[1:]))
    calendar = read(feed_files(publications, since=1)["all.ics"])
    assert [event.value("STATUS") for event in calendar.named("VEVENT")] == ["CANCELLED", "CONFIRMED"]
    assert "METHOD" not in calendar.properties


def test_a_roster_that_was_never_published_is_said() -> None:
    with pytest.raises(NeverPublished, match="roster 7 was never published"):
        feed_files(publish(), since=7)


def test_files_are_in_the_firms_language_or_the_one_asked_for() -> None:
    danish = publish(*HELD, names=replace(NAMES, language="da"))
    assert b"NAME:Vagt: Anna Ager" in feed_files(danish)["consultant-anna.ics"]
    assert b"NAME:On call: Anna Ager" in feed_files(danish, Style("en"))["consultant-anna.ics"]


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(["anna", "bo", None]), min_size=3, max_size=3), min_size=2, max_size=5),
    st.data(),
)
def test_whoever_imports_each_download_has_what_is_published(
    crews: list[list[str | None]], data: st.DataObject
) -> None:
    """A calendar that takes each event whose sequence is not older, and drops what is cancelled, never goes wrong."""
    days = [SATURDAY, SUNDAY, SATURDAY + 7 * DAY]
    versions = [
        version(number, JULY, [duty(who, day) for who, day in zip(crew, days, strict=True)])
        for number, crew in enumerate(crews, start=1)
    ]
    imports = [*sorted(data.draw(st.sets(st.integers(1, len(crews) - 1), min_size=1))), len(crews)]
    kept: dict[str, dict[str, tuple[int, str]]] = {}
    for last, now in pairwise([None, *imports]):
        for file, body in feed_files(published(*versions[:now]), kinds=EVERYBODY, since=last).items():
            calendar = kept.setdefault(file, {})
            for event in read(body).named("VEVENT"):
                count, state = int(event.value("SEQUENCE")), event.value("STATUS")
                assert count >= calendar.get(event.text("UID"), (0, ""))[0]
                calendar[event.text("UID")] = count, state
    for file, body in feed_files(published(*versions), kinds=EVERYBODY).items():
        standing = {uid for uid, (_, state) in kept[file].items() if state == "CONFIRMED"}
        assert standing == {event.text("UID") for event in read(body).named("VEVENT")}
