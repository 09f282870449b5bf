"""The desk that answers secret links."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rostering.domain.subscriptions import Purpose, Subject, SubjectKind
from rostering.domain.users import Actor
from rostering.errors import RosteringError, StorageFailed
from rostering.services.clock import now
from rostering.services.links.fetches import Fetches
from rostering.services.links.serving import NOTICE, FeedAnswer, FeedDesk
from rostering.services.links.subscriptions import revoke_link, rotate_link
from rostering.services.opening import NoStore
from rostering.store import open_store
from samples.long_rosters import publish
from samples.web_firm import ASTA, BIRK, FIRST, MONTHS, SECOND, secret_of

SOON = timedelta(seconds=1)


def opened(store: str) -> FeedDesk:
    desk = FeedDesk(store)
    refresh(desk)
    return desk


def refresh(desk: FeedDesk) -> None:
    desk.look()
    desk.read_published()


def found(desk: FeedDesk, secret: str, at: datetime | None = None) -> FeedAnswer:
    answer = desk.answer(secret, at or now())
    assert answer
    return answer


def test_a_secret_opens_its_own_feed(store: str) -> None:
    secrets = {subject: secret_of(store, subject) for subject in (ASTA, BIRK)}
    desk = opened(store)
    bodies = {subject: desk.make(found(desk, secret)).body for subject, secret in secrets.items()}
    assert [bodies[subject].count(b"BEGIN:VEVENT") for subject in (ASTA, BIRK)] == [2, 1]


@pytest.mark.parametrize("secret", ["", "x", "A" * 42, "A" * 43, "A" * 44, "Å" * 43, "A" * 42 + "\n", "\0" * 43])
def test_other_secrets_open_nothing(store: str, secret: str) -> None:
    secret_of(store)
    assert opened(store).answer(secret, now()) is None


def test_a_link_to_send_leave_in_opens_no_feed(store: str) -> None:
    assert opened(store).answer(secret_of(store, purpose=Purpose.LEAVE), now()) is None


def test_a_revoked_link_has_a_notice_for_thirty_days_and_then_nothing(store: str) -> None:
    secret = secret_of(store)
    desk = opened(store)
    desk.make(found(desk, secret))
    link = revoke_link(store, 1, Actor.ops("tester"))
    refresh(desk)
    answer = found(desk, secret)
    assert answer.ended
    assert answer.make().body.count(b"BEGIN:VEVENT") == 1
    assert link.ends
    assert desk.answer(secret, link.ends + NOTICE - SOON)
    assert desk.answer(secret, link.ends + NOTICE) is None


def test_a_link_that_was_rotated_is_good_until_its_overlap_is_over(store: str) -> None:
    secret = secret_of(store)
    old = rotate_link(store, 1, Actor.ops("tester"), overlap=7).replaces
    assert old
    assert old.ends
    desk = opened(store)
    assert not found(desk, secret, old.ends - SOON).ended
    assert found(desk, secret, old.ends).ended


def test_the_right_ends_with_the_last_day_at_the_firm_without_another_look_at_the_store(store: str) -> None:
    secret = secret_of(store)
    last = now().date() + timedelta(days=3)
    with open_store(store).transaction() as tx:
        inputs = tx.inputs()
        people = tuple(replace(who, employed_to=last if who.id == "asta" else None) for who in inputs.consultants)
        tx.replace_inputs(replace(inputs, consultants=people))
        tx.log("tester", "import", "asta leaves", at=now())
    desk = opened(store)
    midnight = datetime.combine(last + timedelta(days=1), datetime.min.time(), inputs.organisation.zone)
    assert not found(desk, secret, midnight - SOON).ended
    assert found(desk, secret, midnight).ended


def test_a_feed_without_published_duties_is_an_empty_calendar(store: str) -> None:
    secrets = [secret_of(store, Subject(SubjectKind.CONSULTANT, "elma")), secret_of(store, Subject(SubjectKind.ALL))]
    desk = opened(store)
    empty, everybody = (desk.make(found(desk, secret)).body for secret in secrets)
    assert b"BEGIN:VEVENT" not in empty
    assert empty.endswith(b"END:VCALENDAR\r\n")
    assert everybody.count(b"BEGIN:VEVENT") == 3


def test_a_store_without_inputs_knows_nobody(tmp_path: Path) -> None:
    open_store(str(tmp_path / "empty.db"))
    assert opened(str(tmp_path / "empty.db")).answer("A" * 43, now()) is None


def test_what_is_published_is_seen_after_a_refresh_and_changes_the_affected_feeds_only(store: str) -> None:
    secrets = [secret_of(store, subject) for subject in (ASTA, Subject(SubjectKind.CONSULTANT, "cilje"), BIRK)]
    desk = opened(store)
    before = [desk.make(found(desk, secret)).etag for secret in secrets]
    publish(store, SECOND, MONTHS)
    assert [desk.make(found(desk, secret)).etag for secret in secrets] == before
    refresh(desk)
    after = [desk.make(found(desk, secret)).etag for secret in secrets]
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, True, False]


def test_rosters_that_were_read_once_are_not_read_again(store: str) -> None:
    desk = opened(store)
    (first,) = desk._published.publications
    publish(store, SECOND, MONTHS)
    refresh(desk)
    again, second = desk._published.publications
    assert again is first
    with open_store(store).reading() as reading:
        assert reading.publications() == (again, second)


def test_feeds_that_were_made_stay_ready_while_nothing_is_published(store: str) -> None:
    secret = secret_of(store)
    desk = opened(store)
    assert found(desk, secret).ready is None
    made = desk.make(found(desk, secret))
    secret_of(store, BIRK)  # changes the log
    refresh(desk)
    assert found(desk, secret).ready is made


def test_the_horizon_moves_with_the_months_of_the_firm(store: str) -> None:
    secret = secret_of(store)
    desk = opened(store)
    late = datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)  # a second before the new year in Copenhagen
    assert found(desk, secret, late).since == date(2026, 11, 1)
    assert found(desk, secret, late + SOON).since == date(2026, 12, 1)
    december = desk.make(found(desk, secret, late)).body
    assert december.count(b"BEGIN:VEVENT") == 2
    assert found(desk, secret, late + SOON).ready is None
    assert desk.make(found(desk, secret, late + SOON)).body.count(b"BEGIN:VEVENT") == 1


def test_the_last_good_body_is_that_of_a_good_link(store: str) -> None:
    secret, other = secret_of(store), secret_of(store, BIRK)
    desk = opened(store)
    body = desk.make(found(desk, secret)).body
    assert desk.last_good(found(desk, secret)) == body
    assert desk.last_good(found(desk, other)) is None
    revoke_link(store, 1, Actor.ops("tester"))
    refresh(desk)
    assert desk.last_good(found(desk, secret)) is None


def test_fetches_reach_the_store_and_make_no_new_snapshot(store: str) -> None:
    secret = secret_of(store)
    desk = opened(store)
    register = desk._register
    at = now()
    desk.fetches.note(1, at, "Mozilla/5.0 Thunderbird/153.0")
    assert desk.last_fetch(found(desk, secret)) == (at, "Thunderbird")
    desk.write_fetches()
    desk.write_fetches()
    refresh(desk)
    assert desk._register is register
    assert FeedDesk(store).last_fetch(found(desk, secret)) == (at, "Thunderbird")


def test_fetches_that_cannot_be_written_are_written_later(store: str) -> None:
    secret = secret_of(store)
    desk = opened(store)
    at = now()
    desk.fetches.note(1, at, "curl/8")
    with sqlite3.connect(store, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFailed, match="in use"):
            desk.write_fetches()
        desk.fetches.note(1, at - SOON, "Wget/1")  # an earlier one that is noted later
    other.close()
    desk.write_fetches()
    assert FeedDesk(store).last_fetch(found(desk, secret)) == (at, "curl")


def test_notes_from_many_threads_are_all_kept() -> None:
    fetches = Fetches()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: fetches.note(number, now(), ""), range(800)))
    assert len(fetches.take()) == 800


def test_a_store_that_is_gone_is_not_made_anew(store: str, tmp_path: Path) -> None:
    secret = secret_of(store)
    desk = opened(store)
    desk.fetches.note(1, now(), "")
    for file in tmp_path.glob("rostering.db*"):
        file.unlink()
    with pytest.raises(NoStore):
        refresh(desk)
    with pytest.raises(NoStore):
        desk.write_fetches()
    with pytest.raises(NoStore):
        desk.last_fetch(found(desk, secret))
    assert not list(tmp_path.glob("rostering.db*"))


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be looked at" * 100])
def test_a_store_that_was_overwritten_fails_and_leaves_the_last_good_body(
    store: str, tmp_path: Path, content: bytes
) -> None:
    secret = secret_of(store)
    desk = opened(store)
    good = desk.make(found(desk, secret)).body
    for file in tmp_path.glob("rostering.db-*"):
        file.unlink()
    Path(store).write_bytes(content)
    for _ in range(2):
        with pytest.raises(StorageFailed):
            refresh(desk)
    assert desk.last_good(found(desk, secret)) == good


def test_a_store_that_lost_its_inputs_is_not_taken_for_an_empty_one(store: str, tmp_path: Path) -> None:
    secret_of(store)
    desk = opened(store)
    open_store(str(tmp_path / "empty.db"))
    shutil.move(tmp_path / "empty.db", store)
    with pytest.raises(RosteringError):
        refresh(desk)


def test_a_store_put_in_the_place_of_another_is_read_anew(store: str, template: Path, tmp_path: Path) -> None:
    secret = secret_of(store)
    desk = opened(store)
    shutil.copy(template, tmp_path / "other.db")
    publish(str(tmp_path / "other.db"), FIRST[:1], MONTHS)
    shutil.move(tmp_path / "other.db", store)
    refresh(desk)
    assert desk.answer(secret, now()) is None


def test_without_a_store_there_is_no_desk(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        FeedDesk(str(tmp_path / "nothing.db"))
