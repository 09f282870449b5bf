"""How a store is, in figures: work, outboxes, and what an ops lead is woken for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rostering.answers.health import FiguresAhead, Health, WorkStanding
from rostering.domain.errands import Errand
from rostering.domain.jobs import JobState
from rostering.domain.rounds import RoundOutcome
from rostering.domain.subscriptions import Purpose, Subject, SubjectKind
from rostering.domain.users import Role, User
from rostering.services.charges.closing import close_month
from rostering.services.health.health_looks import HealthDesk
from rostering.services.inputs.folders import import_folder
from rostering.services.links.subscriptions import add_link, revoke_link
from rostering.services.opening import NoStore
from rostering.spans import Period
from rostering.store import open_store
from samples.asked_jobs import JOB, LATER, NOW
from samples.notice_samples import mail
from samples.own_pages import LEAD
from samples.small_firm import edited, write_firm

SATURDAY = datetime(2026, 11, 7, 11, tzinfo=UTC)
LONG = 60.0
"""Seconds to wait for what lies ahead: a busy machine takes its time."""
ASTA = Subject(SubjectKind.CONSULTANT, "asta")


def health(store: str, at: datetime) -> Health:
    return HealthDesk(store, lambda: at, LONG).look()


def ahead(store: str, at: datetime) -> FiguresAhead:
    found = health(store, at).ahead
    assert found
    return found


def work(store: str, at: datetime) -> dict[str, WorkStanding]:
    return {one.kind: one for one in health(store, at).work}


def test_a_store_without_inputs_has_work_and_outboxes_in_which_there_is_nothing(url: str) -> None:
    found = health(url, NOW)
    assert [(one.kind, one.states, one.queued, one.stalled, one.times) for one in found.work] == [
        ("plan", {}, None, 0, ()),
        ("repair", {}, None, 0, ()),
    ]
    assert [(name, one.number, one.since) for name, one in found.outboxes.items()] == [
        ("mail", 0, None),
        ("webhooks", 0, None),
        ("chats", 0, None),
    ]
    assert (found.gap, found.ahead, found.pagers) == (None, None, {})


def test_where_no_store_is_there_are_no_figures(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        health(str(tmp_path / "none.db"), NOW)


def test_jobs_are_counted_by_state_and_those_that_wait_or_are_silent_are_told(url: str) -> None:
    with open_store(url).transaction() as tx:
        for month in ("2026-12", "2027-01", "2027-02"):
            tx.jobs.add(replace(JOB, period=Period.parse(month)))
        tx.jobs.claim(1, NOW)
        tx.jobs.finish(1, JobState.DONE, LATER)
        tx.jobs.claim(2, NOW)
    at = NOW + timedelta(seconds=20)
    assert work(url, at)["plan"] == WorkStanding(
        "plan", {JobState.DONE: 1, JobState.RUNNING: 1, JobState.QUEUED: 1}, queued=20.0, stalled=0, times=(60.0,)
    )
    assert work(url, at + timedelta(seconds=20))["plan"].stalled == 1


def test_errands_are_told_beside_jobs(url: str) -> None:
    with open_store(url).transaction() as tx:
        owner = tx.users.add(User(0, "anna", Role.OPS, None, None, NOW)).number
        tx.errands.add(Errand("a", owner, "export", {}, "en", NOW))
    assert work(url, LATER)["export"] == WorkStanding("export", {JobState.QUEUED: 1}, queued=60.0)


def test_an_outbox_is_as_old_as_the_oldest_mail_that_waits(url: str) -> None:
    with open_store(url).transaction() as tx:
        for number, minutes in ((1, 0), (2, 5), (3, 10)):
            tx.outbox.add([mail(number, f"{number}@nordlys.example").letter], NOW + timedelta(minutes=minutes))
        first, second = (tx.outbox.claim(NOW + timedelta(hours=1), timedelta(hours=2)) for _ in range(2))
        assert first
        assert second
        tx.outbox.note_sent(first, LATER)
        tx.outbox.fail(second, "no such address")
    waiting = health(url, LATER).outboxes["mail"]
    assert (waiting.number, waiting.since, waiting.failed) == (1, NOW + timedelta(minutes=10), 1)


def test_what_is_published_ends_some_day_and_then_a_month_is_open(published: str) -> None:
    found = ahead(published, SATURDAY)
    assert (found.published_days, found.empty) == (24, {7: 0, 30: 0})
    assert (found.open_months, found.open_for) == ({"charges": 0, "pay": 0}, {"charges": 0, "pay": 0})
    late = ahead(published, SATURDAY.replace(month=12, day=3))
    assert late.published_days == 0
    assert (late.open_months, late.open_for) == ({"charges": 1, "pay": 1}, {"charges": 3, "pay": 3})
    close_month(published, Period.parse("2026-11"), "finance", early=True)
    assert ahead(published, SATURDAY.replace(month=12, day=3)).open_months == {"charges": 0, "pay": 1}


def test_seats_that_nobody_holds_are_told_until_they_are_over(published: str, tmp_path: Path) -> None:
    more = edited("bookings.csv", "evening,backend:1", "evening,backend:1 pim:1")
    import_folder(published, write_firm(tmp_path / "new", **more), "tester", force=True)
    # On the evenings of 4 and 5 November; December is not published, which is told by days, not by seats.
    assert ahead(published, SATURDAY.replace(day=1)).empty == {7: 2, 30: 2}
    assert ahead(published, datetime(2026, 10, 20, tzinfo=UTC)).empty == {7: 0, 30: 2}
    assert ahead(published, SATURDAY.replace(day=5)).empty == {7: 1, 30: 1}
    assert ahead(published, SATURDAY).empty == {7: 0, 30: 0}


def test_links_that_nobody_fetches_are_counted_by_days_and_ended_ones_are_not(published: str) -> None:
    made = [add_link(published, ASTA, LEAD, "phone").link.subscription for _ in range(3)]
    add_link(published, ASTA, LEAD, "leave", purpose=Purpose.LEAVE)
    revoke_link(published, made[0].number, LEAD)
    then = made[0].created
    with open_store(published).transaction() as tx:
        tx.subscriptions.note_fetches({made[1].number: (then + timedelta(days=6), "Thunderbird")})
    found = ahead(published, then + timedelta(days=8))
    assert (found.links, found.unfetched) == (2, {3: 1, 7: 1, 30: 0})


def test_regular_work_is_told_as_its_last_run_left_it(url: str) -> None:
    with open_store(url).transaction() as tx:
        tx.rounds.claim("mails", "me", NOW, timedelta(minutes=1), timedelta(minutes=1))
        tx.rounds.end("mails", "me", LATER, RoundOutcome.DONE, "1 sent")
        tx.rounds.claim("mails", "me", LATER, timedelta(minutes=1), timedelta(minutes=1))
        tx.rounds.end("mails", "me", LATER, RoundOutcome.FAILED, "nobody takes the mails")
    told = health(url, LATER).rounds
    assert [(one.name, one.begun, one.succeeded, one.outcome) for one in told] == [
        ("mails", LATER, LATER, RoundOutcome.FAILED)
    ]


def test_the_gap_of_the_newest_plan_is_a_share_of_its_penalty(published: str) -> None:
    found = health(published, SATURDAY).gap
    assert found
    assert 0 <= found.share <= 1
    assert replace(found, penalty=40, bound=30).share == 0.25
    assert replace(found, penalty=0, bound=0).share == 0


def test_what_was_looked_up_ahead_is_looked_up_again_when_something_is_changed_and_after_a_while(
    published: str, tmp_path: Path
) -> None:
    now = [SATURDAY.replace(day=1)]
    desk = HealthDesk(published, lambda: now[0], LONG)
    first = desk.look().ahead
    assert desk.look().ahead is first
    now[0] += timedelta(minutes=6)
    assert desk.look().ahead is not first
    more = edited("bookings.csv", "evening,backend:1", "evening,backend:1 pim:1")
    import_folder(published, write_firm(tmp_path / "new", **more), "tester", force=True)
    changed = desk.look().ahead
    assert changed
    assert changed.empty == {7: 2, 30: 2}
