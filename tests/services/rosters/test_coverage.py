"""Who is on call for whom, gaps included; and what one customer sees of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rostering.answers.coverage import CoverageAt
from rostering.domain.subscriptions import Purpose, Subject, SubjectKind
from rostering.services.access.rights import Forbidden
from rostering.services.inputs.folders import import_folder
from rostering.services.links.on_call import customers_links
from rostering.services.links.subscriptions import BadLink, add_link, revoke_link
from rostering.services.rosters.coverage import NoSuchLink, coverage, customer_coverage
from rostering.store import open_store
from samples.own_pages import ASTA, FINANCE, LEAD, VIEWER
from samples.small_firm import edited, write_firm

HAVN = Subject(SubjectKind.CUSTOMER, "havn")
SATURDAY = datetime(2026, 11, 7, 11, tzinfo=UTC)


def seats(found: CoverageAt) -> dict[date, list[tuple[str, str | None]]]:
    return {
        day.day.day: [(duty.seat.role, duty.consultant) for window in day.windows for duty in window.duties]
        for day in found.days
    }


def link_of(store: str) -> str:
    return add_link(store, HAVN, LEAD, "desk", purpose=Purpose.ON_CALL).secret


def test_a_week_shows_what_was_promised_and_who_holds_it(published: str) -> None:
    found = coverage(published, VIEWER, at=SATURDAY)
    assert str(found.period) == "2026-11-02..2026-11-08"
    (window,) = found.now
    assert [duty.seat.role for duty in window.duties] == ["backend", "frontend", "pim"]
    assert (window.empty, window.published, window.customers) == ((), True, ("havn", "molo"))
    assert [one.seat.day for one in found.following] == [date(2026, 11, 8)]
    week = seats(found)
    assert week[date(2026, 11, 2)] == []
    assert [role for role, _ in week[date(2026, 11, 4)]] == ["backend"]
    assert found.gaps == ()


def test_what_was_promised_and_not_published_is_a_gap_and_what_nobody_promised_is_none(published: str) -> None:
    found = coverage(published, VIEWER, week=date(2026, 12, 9), at=SATURDAY)
    assert {day.isoformat(): len(held) for day, held in seats(found).items()} == {
        **{f"2026-12-{day:02}": 0 for day in range(7, 12)},
        "2026-12-12": 3,
        "2026-12-13": 3,
    }
    assert [(gap.seat.day.day, gap.published, len(gap.empty)) for gap in found.gaps] == [(12, False, 3), (13, False, 3)]


def test_what_is_over_is_no_gap_any_more(imported: str) -> None:
    assert [gap.seat.day.day for gap in coverage(imported, VIEWER, at=SATURDAY).gaps] == [7, 8]
    late = SATURDAY.replace(day=8, hour=20)
    assert coverage(imported, VIEWER, at=late).gaps == ()


def test_a_seat_that_was_asked_for_after_publishing_is_a_gap_of_its_window(published: str, tmp_path: Path) -> None:
    more = edited("bookings.csv", "evening,backend:1", "evening,backend:1 pim:1")
    import_folder(published, write_firm(tmp_path / "new", **more), "tester", force=True)
    gaps = coverage(published, VIEWER, at=SATURDAY.replace(day=3)).gaps
    assert [(gap.seat.day.day, gap.published, [duty.seat.role for duty in gap.empty]) for gap in gaps] == [
        (4, True, ["pim"]),
        (5, True, ["pim"]),
    ]


def test_duties_that_their_holders_cannot_serve_are_for_whoever_repairs(published: str, tmp_path: Path) -> None:
    (holder,) = {who for role, who in seats(coverage(published, LEAD, at=SATURDAY))[date(2026, 11, 8)] if role == "pim"}
    away = {"leave_csv": f"consultant,from,to,kind\n{holder},2026-11-08,2026-11-08,leave\n"}
    import_folder(published, write_firm(tmp_path / "new", **away), "tester", force=True)
    assert [clash.consultant for clash in coverage(published, LEAD, at=SATURDAY).clashes] == [holder]
    assert coverage(published, VIEWER, at=SATURDAY).clashes == ()


def test_a_customer_sees_their_own_windows_alone(published: str, tmp_path: Path) -> None:
    other = edited("bookings.csv", "B1,havn", "B1,molo")
    import_folder(published, write_firm(tmp_path / "new", **other), "tester", force=True)
    found = customer_coverage(published, link_of(published), SATURDAY.replace(day=3))
    assert found.name == "Havnekontoret Køl A/S"
    assert found.coverage is not None
    assert len(found.coverage.days) == 28
    served = {window.seat.booking or window.seat.team for day in found.coverage.days for window in day.windows}
    assert served == {"preparedness", "B1"}  # B1 is published for them, and no more asked for


def test_a_customers_link_ends_when_it_is_revoked(published: str) -> None:
    secret = link_of(published)
    revoke_link(published, 1, LEAD)
    assert customer_coverage(published, secret).coverage is None
    assert customers_links(published, LEAD).links == ()


def test_no_other_secret_opens_it(published: str) -> None:
    feed = add_link(published, Subject(SubjectKind.CUSTOMER, "havn"), LEAD).secret
    for secret in (feed, "x" * 43, "", "../etc", "æ" * 43):
        with pytest.raises(NoSuchLink):
            customer_coverage(published, secret)


def test_such_a_link_is_for_a_customer_and_given_by_ops_leads(published: str) -> None:
    with pytest.raises(BadLink, match="for one customer"):
        add_link(published, Subject(SubjectKind.CONSULTANT, "asta"), LEAD, purpose=Purpose.ON_CALL)
    for actor in (ASTA, FINANCE, VIEWER):
        with pytest.raises(Forbidden):
            add_link(published, HAVN, actor, purpose=Purpose.ON_CALL)
        with pytest.raises(Forbidden):
            customers_links(published, actor)


def test_the_log_knows_who_gave_and_ended_it_and_no_secret(published: str) -> None:
    secret = link_of(published)
    revoke_link(published, 1, replace(LEAD, name="ida"))
    with open_store(published).reading() as reading:
        said = [(one.who, one.action, one.before, one.after) for one in reading.audit_log()][-2:]
        assert secret not in str(reading.audit_log())
    told = "desk: on_call of customer havn"
    assert said == [("lead", "add link", None, told), ("ida", "revoke link", told, None)]
