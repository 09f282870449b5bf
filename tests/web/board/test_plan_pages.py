"""The pages for planning: asking, following, stopping, finding again; what is wrong stands beside its field."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rostering.domain.jobs import BestSoFar, JobProgress, JobState, StageProgress
from rostering.domain.users import Actor, Role
from rostering.services.clock import now
from rostering.services.jobs.ending import end_job
from rostering.services.jobs.looking import plan_offer
from rostering.services.jobs.run import run_job
from rostering.spans import Period
from rostering.store import open_store
from rostering.web.board.plan_words import period_text
from samples.asked_jobs import JOB, LEAD, NEXT, asked, rosters, seen
from samples.page_people import Person, said

Someone = Callable[..., Person]
PLAN = {"period": "2099-12", "thoroughness": "quick", "minutes": "3"}
STAGES = (
    StageProgress("largest_unfairness", 0.4, 2, 2, ((0.5, 2, 2),)),
    StageProgress("preferences", 1.0, 1340, 200, ((1.5, 1400, 10), (2.0, 1340, 200))),
)
PROGRESS = JobProgress(4.2, 115.8, STAGES, empty=1, penalty=1342)


def running(store: str, progress: JobProgress = PROGRESS) -> None:
    """Job 2, which is running and has come so far."""
    asked(store)
    with open_store(store).transaction() as tx:
        tx.jobs.claim(2, now())
        tx.jobs.beat(2, now(), progress, BestSoFar({}))


def events(text: str) -> list[dict[str, Any]]:
    return [json.loads(line.removeprefix("data: ")) for line in text.splitlines() if line.startswith("data: ")]


def test_a_form_asks_for_a_plan_and_leads_to_its_page(store: str, person: Someone) -> None:
    lead = person(Role.OPS)
    assert "Look for" not in said(lead.get("/board/plan"))
    answer = lead.send("/board/plan", "/board/plan", **PLAN, since="2099-12-05")
    assert (answer.status_code, answer.headers["location"]) == (303, "/board/jobs/2")
    job = seen(store, 2)
    assert (job.period, job.effort, job.seconds, str(job.since)) == (NEXT, 5.0, 180, "2099-12-05")
    assert job.asked_by.startswith("ops")
    assert "It begins as soon as nothing else is planned" in said(lead.get("/board/jobs/2"))


def test_a_period_in_the_address_is_what_the_form_begins_with(store: str, person: Someone) -> None:
    lead = person(Role.OPS)
    assert lead.form("/board/plan?period=2027Q2", "/board/plan")["period"] == "2027Q2"
    assert lead.form("/board/plan", "/board/plan")["period"] == period_text(plan_offer(store, LEAD).period)
    assert lead.get(f"/board/plan?period={'x' * 61}").status_code == 422


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("period", "", "This has to be filled in."),
        ("period", "next month", "&#39;next month&#39; is not a period: write 2026Q3"),
        ("period", "x" * 61, "This is longer than 60 characters."),
        ("period", "x" * 1_000_000, "This is longer than 60 characters."),
        ("period", "2099-12\x07", "There is a character in this that cannot be written."),
        ("period", "2098..2099", "a plan covers at most 400: plan it in parts"),
        ("period", "9999-12", "9999"),
        ("thoroughness", "", "This has to be filled in."),
        ("thoroughness", "very", "This is not among what can be chosen."),
        ("minutes", "", "This has to be filled in."),
        ("minutes", "0", "A whole number from 1 to 240."),
        ("minutes", "241", "A whole number from 1 to 240."),
        ("minutes", "1.5", "A whole number from 1 to 240."),
        ("since", "5 December", "This is no date: write it as 2026-10-24."),
        ("since", "2099-02-30", "This is no date: write it as 2026-10-24."),
        ("since", "1999-12-31", "A date from"),
        ("after", "x", "A whole number from 1 to"),
        ("after", "999", "There is no roster 999; the newest is"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field_and_nothing_typed_is_lost(
    store: str, person: Someone, field: str, typed: str, sentence: str
) -> None:
    lead = person(Role.OPS)
    answer = lead.send("/board/plan", "/board/plan", **{**PLAN, "minutes": "7", field: typed})
    assert answer.status_code == 422
    beside = answer.text.partition(f'id="w-{field}">')[2].partition("</p>")[0]
    assert sentence in beside
    assert field == "minutes" or 'value="7"' in answer.text
    assert field == "period" or 'value="2099-12"' in answer.text
    with open_store(store).reading() as reading:
        assert reading.jobs.by_number(2) is None


def test_unknown_fields_and_forms_without_a_version_are_not_taken(store: str, person: Someone) -> None:
    lead = person(Role.OPS)
    assert "has no field" in lead.send("/board/plan", "/board/plan", **PLAN, roster="1").text
    answer = lead.send("/board/plan", "/board/plan", **PLAN, version="")
    assert answer.status_code == 409
    assert "This form does not say what it was made from" in answer.text
    assert lead.send("/board/plan", "/board/plan", **PLAN, version="99999").status_code == 409
    with open_store(store).reading() as reading:
        assert reading.jobs.by_number(2) is None


def test_a_second_plan_is_told_of_the_first_with_a_link_to_it(person: Someone) -> None:
    person(Role.OPS).send("/board/plan", "/board/plan", **PLAN)
    second = person(Role.OPS)
    assert "waits to be planned" in said(second.get("/board/plan"))
    answer = second.send("/board/plan", "/board/plan", **{**PLAN, "minutes": "9"})
    assert answer.status_code == 409
    assert "it is job 2." in said(answer)
    assert 'href="/board/jobs/2"' in answer.text
    assert 'value="9"' in answer.text


def test_a_form_that_is_sent_again_asks_for_nothing_more(store: str, person: Someone) -> None:
    lead = person(Role.OPS)
    form = {**lead.form("/board/plan", "/board/plan"), **PLAN}
    assert lead.post("/board/plan", **form).status_code == 303
    lead.send("/board/jobs/2", "/board/jobs/2/stop")
    answer = lead.post("/board/plan", **form)
    assert answer.status_code == 409
    assert "This was changed after you opened the form." in answer.text
    assert "request plan, job 2" in said(answer)
    with open_store(store).reading() as reading:
        assert reading.jobs.by_number(3) is None


def test_a_page_shows_how_far_a_plan_is_and_comes_again_where_there_is_no_script(store: str, person: Someone) -> None:
    running(store)
    answer = person(Role.OPS).get("/board/jobs/2")
    text = said(answer)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in answer.text
    for words in ("Empty seats 1", "Penalty 1,342", "Time left 1:56", "at most; 0:04 so far", "Stop and keep the best"):
        assert words in text
    assert "Coverage as few empty seats as there can be 0 0 – nothing to improve" in text
    assert "Largest unfairness nobody far from their fair share 2 2 0:01 cannot be better" in text
    assert "Preferences wishes, rest, handovers and all else that has a penalty 1,340 200 0:03 going on" in text
    assert "&#34;stage&#34;: &#34;Preferences&#34;" in answer.text


def test_how_far_it_is_comes_as_events_in_the_readers_language_until_it_is_over(store: str, person: Someone) -> None:
    running(store)
    end_job(store, 2, JobState.FAILED, "its process ended before it was done (SIGKILL)")
    answer = person(Role.OPS, "da").get("/board/jobs/2/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    (told,) = events(answer.text)
    assert (told["over"], told["state"]) == (True, "failed")
    assert told["parts"].keys() == {"figures", "stages"}
    assert "Ubesatte pladser" in told["parts"]["figures"]
    assert told["plot"] == {
        "stage": "Hensyn",
        "points": [[1.5, 2.0, 4.2], [1400, 1340, 1340], [10, 200, 200]],
    }


def test_who_follows_is_told_no_more_once_the_service_stops(store: str, person: Someone) -> None:
    running(store)
    lead = person(Role.OPS)
    lead.site.closing.set()
    assert events(lead.get("/board/jobs/2/events").text) == []


def test_a_plan_that_is_stopped_says_who_did_and_what_is_kept(store: str, person: Someone) -> None:
    running(store)
    lead = person(Role.OPS)
    assert lead.send("/board/jobs/2", "/board/jobs/2/stop").headers["location"] == "/board/jobs/2"
    assert "It is stopping, and keeps the best roster" in said(lead.get("/board/jobs/2"))
    end_job(store, 2, JobState.CANCELLED, keep=False)
    text = said(lead.get("/board/jobs/2"))
    assert "Stopped by ops" in text
    assert "It had not found a roster yet." in text
    assert lead.post("/board/jobs/2/stop", csrf=lead.form("/account", "/account/language")["csrf"]).status_code == 409


def test_a_plan_that_is_done_leads_on(store: str, person: Someone) -> None:
    asked(store, effort=0.1)
    before = rosters(store)
    run_job(store, 2)
    (number,) = set(rosters(store)) - set(before)
    text = said(person(Role.OPS).get("/board/jobs/2"))
    assert f"Draft {number} is ready Nothing is published yet." in text
    assert "Time taken" in text
    assert "http-equiv" not in person(Role.OPS).get("/board/jobs/2").text


@pytest.mark.parametrize(
    ("why", "english", "danish"),
    [
        (
            "what it rests on was changed while it was made: ask for it again",
            "What it rests on was changed while it was made: ask for it again.",
            "Det, den hviler på, blev ændret undervejs: bed om den igen.",
        ),
        (
            "its process ended before it was done (SIGKILL)",
            "Its process ended before it was done (SIGKILL).",
            "Dens proces sluttede, før den var færdig (SIGKILL).",
        ),
        ("it was cut off while it was planned", "It was cut off while it was planned.", "Den blev afbrudt undervejs."),
        ("the service ended while it was planned", "The service ended", "Tjenesten sluttede undervejs."),
    ],
)
def test_a_plan_that_failed_says_why_in_the_readers_language(
    store: str, person: Someone, why: str, english: str, danish: str
) -> None:
    running(store)
    end_job(store, 2, JobState.FAILED, why, keep=False)
    assert english in said(person(Role.OPS).get("/board/jobs/2"))
    assert danish in said(person(Role.OPS, "da").get("/board/jobs/2"))


def test_all_plans_are_listed_the_newest_first(store: str, person: Someone) -> None:
    running(store)
    text = said(person(Role.OPS).get("/board/jobs"))
    assert text.index("2099") < text.index("2026")
    assert "planning" in text
    assert "stopped" in text


def test_a_plan_that_nobody_asked_for_is_not_there(person: Someone) -> None:
    lead = person(Role.OPS)
    for path in ("/board/jobs/7", "/board/jobs/7/events", "/board/jobs/99999999999999999999", "/board/jobs/x"):
        assert lead.get(path).status_code == 404, path
    assert lead.post("/board/jobs/7/stop", csrf=lead.form("/account", "/account/language")["csrf"]).status_code == 404


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.FINANCE, Role.VIEWER])
def test_others_do_not_plan(person: Someone, role: Role) -> None:
    somebody = person(role)
    token = somebody.form("/account", "/account/language")["csrf"]
    assert somebody.post("/board/plan", **PLAN, version="0", csrf=token).status_code == 403
    assert somebody.get("/board/jobs/1/events").status_code == 403
    assert Actor("x", role).role is not Role.OPS


def test_the_board_of_a_period_says_that_it_is_being_planned_with_the_way_there_for_whoever_plans(
    store: str, person: Someone
) -> None:
    running(store)
    for role in (Role.OPS, Role.VIEWER):
        answer = person(role).get("/board?period=2099-12")
        assert "is being planned As asta asked." in said(answer)
        assert ('href="/board/jobs/2"' in answer.text) is (role is Role.OPS)
    assert "being planned" not in said(person(Role.OPS).get("/board?period=2099-11"))


def test_a_draft_that_came_of_a_plan_is_a_link_to_its_board(store: str, person: Someone) -> None:
    asked(store, effort=0.1)
    run_job(store, 2)
    lead, roster = person(Role.OPS), seen(store, 2).roster
    for path in ("/board/jobs/2", "/board/jobs"):
        assert f'href="/board?roster={roster}"' in lead.get(path).text
    assert lead.get(f"/board?roster={roster}").status_code == 200


def test_the_log_says_who_asked_and_who_stopped(person: Someone) -> None:
    lead = person(Role.OPS)
    lead.send("/board/plan", "/board/plan", **PLAN)
    lead.send("/board/jobs/2", "/board/jobs/2/stop")
    text = said(lead.get("/log"))
    assert "Asked for a plan job 2: Tue 1 Dec – Thu 31 Dec 2099" in text
    assert "Stopped a plan job 2: Tue 1 Dec – Thu 31 Dec 2099" in text
    assert "Bad om en plan job 2" in said(person(Role.OPS, "da").get("/log"))


def test_older_plans_stand_on_pages_of_their_own(store: str, person: Someone) -> None:
    with open_store(store).transaction() as tx:
        for day in list(Period.parse("2098"))[:54]:
            tx.jobs.add(replace(JOB, period=Period(day, day)))
    lead = person(Role.OPS)
    first = lead.get("/board/jobs")
    older = first.text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = lead.get(older)
    listed = [re.findall(r'href="/board/(?:jobs|repair)/(\d+)"', each.text) for each in (first, second)]
    assert [int(number) for page in listed for number in page] == list(range(55, 0, -1))
    assert len(listed[0]) == 50
    assert 'rel="next"' not in second.text
    assert '<a href="/board/jobs">← The newest</a>' in second.text
    assert "There are no older plans." in said(lead.get("/board/jobs?before=1"))
    assert lead.get("/board/jobs?before=x").status_code == 422
