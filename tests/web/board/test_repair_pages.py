"""The pages of a repair: the form, what is wrong with it, the ways side by side, and all of them thrown away."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rostering.domain.jobs import JobProgress, JobState, StageProgress, WayOnTheWay
from rostering.domain.users import Role
from rostering.rosters.version import Status
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.services.jobs.ending import end_job
from rostering.services.jobs.run import run_job
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import show
from rostering.store import open_store
from rostering.web.board.plan_routes import _event
from samples.asked_jobs import NEXT, asked, seen
from samples.page_people import Person, said, session_of
from samples.small_firm import write_firm

REPAIR = "/board/repair"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a published month that is never over."""
    folder = tmp_path_factory.mktemp("coming")
    url = str(folder / "rostering.db")
    import_folder(url, write_firm(folder / "firm"), "tester")
    make_plan(url, NEXT, limits_of(600, effort=1), lambda _: None, "tester")
    publish(url, 1, "tester")
    return folder / "rostering.db"


@pytest.fixture
def coming(template: Path, tmp_path: Path) -> str:
    return str(shutil.copy(template, tmp_path / "rostering.db"))


@pytest.fixture
def lead(coming: str) -> Iterator[Person]:
    one = Person(coming).sign_in(session_of(coming, Role.OPS, language="en"))
    yield one
    one.close()


def pim(url: str) -> tuple[str, str]:
    """Who is PIM first, and when."""
    duty = next(duty for duty in show(url, 1).version.duties if duty.seat.role == "pim")
    assert duty.consultant is not None
    return duty.consultant, str(duty.seat.day)


def jobs(url: str) -> int:
    with open_store(url).reading() as reading:
        return len(reading.jobs.newest(99))


def test_a_repair_is_asked_for_followed_and_looked_at(lead: Person, coming: str) -> None:
    who, day = pim(coming)
    answer = lead.send(REPAIR, REPAIR, who_1=who, from_1=day)
    assert (answer.status_code, answer.headers["location"]) == (303, "/board/repair/1")
    waiting = said(lead.get("/board/repair/1"))
    assert "Looking for ways to mend it" in waiting
    assert lead.get("/board/jobs/1").headers["location"] == "/board/repair/1"
    assert "repair of roster 1" in said(lead.get("/board/jobs"))
    run_job(coming, 1)
    page = said(lead.get("/board/repair/1"))
    assert "Fewest changes draft 2" in page
    assert "Penalty" in page
    assert "Who is asked" in page
    board = said(lead.get("/board?roster=2&period=2099-12"))
    assert "against roster 1" in board
    gone = lead.send("/board/repair/1", "/board/repair/1/discard")
    assert gone.headers["location"] == "/board/repair/1"
    assert show(coming, 2).status is Status.DISCARDED
    assert "Ask again" in said(lead.get("/board/repair/1"))


def test_a_repair_that_goes_on_says_how_far_it_is_and_what_it_has_found(lead: Person, coming: str) -> None:
    who, day = pim(coming)
    lead.send(REPAIR, REPAIR, who_1=who, from_1=day)
    stage = StageProgress("stability", 2.0, penalty=40, bound=30, points=((2.5, 40, 30),))
    ways = (WayOnTheWay("fewest_changes", 2, 0, 120),)
    progress = JobProgress(3.0, 27.0, (stage,), empty=1, penalty=160, ways=ways)
    with open_store(coming).transaction() as tx:
        tx.jobs.claim(1, now())
        tx.jobs.beat(1, now(), progress)
    page = said(lead.get("/board/repair/1"))
    assert "Ways found 1 of three at most" in page
    assert "Time left 0:27 at most; 0:03 so far" in page
    assert "Stability as few duties as possible change hands 40 30" in page
    assert "Fewest changes 2 0 120" in page
    assert "Stop and keep the ways found" in page
    assert '<noscript><meta http-equiv="refresh"' in lead.get("/board/repair/1").text
    event = json.loads(_event(seen(coming)))
    assert set(event["parts"]) == {"mending_figures", "stages", "ways_so_far"}
    assert "Fewest changes" in event["parts"]["ways_so_far"]
    lead.send("/board/repair/1", "/board/jobs/1/stop")
    assert "Stopping, with the ways found so far" in said(lead.get("/board/repair/1"))
    end_job(coming, 1, JobState.CANCELLED)
    assert "nothing was ready that could be kept" in said(lead.get("/board/repair/1")).casefold()


def test_the_page_of_a_plan_is_another(lead: Person, coming: str) -> None:
    asked(coming)
    assert lead.get("/board/repair/1").headers["location"] == "/board/jobs/1"


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"from_1": "2099-12-05"}, 422, "Say who."),
        ({"who_1": "asta"}, 422, "Say from when."),
        ({"who_1": "asta", "from_1": "2099-12-06", "to_1": "2099-12-05"}, 422, "This is before the first day."),
        ({"who_1": "asta", "from_1": "2099-02-30"}, 422, "This is no date: write it as 2026-10-24."),
        ({"who_1": "asta", "from_1": "1999-12-05"}, 422, "A date from"),
        ({"who_1": "gurli", "from_1": "2099-12-05"}, 422, "There is no consultant"),
        ({"who_4": "asta", "from_4": "2098-12-05"}, 422, "outside roster 1"),
        ({"who_1": "x" * 101, "from_1": "2099-12-05"}, 422, "This is longer than 100 characters."),
        ({"who_1": "a\x07", "from_1": "2099-12-05"}, 422, "There is a character in this that cannot be written."),
        ({"roster": ""}, 422, "This has to be filled in."),
        ({"roster": "77"}, 404, "There is no roster 77; the newest is 1."),
        ({"other": "1"}, 422, "This form has no field"),
        ({"version": "77"}, 409, "This form does not say what it was made from"),
        ({"csrf": "x"}, 403, "This form was made before you signed in"),
    ],
)
def test_a_wrong_form_asks_for_nothing_and_says_why(
    lead: Person, coming: str, fields: dict[str, str], status: int, sentence: str
) -> None:
    answer = lead.send(REPAIR, REPAIR, **fields)
    assert (answer.status_code, jobs(coming)) == (status, 0)
    assert sentence in said(answer)


def test_what_was_typed_stays_where_something_is_wrong(lead: Person, coming: str) -> None:
    who, day = pim(coming)
    answer = lead.send(REPAIR, REPAIR, who_1=who, from_1=day, who_2="birk", to_2="2099-12-20")
    assert answer.status_code == 422
    assert f'value="{day}"' in answer.text
    assert 'value="2099-12-20"' in answer.text
    assert '<details class="more" open>' in answer.text


def test_two_who_ask_at_once_are_told_of_each_other(lead: Person, coming: str) -> None:
    who, day = pim(coming)
    form = {**lead.form(REPAIR, REPAIR), "who_1": who, "from_1": day}
    assert [lead.post(REPAIR, **form).status_code for _time in range(2)] == [303, 409]
    assert seen(coming).kind == "repair"
    assert jobs(coming) == 1


def test_a_store_without_a_roster_says_what_is_missing(imported: str) -> None:
    lead = Person(imported).sign_in(session_of(imported, Role.OPS, language="en"))
    answer = lead.get(REPAIR)
    assert answer.status_code == 200
    assert "There is no roster yet: plan one first." in said(answer)
    lead.close()


def test_the_pages_speak_danish(coming: str) -> None:
    dane = Person(coming).sign_in(session_of(coming, Role.OPS, language="da"))
    assert "Nogen er væk" in said(dane.get(REPAIR))
    who, day = pim(coming)
    dane.send(REPAIR, REPAIR, who_1=who, from_1=day)
    run_job(coming, 1)
    assert "Færrest ændringer kladde 2" in said(dane.get("/board/repair/1"))
    dane.close()
