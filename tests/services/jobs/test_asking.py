"""Asking for a plan: who may, what is wrong with it, and that a second one is told of the first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

from rostering.answers.jobs import JobsShown
from rostering.domain.jobs import Job, JobState
from rostering.domain.users import Actor, Role
from rostering.errors import FaultyInput, Stale
from rostering.services.access.rights import Forbidden
from rostering.services.inputs.folders import import_folder
from rostering.services.jobs.ask import AlreadyPlanned, JobOver, ask_for_plan, stop_plan
from rostering.services.jobs.looking import UnknownJob, job_of, newest_jobs, plan_offer, progress_of, running_plan
from rostering.services.jobs.queue import Waiting
from rostering.services.rosters.listing import discard
from rostering.spans import Period
from rostering.store import NoInputs, open_store
from samples.asked_jobs import LEAD, NEXT, SHORT, asked, seen
from samples.small_firm import MONTH, write_firm

OTHERS = [Actor(role, role, "asta" if role is Role.CONSULTANT else None) for role in Role if role is not Role.OPS]


class Told(Waiting):
    """A queue that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []

    def put(self, number: int) -> None:
        self.told.append(("put", number))

    def cancel(self, number: int) -> None:
        self.told.append(("cancel", number))


@pytest.fixture
def firm_store(url: str, tmp_path: Path) -> str:
    """The small firm, on each kind of database."""
    import_folder(url, write_firm(tmp_path / "firm"), "tester")
    return url


def fault(url: str, period: str = "2099-12", since: date | None = None, after: int | None = None) -> tuple[str, str]:
    with pytest.raises(FaultyInput) as caught:
        ask_for_plan(url, LEAD, Waiting(), Period.parse(period), SHORT, since, after)
    (one,) = caught.value.faults
    return one.place, one.message


def test_a_plan_is_asked_for_in_ones_own_name_and_the_queue_is_told(imported: str) -> None:
    queue = Told()
    job = ask_for_plan(imported, LEAD, queue, NEXT, SHORT, date(2099, 12, 3))
    assert seen(imported) == job
    assert (job.number, job.asked_by, job.state, job.since) == (1, "asta", JobState.QUEUED, date(2099, 12, 3))
    assert len(job.input_hash) == 64
    assert queue.told == [("put", 1)]
    with open_store(imported).reading() as reading:
        assert [(entry.who, entry.action, entry.what) for entry in reading.entries_after(0, ["job "])] == [
            ("asta", "request plan", "job 1: 2099-12-01..2099-12-31")
        ]


@pytest.mark.parametrize("actor", OTHERS, ids=str)
def test_nobody_but_an_ops_lead_plans_or_looks_at_plans(imported: str, actor: Actor) -> None:
    asked(imported)
    for use in (
        lambda: ask_for_plan(imported, actor, Waiting(), MONTH, SHORT),
        lambda: stop_plan(imported, actor, Waiting(), 1),
        lambda: job_of(imported, actor, 1),
        lambda: progress_of(imported, actor, 1),
        lambda: newest_jobs(imported, actor),
        lambda: plan_offer(imported, actor),
    ):
        with pytest.raises(Forbidden):
            use()
    assert seen(imported).state is JobState.QUEUED


@pytest.mark.parametrize("period", ["2099-12", "2099Q4", "2099-12-31..2100-01-01"])
def test_a_second_plan_of_dates_that_are_being_planned_is_told_of_the_first(imported: str, period: str) -> None:
    asked(imported)
    words = "2099-12-01..2099-12-31 waits to be planned already, as asta asked: it is job 1"
    with pytest.raises(AlreadyPlanned, match=words):
        ask_for_plan(imported, Actor.ops("bo"), Waiting(), Period.parse(period), SHORT)
    with open_store(imported).transaction() as tx:
        tx.jobs.claim(1, seen(imported).created)
    with pytest.raises(AlreadyPlanned, match="is being planned already, as asta asked") as caught:
        asked(imported)
    assert caught.value.number == 1
    assert asked(imported, Period.parse("2099-11")).number == 2


def test_of_two_who_ask_at_once_one_is_told_of_the_other(firm_store: str) -> None:
    ready = Barrier(4)

    def ask(name: str) -> Job | AlreadyPlanned:
        ready.wait()
        try:
            return ask_for_plan(firm_store, Actor.ops(name), Waiting(), NEXT, SHORT)
        except AlreadyPlanned as error:
            return error

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, ("asta", "birk", "cilje", "david")))
    assert [each.number for each in answers] == [1] * 4
    assert sum(isinstance(each, Job) for each in answers) == 1


def test_a_form_that_was_sent_once_is_not_taken_again(imported: str) -> None:
    mark = plan_offer(imported, LEAD).mark
    ask_for_plan(imported, LEAD, Waiting(), NEXT, SHORT, mark=mark)
    stop_plan(imported, LEAD, Waiting(), 1)
    with pytest.raises(Stale, match="this was changed after you opened the form") as caught:
        ask_for_plan(imported, LEAD, Waiting(), NEXT, SHORT, mark=mark)
    assert ["request plan, job 1" in change for change in caught.value.changes] == [True, False]


def test_what_is_wrong_is_said_beside_the_argument(published: str) -> None:
    assert fault(published, "2026-11", date(2099, 1, 1)) == (
        "since",
        "all of 2026-11-01..2026-11-30 is over and published: from when on may it change?",
    )
    assert fault(published, "2099-01-01..2100-12-31")[0] == "period"
    assert fault(published, "9999")[0] == "period"
    assert fault(published, after=7) == ("after", "there is no roster 7; the newest is 1")
    assert fault(published, "2026-11", date(2026, 11, 1), after=1)[0] == "after"
    assert newest_jobs(published, LEAD).jobs == ()


def test_a_draft_that_was_thrown_away_counts_for_nothing(planned: str) -> None:
    discard(planned, 1, "asta")
    assert fault(planned, after=1)[0] == "after"


def test_a_store_without_inputs_has_nothing_to_plan(tmp_path: Path) -> None:
    url = str(tmp_path / "empty.db")
    open_store(url)
    with pytest.raises(NoInputs):
        ask_for_plan(url, LEAD, Waiting(), NEXT, SHORT)
    with pytest.raises(NoInputs):
        plan_offer(url, LEAD)


def test_a_plan_that_has_not_begun_never_does_once_it_is_stopped(imported: str) -> None:
    asked(imported)
    queue = Told()
    stopped = stop_plan(imported, Actor.ops("bo"), queue, 1)
    assert (stopped.state, stopped.stop_asked_by, stopped.roster) == (JobState.CANCELLED, "bo", None)
    assert queue.told == [("cancel", 1)]
    with pytest.raises(JobOver, match="job 1 has ended already"):
        stop_plan(imported, LEAD, queue, 1)
    with pytest.raises(UnknownJob, match="there is no job 2"):
        stop_plan(imported, LEAD, queue, 2)


def test_to_stop_a_running_plan_twice_is_no_harm(imported: str) -> None:
    asked(imported)
    with open_store(imported).transaction() as tx:
        tx.jobs.claim(1, seen(imported).created)
    assert stop_plan(imported, Actor.ops("bo"), Waiting(), 1).is_stopping
    assert stop_plan(imported, LEAD, Waiting(), 1).stop_asked_by == "bo"
    with open_store(imported).reading() as reading:
        assert [entry.action for entry in reading.entries_after(0, ["job "])] == ["request plan", "stop plan"]


def test_whoever_looks_at_dates_finds_the_plan_that_is_going_on_there(imported: str) -> None:
    assert running_plan(imported, NEXT) is None
    job = asked(imported)
    assert running_plan(imported, Period.parse("2099Q4")) == job
    assert running_plan(imported, Period.parse("2099-11")) is None
    second = asked(imported, Period.parse("2099-11"))
    assert job_of(imported, LEAD, 2).ahead == (job,)
    assert job_of(imported, LEAD, 1).ahead == ()
    assert newest_jobs(imported, LEAD) == JobsShown((second, job), None)
    assert newest_jobs(imported, LEAD, most=1) == JobsShown((second,), second.number)
    assert newest_jobs(imported, LEAD, second.number) == JobsShown((job,), None)
    stop_plan(imported, LEAD, Waiting(), 1)
    assert running_plan(imported, NEXT) is None


def test_what_a_plan_may_begin_with_is_the_first_quarter_that_is_open_and_drafts_that_are_near(planned: str) -> None:
    offer = plan_offer(planned, LEAD)
    assert offer.period == offer.periods[0]
    assert len(offer.periods) == 5
    assert all(later.first > earlier.last for earlier, later in zip(offer.periods, offer.periods[1:], strict=False))
    assert offer.today in offer.periods[0]
    assert offer.drafts in [((1, MONTH),), ()]
    assert offer.going_on == ()
