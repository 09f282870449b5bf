"""What is owed as events: the same bytes as the library would write, with any names and hours."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.subscriptions import Style
from rostering.feeds.events import FeedEvent, event_bytes
from rostering.rosters.postings import OwedEntry
from rostering.spans import Hours
from samples.library_events import event_by_library

ZONE = "Europe/Copenhagen"
DAYS = (date(2026, 3, 29), date(2026, 10, 25), date(2027, 1, 12))
"""Two of them change the clocks."""
NAMES = st.text(min_size=1, max_size=30).filter(str.strip)
STYLES = st.builds(Style, st.sampled_from(["en", "da"]), st.booleans(), st.booleans(), st.sampled_from([None, 30]))


@st.composite
def owed(draw: st.DrawFn) -> FeedEvent:
    """A meeting on a day, maybe with hours, maybe with a holder to tell."""
    day, hours = draw(st.sampled_from(DAYS)), draw(st.sampled_from(["", "01:30-03:30", "10:00-11:30", "22:00-02:30"]))
    entry = OwedEntry(
        id="havn:review:2026Q4",
        day=day,
        span=Hours.parse(hours).on(day, ZoneInfo(ZONE)) if hours else None,
        timezone=ZONE,
        name=draw(NAMES),
        customer=draw(NAMES),
        consultant="elma",
        by=draw(NAMES),
        teams=(),
        sequence=draw(st.integers(0, 3)),
        at=None,
    )
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    return FeedEvent(entry, draw(st.sampled_from(["", entry.by])), entry.sequence, at)


@given(owed(), STYLES)
def test_an_event_is_what_the_library_writes(item: FeedEvent, style: Style) -> None:
    assert event_bytes(item, style) == event_by_library(item, style)
