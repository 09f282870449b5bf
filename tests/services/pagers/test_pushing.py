"""A pager is told who is on by what is published: swaps, replaced rosters and clock changes, and what goes wrong."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from rostering.answers.pagers import PushRun
from rostering.domain.pagers import PagerState
from rostering.domain.users import Actor, Role
from rostering.services.access.rights import Forbidden
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.services.pagers.on_from_now import UnknownPager
from rostering.services.pagers.pager_looks import pagers
from rostering.services.pagers.pager_watch import PagerWatch
from rostering.services.pagers.pushing import push_pagers
from rostering.services.swaps.answering import take
from rostering.services.swaps.approving import approve
from rostering.services.swaps.offering import offer
from rostering.spans import Period
from rostering.store import open_store
from samples.described_pagers import DescribedPager, described
from samples.pager_firm import ACCOUNTS, LEAD, MAILS, SCHEDULE, paged, push, settings, who_is_on
from samples.small_firm import write_firm
from samples.swap_firm import AT, ELMA, GERDA, OWN, firm_files, pim, post

VARIABLE = "ROSTERING_PAGER_DUTY"
NOVEMBER = {7: "elma", 8: "folke", 14: "elma", 15: "folke", 21: "elma", 22: "gerda", 28: "elma", 29: "folke"}


@pytest.fixture
def there() -> Iterator[DescribedPager]:
    with described("pagerduty") as found:
        yield found
        assert found.faults == []


@pytest.fixture
def store(tmp_path: Path, there: DescribedPager, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(VARIABLE, "token")
    return paged(str(tmp_path / "rostering.db"), tmp_path / "firm", settings(there.address))


def wanted(**other: str) -> list[tuple[date, str]]:
    days = NOVEMBER | {int(day[1:]): who for day, who in other.items()}
    return [(date(2026, 11, day), ACCOUNTS[who]) for day, who in sorted(days.items()) if who]


def state(store: str) -> PagerState:
    with open_store(store).reading() as reading:
        return reading.pagers.states()["duty"]


def test_all_that_lies_ahead_is_told_once_and_what_is_over_never(store: str, there: DescribedPager) -> None:
    trial = push(store, is_trial=True)
    assert (len(trial.changes), there.rows) == (8, {})
    told = push(store)
    assert (told.changes, told.is_done) == (trial.changes, True)
    assert who_is_on(there) == wanted()
    again = push(store)
    assert (again.changes, again.kept) == ((), 8)
    assert state(store).pushed == AT
    with open_store(store).reading() as reading:
        (entry,) = [each for each in reading.audit_log() if each.action == "push pager"]
    assert (entry.who, entry.what, entry.after) == ("lead", "pager duty", "8 put on, 0 taken off")


def test_a_swap_changes_one_override_and_others_put_there_stay(store: str, there: DescribedPager) -> None:
    by_hand = there.put(SCHEDULE, "U-BOSS", "2026-11-10T08:00:00Z", "2026-11-10T16:00:00Z")
    push(store)
    swap = offer(store, ELMA, "elma", pim(14), "gerda", None, at=AT).view.swap
    take(store, GERDA, swap.number, "gerda", at=AT)
    approve(store, LEAD, swap.number, at=AT)
    told = push(store)
    assert [(each.shift and each.shift.consultant, each.gone and each.gone.consultant) for each in told.changes] == [
        ("gerda", "elma")
    ]
    assert who_is_on(there) == sorted([*wanted(d14="gerda"), (date(2026, 11, 10), "U-BOSS")])
    assert by_hand in there.rows.values()


def test_what_another_roster_holds_no_more_is_taken_away(store: str, there: DescribedPager, tmp_path: Path) -> None:
    push(store)
    agreements = "customer,package,from,to\nhavn,premium,2024-01-01,2026-11-20\nmolo,premium,2024-01-01,2026-11-20\n"
    files = {**firm_files(), "consultants_csv": MAILS, "pagers_toml": settings(there.address)}
    import_folder(store, write_firm(tmp_path / "less", **files, agreements_csv=agreements), "lead")
    post(store)
    push(store)
    assert who_is_on(there) == [each for each in wanted() if each[0].day <= 20]


def test_somebody_who_takes_over_in_the_middle_begins_then_and_the_other_ends(
    store: str, there: DescribedPager
) -> None:
    push(store)
    middle = datetime(2026, 11, 7, 10, 0, 30, tzinfo=UTC)
    there.now = datetime(2026, 11, 7, 10, 1, tzinfo=UTC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(OWN, pim(7), "gerda")
        post(store, at=AT + timedelta(minutes=1))
    push(store, middle)
    mine = [(row["user"], row["start"], row["end"]) for row in there.of(SCHEDULE) if row["start"] < "2026-11-08"]
    assert sorted(mine) == [
        ("U-ELMA", "2026-11-07T07:00:00Z", "2026-11-07T10:01:00Z"),
        ("U-GERDA", "2026-11-07T10:01:00Z", "2026-11-07T15:00:00Z"),
    ]
    assert push(store, middle + timedelta(minutes=5)).changes == ()


@pytest.mark.parametrize(
    ("month", "at", "day", "hours"),
    [
        ("2026-10", datetime(2026, 10, 20, tzinfo=UTC), "2026-10-25", ("07:00", "15:00")),
        ("2026-10", datetime(2026, 10, 20, tzinfo=UTC), "2026-10-24", ("06:00", "14:00")),
        ("2026-03", datetime(2026, 3, 20, tzinfo=UTC), "2026-03-28", ("07:00", "15:00")),
        ("2026-03", datetime(2026, 3, 20, tzinfo=UTC), "2026-03-29", ("06:00", "14:00")),
    ],
)
def test_hours_are_those_on_the_wall_on_both_sides_of_a_clock_change(
    store: str, there: DescribedPager, month: str, at: datetime, day: str, hours: tuple[str, str]
) -> None:
    post(store, Period.parse(month), at)
    push(store, at)
    (row,) = [row for row in there.of(SCHEDULE) if row["start"].startswith(day)]
    assert (row["start"], row["end"]) == tuple(f"{day}T{hour}:00Z" for hour in hours)


def test_a_lost_answer_is_found_again_and_nothing_is_made_twice(store: str, there: DescribedPager) -> None:
    there.lose = lambda asked: asked.startswith("POST") and len(there.rows) == 3
    broken = push(store)
    assert (broken.error, len(broken.done), len(there.rows)) == ("it cannot be reached", 2, 3)
    assert state(store).rest_until == AT + timedelta(minutes=1)
    there.lose = lambda _asked: False
    assert push(store).error == "it cannot be reached"
    told = push(store, AT + timedelta(minutes=1))
    assert (told.adopted, told.kept, len(told.changes)) == (1, 3, 5)
    assert who_is_on(there) == wanted()


def test_a_pager_that_asks_to_be_left_alone_is_left_alone_for_as_long(store: str, there: DescribedPager) -> None:
    there.instead = lambda _asked: (429, {"Retry-After": "300"}, "")
    assert push(store).is_news
    assert state(store).error == "it answers 429"
    asked = len(there.asked)
    assert not push(store, AT + timedelta(seconds=299)).is_news
    assert len(there.asked) == asked
    assert not push(store, AT + timedelta(seconds=300)).is_news
    there.instead = lambda _asked: None
    assert push(store, AT + timedelta(seconds=301), at_once=True).is_done
    found = state(store)
    assert (found.error, found.since, found.rest_until) == (None, None, None)


def test_what_is_over_or_went_with_its_schedule_is_forgotten(store: str, there: DescribedPager, tmp_path: Path) -> None:
    push(store)
    files = {**firm_files(), "consultants_csv": MAILS}
    other = settings(there.address).replace(SCHEDULE, "POTHER")
    import_folder(store, write_firm(tmp_path / "other", **files, pagers_toml=other), "lead")
    there.instead = lambda asked: (404, {}, '{"error": {"message": "Not Found"}}') if SCHEDULE in asked else None
    assert push(store).is_done
    with open_store(store).reading() as reading:
        assert {made.shift.schedule for made in reading.pagers.made()} == {"POTHER"}
    assert push(store, datetime(2026, 11, 15, 12, tzinfo=UTC)).is_done
    with open_store(store).reading() as reading:
        assert len(reading.pagers.made()) == 5
    there.instead = lambda _asked: (404, {}, '{"error": {"message": "Not Found"}}')
    assert push(store).troubles == ("schedule POTHER: it answers 404: Not Found",)


def test_one_refusal_keeps_nothing_else_back(store: str, there: DescribedPager) -> None:
    answer: tuple[int, dict[str, str], str] = (400, {}, '{"error": {"message": "Invalid Input"}}')
    refused = iter([answer])
    there.instead = lambda asked: next(refused, None) if asked.startswith("POST") else None
    told = push(store)
    why = "elma cannot be told of 2026-11-07: it answers 400: Invalid Input"
    assert (told.troubles, len(told.done), len(there.rows)) == ((why,), 7, 7)
    assert push(store).is_done
    assert who_is_on(there) == wanted()


def test_people_are_found_by_e_mail_and_whoever_is_not_is_told_of(tmp_path: Path, there: DescribedPager) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "token")
        store = paged(str(tmp_path / "two.db"), tmp_path / "two", settings(there.address, '["backend"]'))
        told = push(store)
    assert {row["user"] for row in there.rows.values()} == {"U3"}
    assert told.troubles == ("birk cannot be told: they have no e-mail address, and no id under users",)


def test_one_who_may_not_be_looked_up_keeps_nothing_else_back(
    store: str, there: DescribedPager, tmp_path: Path
) -> None:
    users = settings(there.address).replace('folke = "U-FOLKE"\n', "")
    people = MAILS.replace("Folke Birkely,", "Folke Birkely,folke@havn.example")
    files = {**firm_files(), "consultants_csv": people, "pagers_toml": users}
    import_folder(store, write_firm(tmp_path / "more", **files), "lead")
    there.instead = lambda asked: (400, {}, '{"error": {"message": "Bad query"}}') if "/users" in asked else None
    told = push(store)
    assert told.troubles == ("folke cannot be told: it answers 400: Bad query",)
    assert {user for _day, user in who_is_on(there)} == {"U-ELMA", "U-GERDA"}


def test_two_who_would_be_on_at_once_are_told_of(store: str, there: DescribedPager, tmp_path: Path) -> None:
    files = {**firm_files(), "consultants_csv": MAILS, "pagers_toml": settings(there.address, '["pim", "frontend"]')}
    import_folder(store, write_firm(tmp_path / "more", **files), "lead")
    told = push(store)
    assert told.troubles == (
        "schedule PPIM has room for one at a time: 8 more would be on, the first of them elma on 2026-11-07, "
        "when cilje is",
        *(f"{who} cannot be told: they have no e-mail address, and no id under users" for who in ("cilje", "david")),
    )
    assert there.rows == {}


def test_without_its_token_a_pager_is_not_asked(
    store: str, there: DescribedPager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    assert push(store).error == f"the variable {VARIABLE} with its token is not set"
    assert there.asked == []


def test_while_one_push_has_a_pager_another_does_nothing(store: str, there: DescribedPager) -> None:
    with open_store(store).transaction() as tx:
        assert tx.pagers.hold("duty", "other", now(), timedelta(minutes=2))
    assert push(store).is_held
    assert there.asked == []
    run = push_pagers(store, LEAD, lost_after=timedelta(0), at=AT)
    assert run.is_done


def test_what_is_there_is_shown_against_what_is_published_without_asking(
    store: str, there: DescribedPager, tmp_path: Path
) -> None:
    (before,) = pagers(store, LEAD, at=AT).pagers
    assert (len(before.missing), before.held, before.is_right) == (8, 0, False)
    push(store)
    asked = len(there.asked)
    (after,) = pagers(store, LEAD, at=AT).pagers
    assert (after.missing, after.held, after.is_right) == ((), 8, True)
    files = {**firm_files(), "consultants_csv": MAILS}
    import_folder(store, write_firm(tmp_path / "none", **files), "lead")
    (left,) = pagers(store, LEAD, at=AT).pagers
    assert (left.pager, left.held, left.is_right) == (None, 8, False)
    assert len(there.asked) == asked


def test_only_an_ops_lead_pushes_and_only_to_pagers_that_there_are(store: str) -> None:
    with pytest.raises(Forbidden):
        push_pagers(store, Actor("anna", Role.CONSULTANT, "anna"))
    with pytest.raises(UnknownPager, match=r"there is no pager 'duti' in pagers.toml \(did you mean 'duty'\?\)"):
        push_pagers(store, LEAD, ["duti"])


def test_a_service_pushes_when_something_was_published_and_logs_a_failure_once(
    store: str, there: DescribedPager, caplog: pytest.LogCaptureFixture
) -> None:
    pushed: list[bool] = []
    watch = PagerWatch(store, push=lambda url, actor: _noted(pushed, url, actor))
    there.instead = lambda _asked: (500, {}, "")
    watch.look()
    watch.look()
    assert len(pushed) == 1
    post(store)
    watch.look()
    assert pushed == [False, False]
    assert [record.getMessage() for record in caplog.records] == ["pager duty: it answers 500"]
    there.instead = lambda _asked: None
    post(store)
    watch.look()
    assert pushed[2:] == [True]


def test_what_no_pager_is_to_blame_for_is_tried_again_in_a_minute_and_not_at_every_look(
    store: str, caplog: pytest.LogCaptureFixture
) -> None:
    pushed: list[str] = []

    def push(url: str, _actor: Actor) -> PushRun:
        pushed.append(url)
        raise LookupError

    watch = PagerWatch(store, push=push)
    watch.look()
    watch.look()
    assert pushed == [store]
    assert [record.getMessage() for record in caplog.records] == ["pagers could not be told who is on: LookupError"]


def test_a_service_that_closes_asks_nothing_more_and_the_next_push_goes_on(store: str, there: DescribedPager) -> None:
    closing = Event()
    there.instead = lambda _asked: closing.set() if len(there.asked) > 3 else None
    (broken_off,) = push_pagers(store, LEAD, at=AT, closing=closing).pushed
    assert broken_off.error == "the push was broken off: the next one goes on with it"
    asked = len(there.asked)
    assert 0 < len(broken_off.done) == len(there.rows) < len(NOVEMBER)
    assert not push_pagers(store, LEAD, at=AT, closing=closing).is_done
    assert len(there.asked) == asked
    assert push(store).is_done
    assert who_is_on(there) == wanted()


def test_the_watch_ends_with_its_service(store: str) -> None:
    began = Event()

    def push(url: str, actor: Actor) -> PushRun:
        began.set()
        return push_pagers(url, actor, at_once=True, at=AT)

    with PagerWatch(store, look=0, push=push):
        began.wait()
    assert "pagers" not in {thread.name for thread in threading.enumerate()}


def _noted(pushed: list[bool], url: str, actor: Actor) -> PushRun:
    run = push_pagers(url, actor, at_once=True, at=AT)
    pushed.append(run.is_done)
    return run


def test_a_service_asks_for_nothing_where_there_are_no_pagers(tmp_path: Path) -> None:
    watch = PagerWatch(str(tmp_path / "none.db"), push=lambda _url, _actor: pytest.fail("nobody is to be told"))
    watch.look()
