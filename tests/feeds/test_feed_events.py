from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.domain.catalogue import Presence
from rostering.domain.subscriptions import Style
from rostering.feeds.events import FeedEvent, event_bytes, notice_bytes
from rostering.rosters.postings import DayOff, Entry, Posting, ServedWindow
from rostering.spans import DAY, Span
from samples.ical_checker import Part, read
from samples.library_events import event_by_library

AT = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
SATURDAY = date(2026, 7, 4)
names = st.text(st.one_of(st.sampled_from(" ,;:\\\"'^åøÆ👩\u200d\r\n\x00"), st.characters()), max_size=60).map(
    lambda text: text.replace("\\N", "")  # which the library takes for a line break
)
ids = st.text("abcæ-_.:;,\\", min_size=1, max_size=90)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
zones = st.sampled_from(["Europe/Copenhagen", "America/New_York", "UTC", "Africa/Casablanca"])
kinds = st.sampled_from(["weekend", "public_holiday", "holiday_period", "readiness", "p1, duty; x"])
changes = st.sampled_from([date(2026, 3, 28), date(2026, 10, 24), date(2026, 12, 31)])


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, Span]:
    """A span that begins on a date, often one around a clock change or the new year."""
    day = draw(st.one_of(days, changes))
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=15 * draw(st.integers(0, 150)))
    return day, Span(start, start + timedelta(minutes=15 * draw(st.integers(1, 200))))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    day, span = draw(spans())
    kind, zone, who = draw(kinds), draw(zones), draw(ids)
    if draw(st.booleans()):
        roles = draw(st.lists(names, max_size=3))
        heads = tuple((f"r{i}", draw(st.integers(1, 3))) for i in range(len(roles)))
        return ServedWindow(draw(ids), day, span, zone, kind, draw(names), who, heads, tuple(roles))
    if draw(st.booleans()):
        return DayOff(draw(ids), day, who, tuple(sorted(draw(st.lists(days, max_size=3)))))
    return Posting(
        id=draw(ids),
        day=day,
        span=span,
        timezone=zone,
        kind=kind,
        window=draw(st.one_of(names, st.just("Saturday"))),
        consultant=who,
        consultant_name=draw(names),
        role="pim",
        role_name=draw(names),
        teams=("crew",),
        team_name=draw(names),
        customers=tuple(draw(st.lists(names, max_size=6))),
        presence=draw(st.sampled_from(Presence)),
        response=draw(names),
    )


items = st.builds(FeedEvent, entries(), names, st.integers(0, 40), st.just(AT), st.booleans())
styles = st.builds(
    Style, st.sampled_from(["en", "da"]), st.booleans(), st.booleans(), st.one_of(st.none(), st.integers(0, 3000))
)
POSTING = Posting(
    id="preparedness:2026-07-04:pim:1",
    day=SATURDAY,
    span=Span(AT, AT + DAY),
    timezone="Europe/Copenhagen",
    kind="readiness",
    window="Saturday",
    consultant="anna",
    consultant_name="Anna Ager",
    role="pim",
    role_name="PIM",
    teams=("preparedness",),
    team_name="Beredskabshold",
    customers=("Fjord & Søn A/S",),
    presence=Presence.HOME_STANDBY,
    response="",
)
ITEM = FeedEvent(POSTING, "", 3, AT)


def event(item: FeedEvent, style: Style) -> Part:
    body = event_bytes(item, style)
    return read(b"BEGIN:VCALENDAR\r\n" + body + b"END:VCALENDAR\r\n").named("VEVENT")[0]


@settings(max_examples=400)
@given(items, styles)
def test_an_event_is_to_the_byte_what_the_library_writes(item: FeedEvent, style: Style) -> None:
    assert event_bytes(item, style) == event_by_library(item, style)


def test_an_event_in_danish() -> None:
    told = event(replace(ITEM, holder="Anna Ager"), Style("da"))
    assert told.text("SUMMARY") == "Øget beredskab: Anna Ager, PIM"
    assert told.text("CATEGORIES") == "Øget beredskab"
    assert told.text("DESCRIPTION").split("\n") == [
        "Vagt: Lørdag",
        "Hold: Beredskabshold",
        "Rolle: PIM",
        "Konsulent: Anna Ager",
        "Vagtform: rådighedsvagt hjemmefra",
        "Kunder: Fjord & Søn A/S",
    ]


def test_a_day_off_in_danish() -> None:
    told = event(FeedEvent(DayOff("d", SATURDAY, "anna", (date(2026, 7, 4),)), "", 0, AT), Style("da"))
    assert told.text("SUMMARY") == "Kompenserende fridag"
    assert told.text("DESCRIPTION") == "Til gengæld for vagt den 04-07-2026"


def test_times_in_utc_need_no_zone() -> None:
    told = event(ITEM, Style(utc=True))
    assert told.properties["DTSTART"] == ({}, "20260601T093000Z")
    assert told.properties["DTEND"] == ({}, "20260602T093000Z")


def test_the_second_of_two_equal_hours_is_written_in_utc() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
    twice = Span(first, first.replace(fold=1))
    told = event(replace(ITEM, entry=replace(POSTING, span=twice)), Style())
    assert told.properties["DTSTART"] == ({"TZID": "Europe/Copenhagen"}, "20261025T023000")
    assert told.properties["DTEND"] == ({}, "20261025T013000Z")


@pytest.mark.parametrize(("busy", "marks"), [(False, ("TRANSPARENT", "FREE")), (True, ("OPAQUE", "BUSY"))])
def test_readiness_is_shown_as_busy_where_that_is_wished(busy: bool, marks: tuple[str, str]) -> None:
    told = event(ITEM, Style(busy=busy))
    assert (told.value("TRANSP"), told.value("X-MICROSOFT-CDO-BUSYSTATUS")) == marks


def test_an_alarm_rings_before_duties_and_not_before_days_off() -> None:
    (alarm,) = event(ITEM, Style(alarm=90)).named("VALARM")
    assert {name: value for name, (_, value) in alarm.properties.items()} == {
        "ACTION": "DISPLAY",
        "DESCRIPTION": "Readiness: PIM",
        "TRIGGER": "-PT90M",
    }
    off = FeedEvent(DayOff("d", SATURDAY, "anna", ()), "", 0, AT)
    assert event(off, Style(alarm=90)).parts == []
    assert event(ITEM, Style()).parts == []


def test_a_cancelled_event_blocks_nobody_and_rings_never() -> None:
    told = event(replace(ITEM, cancelled=True), Style(busy=True, alarm=10))
    assert (told.value("STATUS"), told.value("TRANSP"), told.value("SEQUENCE")) == ("CANCELLED", "TRANSPARENT", "3")
    assert told.parts == []


def test_a_notice_lies_on_the_days_for_which_an_ended_link_answers() -> None:
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    body = notice_bytes(Style("da"), late, "Europe/Copenhagen")
    (told,) = read(b"BEGIN:VCALENDAR\r\n" + body + b"END:VCALENDAR\r\n").named("VEVENT")
    assert told.text("SUMMARY") == "Kalenderlinket er udløbet"
    assert (told.value("DTSTART"), told.value("DTEND")) == ("20260701", "20260731")
    assert told.value("DTSTAMP") == told.value("LAST-MODIFIED") == "20260630T223000Z"
