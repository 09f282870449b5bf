"""Quotes, what-if and risk as pages, in this process; answers are worked out by children, as in a service."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from rostering.domain.errands import Errand
from rostering.domain.jobs import JobState
from rostering.domain.users import Role
from rostering.services.clock import now
from rostering.store import open_store
from samples.closable_firm import load
from samples.errand_work import asked_errand
from samples.own_pages import site_of
from samples.page_people import Person, said, session_of

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
QUOTE, RISK, WHAT_IF = "/questions/quote", "/questions/risk", "/questions/what-if"
ASKED = {"customer": "havn", "from": "2026-11-18", "to": "", "part": "evening", "role": "pim:1"}
LEAVE = {"kind": "add_leave", "consultant": "asta", "from": "2026-11-09", "to": "2026-11-10"}
Someone = Callable[..., Person]


@pytest.fixture
def store(published: str) -> str:
    return published


@pytest.fixture
def person(store: str) -> Iterator[Someone]:
    made: list[Person] = []

    def make(role: Role = Role.OPS, site: Person | None = None) -> Person:
        shared = site.site if site else site_of(store, AT)
        one = Person(store, site=shared).sign_in(session_of(store, role))
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


def errand(lead: Person, answer: httpx.Response) -> Errand:
    """The question that a form led to, once it is over."""
    assert answer.status_code == 303, said(answer)
    return asked_errand(lead.site.errands, lead.store, answer.headers["location"])


def answered(lead: Person, answer: httpx.Response) -> httpx.Response:
    """The page of an answer, once there is one."""
    errand(lead, answer)
    return lead.get(answer.headers["location"])


def ask(lead: Person, **fields: str) -> httpx.Response:
    return lead.send(QUOTE, QUOTE, **{**ASKED, **fields})


def bookings(store: str) -> list[str]:
    with open_store(store).reading() as look:
        return [booking.id for booking in look.inputs().bookings]


def test_a_quote_says_by_whom_and_for_how_much_and_becomes_a_booking(person: Someone, store: str) -> None:
    lead = person()
    asked = ask(lead)
    page = answered(lead, asked)
    assert "Yes, it can be staffed" in said(page)
    assert "Havnekontoret Køl A/S , Wed 18 Nov 2026" in said(page)
    assert "Price 3.750,00 kr. excluding VAT Duties 1" in said(page)
    path = asked.headers["location"]
    assert 'value="B2"' in page.text
    taken = lead.send(path, f"{path}/book", id="B1")
    assert taken.status_code == 409
    assert "There is a booking B1 already" in said(taken)
    done = lead.send(path, f"{path}/book")
    assert done.headers["location"] == path
    assert "It is booked" in said(lead.get(path))
    assert bookings(store) == ["B1", "B2"]
    with open_store(store).reading() as look:
        entry = look.last_logged("book", "booking B2")
        assert entry is not None
        assert entry.after == "B2,havn,2026-11-18,2026-11-18,evening,pim:1,,"


def test_a_quote_is_not_booked_once_what_it_rests_on_has_changed(person: Someone, store: str, tmp_path: Path) -> None:
    lead = person()
    asked = ask(lead)
    answered(lead, asked)
    path = asked.headers["location"]
    form = lead.form(path, f"{path}/book")
    load(store, tmp_path / "firm", leave_csv="consultant,from,to,kind\nelma,2026-11-18,2026-11-18,leave\n")
    answer = lead.post(f"{path}/book", **form)
    assert answer.status_code == 409
    assert "This was changed after you opened the form." in said(answer)
    assert bookings(store) == ["B1"]


def test_a_no_names_who_is_kept_from_it_and_dates_that_can(person: Someone, store: str, tmp_path: Path) -> None:
    leave = "consultant,from,to,kind\nelma,2026-11-18,2026-11-18,leave\nfolke,2026-11-18,2026-11-18,leave\n"
    load(store, tmp_path / "firm", leave_csv=leave)
    lead = person()
    page = answered(lead, ask(lead))
    assert "No, it cannot be staffed" in said(page)
    assert "Elma Tangstrup is on leave on Wed 18 Nov." in said(page)
    assert "/book" not in page.text
    assert page.text.count("Quote these dates") == 3


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"customer": "nobody"}, "customer", "There is no such customer."),
        ({"part": "midnight"}, "part", "There is no such part of the day."),
        ({"to": "2026-11-17"}, "to", "This is before the first date."),
        ({"from": "2026-10-31"}, "from", "The first date that can be booked is Sun 1 Nov 2026."),
        ({"from": "18-11-2026"}, "from", "This is no date"),
        ({"role": ""}, "role", "This has to be filled in."),
        ({"role": "pim:6"}, "role", "2 people have the role PIM."),
        ({"role": "cook:1"}, "role", "There is no role"),
        ({"role": "pim:many"}, "role", "This is not among what can be chosen."),
    ],
)
def test_what_cannot_be_quoted_is_told_beside_its_field(
    person: Someone, fields: dict[str, str], field: str, sentence: str
) -> None:
    lead = person()
    answer = ask(lead, **fields)
    assert answer.status_code == 422
    assert sentence in answer.text.partition(f'id="w-{field}"')[2].partition("</p>")[0]
    assert "questions" not in lead.site.kept


def test_what_the_import_would_refuse_is_told_in_its_words(person: Someone, store: str, tmp_path: Path) -> None:
    load(
        store,
        tmp_path / "firm",
        agreements_csv="customer,package,from,to\nhavn,premium,2024-01-01,2026-11-10\nmolo,premium,2024-01-01,\n",
    )
    answer = ask(person())
    assert answer.status_code == 422
    assert "has no agreement in force on 2026-11-18" in said(answer)


def test_risk_names_roles_that_hang_on_few_and_who_could_step_in(person: Someone) -> None:
    lead = person()
    page = answered(lead, lead.send(RISK, RISK, period="2026-11"))
    told = said(page)
    assert "Single points of failure" in told
    assert "PIM: only Elma Tangstrup and Folke Birkely have the role" in told
    assert "Who could step in" in told
    for period, sentence in (("soon", "is not a period"), ("2026", "This is longer than half a year.")):
        answer = lead.send(RISK, RISK, period=period)
        assert answer.status_code == 422
        assert sentence in said(answer)
    gone = answered(lead, lead.send(RISK, RISK, period="2027-05"))
    assert "There is no answer There is no roster for 2027-05-01..2027-05-31" in said(gone)


def test_changes_are_gathered_checked_and_left_out_again(person: Someone) -> None:
    lead = person()
    added = lead.send(f"{WHAT_IF}?period=2026-11", f"{WHAT_IF}/add", **LEAVE)
    assert added.status_code == 303
    page = lead.get(added.headers["location"])
    assert "Asta Fyrlund is on leave: Mon 9 Nov – Tue 10 Nov 2026" in said(page)
    wrong = lead.send(added.headers["location"], f"{WHAT_IF}/add", **{**LEAVE, "from": "2027-02-01", "to": ""})
    assert wrong.status_code == 422
    assert "Concerns no date of 2026-11-01..2026-11-30." in said(wrong)
    assert "Asta Fyrlund is on leave: Mon 9 Nov" in said(wrong)
    assert 'value="2027-02-01"' in wrong.text
    without = re.findall(r'<a href="(/questions/what-if[^"]*)">Leave it out', page.text)
    assert "None yet" in said(lead.get(without[0]))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "add_leave", "consultant": "", "from": "2026-11-09"}, "add_leave-consultant"),
        ({"kind": "add_agreement", "customer": "havn", "package": "basic"}, "add_agreement-from"),
        ({"kind": "end_agreement", "customer": "havn"}, "end_agreement-to"),
        ({"kind": "cancel_booking"}, "cancel_booking-booking"),
        ({"kind": "set_rule", "rule": "caps.nights"}, "set_rule-value"),
        ({"kind": "add_booking", "customer": "havn", "from": "2026-11-18", "part": "evening"}, "add_booking-role"),
    ],
)
def test_a_change_that_lacks_something_says_so_beside_its_field(
    person: Someone, fields: dict[str, str], field: str
) -> None:
    answer = person().send(f"{WHAT_IF}?period=2026-11", f"{WHAT_IF}/add", **fields)
    assert answer.status_code == 422
    assert "This has to be filled in." in answer.text.partition(f'id="w-{field}"')[2].partition("</p>")[0]


@pytest.mark.parametrize("rule", ["caps", "caps.", ".nights"])
def test_a_rule_without_its_parameter_is_told_in_the_words_of_pages(person: Someone, rule: str) -> None:
    fields = {"kind": "set_rule", "rule": rule, "value": "3"}
    answer = person().send(f"{WHAT_IF}?period=2026-11", f"{WHAT_IF}/add", **fields)
    beside = answer.text.partition('id="w-set_rule-rule"')[2].partition("</p>")[0]
    assert "Write a rule and one of its parameters with a dot between." in beside


def test_a_period_is_planned_both_ways_and_nothing_is_kept(person: Someone, store: str) -> None:
    lead = person()
    added = lead.send(f"{WHAT_IF}?period=2026-11", f"{WHAT_IF}/add", **LEAVE)
    page = answered(lead, lead.send(added.headers["location"], WHAT_IF, thoroughness="quick"))
    told = said(page)
    assert "Asta Fyrlund is on leave: Mon 9 Nov – Tue 10 Nov 2026" in told
    assert "With these changes every seat is filled." in told
    assert "Side by side" in told
    assert "Seats 29 29 29 –" in told
    assert "Change the question" in told
    with open_store(store).reading() as look:
        assert look.version_numbers() == (1,)
        assert len(look.inputs().leave) == 2


def test_a_question_without_a_change_is_none(person: Someone) -> None:
    answer = person().send(f"{WHAT_IF}?period=2026-11", WHAT_IF, thoroughness="quick")
    assert answer.status_code == 422
    assert "Add a change first." in said(answer)


def test_a_question_is_stopped_and_leads_back(person: Someone) -> None:
    lead = person()
    asked = lead.send(RISK, RISK, period="2026-11")
    stopped = lead.post(f"{asked.headers['location']}/stop", csrf=lead.form(QUOTE, QUOTE)["csrf"])
    assert (stopped.status_code, stopped.headers["location"]) == (303, asked.headers["location"])
    found = errand(lead, asked)
    assert found.state in {JobState.CANCELLED, JobState.DONE}


def left(lead: Person, kind: str, about: dict[str, Any], state: JobState, key: str = "left") -> str:
    """The page of a question that ended so, without an answer."""
    with open_store(lead.store).transaction() as tx:
        owner = tx.users.all()[-1].number
        tx.errands.add(Errand(key, owner, kind, about, "en", AT, state, ended=AT))
    return f"/questions/answers/{key}"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (JobState.CANCELLED, "It was stopped before anything was ready: there is no answer."),
        (JobState.FAILED, "Something went wrong in rostering itself: the log says what."),
    ],
)
def test_a_question_of_which_nothing_came_is_asked_again_by_a_click(
    person: Someone, state: JobState, told: str
) -> None:
    lead = person()
    place = left(lead, "risk", {"period": "2026-11-01..2026-11-30", "today": "2026-11-01"}, state)
    assert told in said(lead.get(place))
    again = lead.send(place, f"{place}/again")
    assert "Seats that nobody else could take" in said(answered(lead, again))


def test_what_a_stopped_what_if_has_is_shown_as_that(person: Someone) -> None:
    lead = person()
    url = f"{WHAT_IF}?period=2026-11&change=add_leave+asta%3A2026-11-09..2026-11-10"
    done = errand(lead, lead.send(url, WHAT_IF, thoroughness="quick"))
    place = left(lead, "what_if", dict(done.about), JobState.CANCELLED)
    lead.site.errands._results["left"] = done.owner, done.result
    page = said(lead.get(place))
    assert "It was stopped These are the best rosters found until then." in page
    assert "Side by side" in page


def test_a_what_if_that_goes_on_says_how_far_it_is(person: Someone, store: str) -> None:
    lead = person()
    place = left(lead, "what_if", {"again": WHAT_IF}, JobState.QUEUED, "going")
    progress = {"side": "after", "stage": "unfairness", "penalty": 40, "bound": 30, "seconds_left": 27.0}
    with open_store(store).transaction() as tx:
        tx.errands.claim("going", "another service", now())
    assert "Working it out." in said(lead.get(place))
    with open_store(store).transaction() as tx:
        tx.errands.beat("going", "another service", now(), {**progress, "before_empty": 0})
    page = said(lead.get(place))
    assert "With the changes: Unfairness Penalty 40" in page
    assert "Least possible 30" in page
    assert "As it is: a roster with 0 empty seats With the changes: no roster yet" in page
    lead.send(place, f"{place}/stop")
    assert "Stopping, with what there is" in said(lead.get(place))


def test_an_answer_is_for_whoever_asked(person: Someone) -> None:
    lead = person()
    other = person(site=lead)
    asked = lead.send(RISK, RISK, period="2026-11")
    assert other.get(asked.headers["location"]).headers["location"] == "/questions"
    errand(lead, asked)


def test_the_board_leads_to_questions_for_those_who_may_ask(person: Someone) -> None:
    assert 'href="/questions"' in person().get("/board?period=2026-11").text
    assert 'href="/questions"' not in person(Role.VIEWER).get("/board?period=2026-11").text
    assert "what hangs on whom" in said(person(Role.VIEWER).get("/questions"))
