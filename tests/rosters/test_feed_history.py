from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from rostering.domain.findings import CompensatingDay
from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.rosters.feed_history import ALL, FeedChanges, feed_history, subjects_of
from rostering.rosters.postings import entries_of, served_windows
from rostering.spans import DAY, Period
from samples.published_samples import FIRST_INSTANT, duty, published, version

JULY = Period.parse("2026-07")
FOURTH, FIFTH = date(2026, 7, 4), date(2026, 7, 5)
ANNA = Subject(SubjectKind.CONSULTANT, "anna")
PIM = Subject(SubjectKind.ROLE, "pim")
ZONE = ZoneInfo("Europe/Copenhagen")
MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_a_duty_is_its_holders_its_roles_its_teams_and_everybodys() -> None:
    booked = duty("anna", FOURTH, booking="B7", pool="aarhus")
    off = CompensatingDay("anna", FIFTH)
    first, second = entries_of(version(1, JULY, [booked], days_off=[off]))
    assert subjects_of(first) == (ANNA, PIM, Subject(SubjectKind.TEAM, "aarhus"), ALL)
    assert subjects_of(second) == (ANNA,)
    assert subjects_of(None) == ()


def test_each_customer_of_a_window_has_one_of_their_own() -> None:
    duties = [duty("anna", FOURTH, customers=("fjord", "skov")), duty("bo", FOURTH, role="backend"), duty(None, FIFTH)]
    windows = served_windows(version(1, JULY, duties))
    assert [(window.customer, window.day, window.role_names) for window in windows] == [
        ("fjord", FOURTH, ("Backend", "PIM")),
        ("skov", FOURTH, ("PIM",)),
    ]


def test_what_stands_is_what_the_latest_roster_of_each_day_says() -> None:
    old = version(1, JULY, [duty("anna", FOURTH), duty("anna", FIFTH)])
    new = version(2, Period(FIFTH, FIFTH), [duty("bo", FIFTH)])
    standing = feed_history(published(old, new)[::-1], entries_of).standing
    assert [entry.day for entry in standing[ANNA]] == [FOURTH]
    assert [entry.day for entry in standing[PIM]] == [FOURTH, FIFTH]


def test_what_has_left_a_feed_is_kept_until_it_returns() -> None:
    held, handed = version(1, JULY, [duty("anna", FOURTH)]), version(2, JULY, [duty("bo", FOURTH)])
    (gone,) = feed_history(published(held, handed), entries_of).departures[ANNA].values()
    assert (gone.sequence, gone.at, gone.publication) == (1, FIRST_INSTANT + DAY, 2)
    assert feed_history(published(held, handed, held), entries_of).departures[ANNA] == {}
    assert PIM not in feed_history(published(held, handed), entries_of).departures


def changes(**net_changes: int) -> FeedChanges:
    """March's net_changes by the month and day on which they came."""
    return FeedChanges({(at(f"2026-{when[1:3]}-{when[3:]}"), MARCH): gain for when, gain in net_changes.items()})


def test_a_month_leaves_a_feed_when_it_is_over_for_a_month() -> None:
    made = changes(d0210=1)
    assert made.last_change(MARCH, ZONE) == made.last_change(None, ZONE) == at("2026-02-10")
    assert made.last_change(APRIL, ZONE) == made.last_change(MAY, ZONE) == at("2026-05-01")
    assert made.last_change(APRIL, ZONE) == datetime(2026, 4, 30, 22, tzinfo=UTC)


def test_a_month_that_was_empty_by_then_leaves_nothing() -> None:
    assert changes(d0210=1, d0405=-1).last_change(APRIL, ZONE) == at("2026-04-05")


def test_what_comes_to_a_month_that_has_left_is_not_seen() -> None:
    assert changes(d0510=1).last_change(APRIL, ZONE) is None
    assert changes(d0510=1).last_change(None, ZONE) == at("2026-05-10")
    assert changes(d0210=1, d0510=-1).last_change(MAY, ZONE) == at("2026-05-01")
