import hashlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.domain.findings import CompensatingDay
from rostering.domain.seats import Duty
from rostering.domain.subscriptions import Style, Subject, SubjectKind
from rostering.feeds import Feed, Library, empty_feed, notice_feed
from rostering.feeds.published import UnknownSubject
from rostering.rosters.version import Publication
from rostering.spans import DAY, Period
from samples.ical_checker import Part, read
from samples.published_samples import FIRST_INSTANT, NAMES, duty, published, renamed, version

JULY = Period.parse("2026-07")
SATURDAY, SUNDAY = date(2026, 7, 4), date(2026, 7, 5)
ALL = Subject(SubjectKind.ALL)
STYLES = [Style(), Style("da", utc=True, busy=True, alarm=45)]


def person(name: str) -> Subject:
    return Subject(SubjectKind.CONSULTANT, name)


def customer(name: str) -> Subject:
    return Subject(SubjectKind.CUSTOMER, name)


def team(name: str) -> Subject:
    return Subject(SubjectKind.TEAM, name)


def role(name: str) -> Subject:
    return Subject(SubjectKind.ROLE, name)


SUBJECTS = [
    *map(person, NAMES.consultants),
    *map(customer, NAMES.customers),
    *map(role, NAMES.roles),
    team("preparedness"),
    ALL,
]


def rosters(*duties: Sequence[Duty]) -> tuple[Publication, ...]:
    """Rosters of July, published one after the other."""
    return published(*(version(i, JULY, each) for i, each in enumerate(duties, start=1)))


def feeds(publications: Iterable[Publication], style: Style = STYLES[0]) -> dict[Subject, Feed]:
    library = Library(publications)
    return {subject: library.feed(subject, style) for subject in SUBJECTS}


def events(feed: Feed) -> list[Part]:
    return read(feed.body).named("VEVENT")


def changed(before: Iterable[Publication], after: Iterable[Publication]) -> list[str]:
    old, new = feeds(before), feeds(after)
    return sorted(str(subject) for subject in SUBJECTS if old[subject] != new[subject])


WEEKEND = [
    duty("anna", SATURDAY, customers=("fjord", "skov"), pool="preparedness"),
    duty("bo", SATURDAY, role="backend", customers=("fjord", "skov"), pool="preparedness"),
    duty("clara", SUNDAY, customers=("fjord",), pool="preparedness"),
    duty("bo", SUNDAY, booking="B7", customers=("skov",), hours="16:00-22:00"),
]
SWAPPED = [duty("clara", SATURDAY, customers=("fjord", "skov"), pool="preparedness"), *WEEKEND[1:]]


def test_each_subject_has_its_own_duties() -> None:
    made = {str(subject): len(events(feed)) for subject, feed in feeds(rosters(WEEKEND)).items() if events(feed)}
    assert made == {
        "consultant anna": 1,
        "consultant bo": 2,
        "consultant clara": 1,
        "customer fjord": 2,
        "customer skov": 2,
        "role backend": 1,
        "role pim": 3,
        "team preparedness": 3,
        "all": 4,
    }


def test_a_team_has_the_bookings_that_its_people_fill_and_a_booking_is_no_team() -> None:
    booked = duty("bo", SUNDAY, booking="B7", pool="aarhus")
    library = Library(rosters([*WEEKEND[:3], booked]))
    assert [event.text("CATEGORIES") for event in events(library.feed(team("aarhus"), Style()))] == ["Readiness"]
    assert len(events(library.feed(team("preparedness"), Style()))) == 3
    assert not library.knows(team("B7"))


@pytest.mark.parametrize("style", STYLES)
def test_publishing_the_same_again_gives_the_same_bytes_and_dates(style: Style) -> None:
    assert feeds(rosters(WEEKEND), style) == feeds(rosters(WEEKEND, WEEKEND[::-1]), style)


def test_a_swap_changes_exactly_the_feeds_of_those_who_swap_and_their_role_and_team() -> None:
    assert changed(rosters(WEEKEND), rosters(WEEKEND, SWAPPED)) == [
        "all",
        "consultant anna",
        "consultant clara",
        "role pim",
        "team preparedness",
    ]


def test_a_swap_moves_the_count_and_the_stamps_of_that_duty_alone() -> None:
    before, after = feeds(rosters(WEEKEND)), feeds(rosters(WEEKEND, SWAPPED))
    old = {event.text("UID"): event for event in events(before[ALL])}
    new = {event.text("UID"): event for event in events(after[ALL])}
    assert [uid for uid in new if new[uid].properties != old[uid].properties] == [f"{WEEKEND[0].seat.id}@rostering"]
    moved = new[f"{WEEKEND[0].seat.id}@rostering"]
    assert moved.value("SEQUENCE") == "1"
    assert moved.value("DTSTAMP") == moved.value("LAST-MODIFIED") == f"{FIRST_INSTANT + DAY:%Y%m%dT%H%M%SZ}"


def test_a_personal_feed_holds_no_name_of_a_person_in_any_event() -> None:
    for name, full in NAMES.consultants.items():
        body = feeds(rosters(WEEKEND))[person(name)].body.decode().partition("BEGIN:VEVENT")[2]
        assert not [each for each in NAMES.consultants.values() if each in body], full


def test_a_customer_sees_windows_with_hours_and_roles() -> None:
    pooled, booked = events(feeds(rosters(WEEKEND))[customer("skov")])
    assert pooled.text("UID") == "window:skov:preparedness:2026-07-04@rostering"
    assert pooled.text("SUMMARY") == "Weekend: Weekend"
    assert pooled.text("DESCRIPTION").split("\n") == ["Window: Weekend", "Roles: Backend, PIM"]
    assert pooled.properties["DTSTART"] == ({"TZID": "Europe/Copenhagen"}, "20260704T080000")
    assert booked.text("SUMMARY") == "Readiness: Evening"
    assert booked.text("UID") == "window:skov:B7:2026-07-05@rostering"


def test_several_people_of_a_role_are_counted() -> None:
    two = [duty("anna", SATURDAY), duty("bo", SATURDAY, number=2), duty("clara", SATURDAY, role="backend")]
    (window,) = events(feeds(rosters(two))[customer("fjord")])
    assert window.text("DESCRIPTION").split("\n")[-1] == "Roles: Backend, 2 × PIM"
    (after,) = events(feeds(rosters(two, two[1:]))[customer("fjord")])
    assert (after.value("SEQUENCE"), after.text("DESCRIPTION").split("\n")[-1]) == ("1", "Roles: Backend, PIM")


@given(st.lists(st.lists(st.sampled_from(["anna", "bo", "clara"]), min_size=4, max_size=4), min_size=1, max_size=5))
def test_a_customers_feed_never_changes_with_people_and_names_none(crews: list[list[str]]) -> None:
    crews_of = [[Duty(each.seat, who) for each, who in zip(WEEKEND, crew, strict=True)] for crew in crews]
    first, last = feeds(rosters(WEEKEND)), feeds(rosters(*crews_of))
    for name, other in (("fjord", "Skov"), ("skov", "Fjord")):
        text = last[customer(name)].body.decode().replace("\r\n ", "")
        assert last[customer(name)].body == first[customer(name)].body
        assert not [word for pair in NAMES.consultants.items() for word in pair if word in text.split()]
        assert not [full for full in NAMES.consultants.values() if full in text]
        assert other not in text


def test_a_withdrawn_duty_moves_the_date_forward() -> None:
    first, second = feeds(rosters(WEEKEND)), feeds(rosters(WEEKEND, WEEKEND[1:]))
    assert first[person("anna")].modified == FIRST_INSTANT
    assert second[person("anna")].modified == FIRST_INSTANT + DAY
    assert events(second[person("anna")]) == []
    assert second[person("bo")].modified == FIRST_INSTANT
    assert second[person("bo")] == first[person("bo")]


def test_another_title_moves_the_date_forward() -> None:
    names = renamed(consultants={**NAMES.consultants, "clara": "Clara Lund"}, customers=NAMES.customers)
    after = feeds(published(version(1, JULY, WEEKEND), version(2, Period.parse("2026-08"), names=names)))
    assert b"NAME:On call: Clara Lund\r\n" in after[person("clara")].body
    assert after[person("clara")].modified == FIRST_INSTANT + DAY
    assert {str(s) for s, feed in after.items() if feed.modified > FIRST_INSTANT} == {"consultant clara"}


def test_titles_of_each_language_fit() -> None:
    library = Library(rosters(WEEKEND))
    title = {
        subject: read(library.feed(subject, Style("da")).body).text("NAME") for subject in (*map(person, ["anna"]), ALL)
    }
    assert title == {person("anna"): "Vagt: Anna Ager", ALL: "Vagt: Nordlys Digital"}
    calendar = read(library.feed(customer("fjord"), Style("da")).body)
    assert calendar.text("X-WR-CALNAME") == calendar.text("NAME") == "Beredskab: Fjord & Søn A/S"


def test_times_in_utc_come_without_a_zone_block() -> None:
    calendar = read(Library(rosters(WEEKEND)).feed(ALL, Style(utc=True)).body)
    assert calendar.named("VTIMEZONE") == []
    assert all(event.value("DTSTART").endswith("Z") for event in calendar.named("VEVENT"))


def test_the_tag_is_over_the_exact_body_and_bodies_end_once() -> None:
    feed = Library(rosters(WEEKEND)).feed(ALL, Style())
    assert feed.etag == f'"{hashlib.sha256(feed.body).hexdigest()}"'
    assert feed.body.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")


def test_whom_no_roster_knows_has_no_feed() -> None:
    assert not Library(()).knows(ALL)
    library = Library(rosters(WEEKEND))
    for unknown in (person("nobody"), role("cook"), team("aarhus"), customer("x")):
        assert not library.knows(unknown)
        with pytest.raises(UnknownSubject, match=f"no published roster knows a {unknown.kind} '{unknown.id}'"):
            library.feed(unknown, Style())


def test_the_feed_begins_where_it_is_told_to() -> None:
    library = Library(
        published(version(1, Period.parse("2026"), [duty("anna", SATURDAY), duty("anna", SATURDAY - 7 * DAY)]))
    )
    assert len(events(library.feed(person("anna"), Style(), date(2026, 6, 1)))) == 2
    assert len(events(library.feed(person("anna"), Style(), date(2026, 7, 1)))) == 1
    assert len(events(library.feed(person("anna"), Style(), date(2026, 8, 1)))) == 0
    assert len(events(library.feed(person("anna"), Style(), None))) == 2


def test_a_month_that_leaves_the_feed_moves_the_date_to_that_midnight() -> None:
    library = Library(published(version(1, Period.parse("2026"), [duty("anna", SATURDAY)])))
    june, july, august, later = (
        library.feed(person("anna"), Style(), date(2026, month, 1)).modified for month in (6, 7, 8, 11)
    )
    assert june == july == FIRST_INSTANT
    assert august == later == datetime(2026, 8, 31, 22, tzinfo=UTC)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[datetime, tuple[Publication, ...]]]:
    """Instants over half a year, at each the publications so far; a few duties of a few days, held by drawn people."""
    seen: list[Publication] = []
    moments, at = [], FIRST_INSTANT
    for step in range(1, draw(st.integers(2, 8)) + 1):
        at += timedelta(hours=draw(st.integers(1, 24 * 40)))
        if draw(st.booleans()):
            first = date(2026, 5, 1) + DAY * draw(st.integers(0, 90))
            period = Period(first, first + DAY * draw(st.integers(0, 90)))
            holders = draw(st.lists(st.sampled_from(["anna", "bo", None]), min_size=6, max_size=6))
            asked = [date(2026, 5, 2) + DAY * 26 * i for i in range(6)]
            duties = [duty(who, day) for who, day in zip(holders, asked, strict=True) if day in period]
            days_off = [CompensatingDay("bo", day + DAY) for day in draw(st.sets(st.sampled_from(asked)))]
            known = [off for off in days_off if off.day in period]
            names = renamed(consultants={"anna": draw(st.sampled_from(["Anna", "Anna L"])), "bo": "Bo"})
            seen.append(Publication(step, version(step, period, duties, days_off=known, names=names), at, "lead"))
        if seen:
            moments.append((at, tuple(seen)))
    return moments


@settings(max_examples=150)
@given(histories(), st.sampled_from([person("anna"), person("bo"), role("pim"), customer("fjord"), ALL]))
def test_the_date_moves_forward_exactly_when_the_body_changes(
    history: list[tuple[datetime, tuple[Publication, ...]]], subject: Subject
) -> None:
    last: Feed | None = None
    library: Library | None = None
    for at, publications in history:
        library = Library(publications, library)
        if not library.knows(subject):
            continue
        today = at.astimezone(NAMES.zone).date()
        feed = library.feed(subject, Style(), (today.replace(day=1) - DAY).replace(day=1))
        assert feed == Library(publications).feed(subject, Style(), (today.replace(day=1) - DAY).replace(day=1))
        assert feed.modified <= at
        if last:
            assert (feed.body != last.body) == (feed.etag != last.etag) == (feed.modified > last.modified)
            assert feed.modified >= last.modified
        last = feed


def test_a_new_library_takes_over_the_events_of_the_earlier_one() -> None:
    first = Library(rosters(WEEKEND))
    kept = first.feed(ALL, Style())
    second = Library(rosters(WEEKEND, SWAPPED), first)
    assert second.feed(ALL, Style()) == Library(rosters(WEEKEND, SWAPPED)).feed(ALL, Style())
    theirs = {key[0].entry.id: event for key, event in first._events.items()}
    ours = {key[0].entry.id: event for key, event in second._events.items()}
    assert [key for key in ours if ours[key] is not theirs[key]] == [WEEKEND[0].seat.id]
    assert first.feed(ALL, Style()) is kept


def test_events_that_stand_no_more_are_not_taken_over() -> None:
    first = Library(rosters(WEEKEND))
    for subject in SUBJECTS:
        first.feed(subject, Style())
    second = Library(rosters(WEEKEND, []), first)
    assert events(second.feed(ALL, Style())) == []
    assert second._events == {}


def test_many_threads_are_given_the_same_feeds() -> None:
    duties = [duty("anna", date(2026, 1, 1) + DAY * i) for i in range(100)]
    publications = published(version(1, Period.parse("2026"), duties))
    library = Library(publications)
    wanted = [(subject, style) for subject in SUBJECTS for style in STYLES] * 8
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda each: library.feed(*each), wanted))
    alone = Library(publications)
    assert made == [alone.feed(*each) for each in wanted]
    assert len({id(feed) for feed in made}) == len(set(wanted))


def test_a_notice_is_the_same_bytes_whenever_it_is_asked_for() -> None:
    notice = notice_feed(Style("da"), FIRST_INSTANT, "Europe/Copenhagen")
    assert notice == notice_feed(Style("da"), FIRST_INSTANT, "Europe/Copenhagen")
    calendar = read(notice.body)
    assert calendar.text("NAME") == "Kalenderlinket er udløbet"
    (event,) = calendar.named("VEVENT")
    assert event.text("SUMMARY") == "Kalenderlinket er udløbet"
    assert notice.modified == FIRST_INSTANT


def test_somebody_whom_no_roster_knows_yet_may_have_an_empty_calendar() -> None:
    feed = empty_feed("Dorte Dal, \n;", Style(), FIRST_INSTANT, "Europe/Copenhagen")
    calendar = read(feed.body)
    assert calendar.text("NAME") == "On call: Dorte Dal, ;"
    assert calendar.named("VEVENT") == []
    assert feed.modified == FIRST_INSTANT
