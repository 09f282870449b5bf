"""The pages of a consultant in this process: what they show, what they take, and what they refuse."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import httpx
import pytest

from rostering.domain.users import Role
from rostering.store import open_store
from samples.own_pages import TODAY, site_of
from samples.page_people import BASE, Forms, Person, said, session_of

Someone = Callable[..., Person]
CHECK, SEND, WITHDRAW = "/me/leave/check", "/me/leave", "/me/leave/withdraw"
SOON = (TODAY + timedelta(days=70)).isoformat()


@pytest.fixture
def somebody(store: str) -> Iterator[Someone]:
    """Makes somebody in a role at the pages, on a Thursday of November."""
    people: list[Person] = []

    def make(role: Role = Role.CONSULTANT, consultant: str | None = "asta", language: str | None = None) -> Person:
        whose = consultant if role in {Role.CONSULTANT, Role.OPS} else None
        one = Person(store, BASE, site_of(store)).sign_in(session_of(store, role, whose, language))
        people.append(one)
        return one

    yield make
    for one in people:
        one.close()


def state(store: str) -> tuple[object, ...]:
    """All that a form of these pages could change."""
    with open_store(store).reading() as reading:
        return reading.inputs().leave, reading.subscriptions.all(), len(reading.audit_log())


def entry_form(one: Person, page: str = "/me/leave", **fields: str) -> dict[str, str]:
    """The form for leave, filled in."""
    return {**one.form(page, CHECK), "kind": "leave", **fields}


# My duties


def test_the_next_duty_stands_on_top_with_hours_and_customers(somebody: Someone) -> None:
    text = said(somebody().get("/me"))
    assert text.index("Next duty") < text.index("Sat 28 Nov") < text.index("08:00–16:00") < text.index("Then")
    assert "Sat 5 Dec" in text
    assert "nobody: you are alone" in text


def test_danish_is_spoken_to_whoever_wants_it(somebody: Someone) -> None:
    text = said(somebody(language="da").get("/me"))
    assert "Næste vagt" in text
    assert "lør 28. nov." in text


def test_an_ops_lead_who_has_no_duties_says_whose_to_look_at(somebody: Someone) -> None:
    lead = somebody(Role.OPS, None)
    assert 'href="/me?consultant=birk"' in lead.get("/me").text
    assert "Birk Ålund" in said(lead.get("/me?consultant=birk"))
    assert "/me/leave?consultant=birk" in lead.get("/me?consultant=birk").text


@pytest.mark.parametrize("page", ["/me", "/me/leave", "/me/links"])
def test_a_consultant_does_not_look_at_pages_of_others(somebody: Someone, page: str) -> None:
    answer = somebody().get(f"{page}?consultant=birk")
    assert answer.status_code == 403
    assert "for themselves only" in said(answer)
    assert somebody(Role.OPS, None).get(f"{page}?consultant=nobody").status_code == 404


# Leave and wishes


def test_an_entry_is_looked_at_then_stored_and_told(somebody: Someone, store: str) -> None:
    one = somebody()
    looked = one.post(CHECK, **entry_form(one, from_1="2026-12-05", to_1="2026-12-06"))
    assert looked.status_code == 200
    assert "Your published duties" in said(looked)
    before = state(store)
    stored = one.post(SEND, **_form(looked, SEND))
    assert (stored.status_code, stored.headers["location"]) == (303, "/me/leave?month=2026-12&done=entered")
    assert state(store) != before
    assert "Published duties that fall on your leave" in said(one.get(stored.headers["location"]))


def test_an_entry_that_nobody_has_looked_at_is_shown_before_it_is_stored(somebody: Someone, store: str) -> None:
    one, before = somebody(), state(store)
    form = one.form("/me/leave", CHECK)
    answer = one.post(SEND, **{**form, "kind": "leave", "from_1": SOON})
    assert answer.status_code == 200
    assert "Before it is sent" in said(answer)
    assert state(store)[:2] == before[:2]


def test_the_lead_enters_leave_of_somebody_else(somebody: Someone, store: str) -> None:
    lead = somebody(Role.OPS, None)
    looked = lead.post(CHECK, **entry_form(lead, "/me/leave?consultant=birk", from_1=SOON))
    stored = lead.post(SEND, **_form(looked, SEND))
    assert stored.headers["location"] == f"/me/leave?consultant=birk&month={SOON[:7]}&done=entered"
    with open_store(store).reading() as reading:
        assert reading.audit_log()[-1].what == f"leave of birk: {SOON}..{SOON}"
        assert reading.audit_log()[-1].who.startswith("ops")


@pytest.mark.parametrize(
    ("fields", "said_there"),
    [
        ({}, "Say when: a date, or tick days in the calendar."),
        ({"from_1": "24-12-2026"}, "This is no date: write it as 2026-10-24."),
        ({"from_1": "2026-02-30"}, "This is no date: write it as 2026-10-24."),
        ({"from_1": "1999-12-31"}, "A date from Sat 1 Jan 2000 to Thu 31 Dec 2099."),
        ({"from_1": "2026-11-01"}, "This is over: only dates from today on can be put in."),
        ({"from_1": "2098-01-01"}, "Dates up to"),
        ({"from_1": "2027-02-03", "to_1": "2027-02-01"}, "This is before the first day."),
        ({"to_1": "2027-02-01"}, "Say from when."),
        ({"from_3": "2027-02-03", "to_3": "2027-02-01"}, "This is before the first day."),
        ({"day": "tomorrow"}, "This is no date: write it as 2026-10-24."),
        ({"from_1": SOON, "kind": "holiday"}, "This is not among what can be chosen."),
        ({"from_1": SOON, "kind": ""}, "This has to be filled in."),
        ({"from_1": SOON, "wish": "1"}, "This form has no field &#39;wish&#39;."),
        ({"from_1": SOON, "old": "leave 2026-12-24..2026-12-26"}, "This entry is not there any more"),
        ({"from_1": SOON, "old": "x" * 100}, "This is longer than 60 characters."),
        ({"from_1": f"{SOON}\x00"}, "There is a character in this that cannot be written."),
        ({"from_1": SOON, "version": ""}, "This form does not say what it was made from"),
        ({"from_1": SOON, "version": "leave 2026-01-01..2026-01-02"}, "This was changed after you opened the form."),
        ({"from_1": SOON, "version": "x" * 100_000}, "This form does not say what it was made from"),
    ],
    ids=str,
)
@pytest.mark.parametrize("path", [CHECK, SEND])
def test_what_cannot_be_taken_is_told_and_nothing_is_stored(
    somebody: Someone, store: str, path: str, fields: dict[str, str], said_there: str
) -> None:
    one = somebody()
    form, before = entry_form(one), state(store)
    answer = one.post(path, **{**form, "seen": "-", **fields})
    assert 400 <= answer.status_code < 500
    assert said_there.lower() in answer.text.lower()
    assert "Traceback" not in answer.text
    assert state(store) == before


def test_what_was_typed_is_kept_when_it_is_not_taken(somebody: Someone) -> None:
    one = somebody()
    answer = one.post(
        CHECK, **entry_form(one, from_1="2027-02-03", to_1="2027-02-01", from_2="2027-03-01", kind="would_like")
    )
    assert answer.status_code == 422
    for value in ("2027-02-03", "2027-02-01", "2027-03-01"):
        assert f'value="{value}"' in answer.text
    assert 'value="would_like" checked' in answer.text


def test_megabytes_are_refused(somebody: Someone, store: str) -> None:
    one = somebody()
    form, before = entry_form(one), state(store)
    assert one.post(CHECK, **{**form, "old": "x" * 2_000_000}).status_code in {413, 422}
    assert state(store) == before


def test_more_ticks_than_a_form_has_are_refused(somebody: Someone, store: str) -> None:
    one = somebody()
    form, before = entry_form(one), state(store)
    body = "&".join([*(f"{name}={value}" for name, value in form.items() if name != "csrf"), *["day=2027-02-01"] * 600])
    answer = one.post(CHECK, body=f"csrf={form['csrf']}&{body}")
    assert answer.status_code == 422
    assert state(store) == before


@pytest.mark.parametrize("path", [CHECK, SEND, WITHDRAW, "/me/leave/month", "/me/links"])
def test_a_form_for_somebody_else_is_refused(somebody: Someone, store: str, path: str) -> None:
    one = somebody()
    form, before = entry_form(one), state(store)
    fields = {
        WITHDRAW: {"entry": "leave 2026-11-07..2026-11-08"},
        "/me/links": {"name": "phone"},
        SEND: {"kind": "leave", "from_1": SOON, "seen": "-"},
    }.get(path, {"kind": "leave", "from_1": SOON})
    answer = one.post(path, csrf=form["csrf"], version=form["version"], consultant="birk", **fields)
    assert answer.status_code == 403
    assert state(store) == before


def test_a_form_that_is_sent_again_is_stale_and_stores_nothing_more(somebody: Someone, store: str) -> None:
    one = somebody()
    form = _form(one.post(CHECK, **entry_form(one, from_1=SOON)), SEND)
    assert one.post(SEND, **form).status_code == 303
    before = state(store)
    answer = one.post(SEND, **form)
    assert answer.status_code == 409
    assert "New since then: leave," in said(answer)
    assert f'value="{SOON}"' in answer.text
    assert state(store) == before


def test_another_month_keeps_what_was_ticked(somebody: Someone) -> None:
    one = somebody()
    form = entry_form(one, day="2026-11-30", month="2027-02")
    answer = one.post("/me/leave/month", **form)
    assert answer.status_code == 200
    assert "February 2027" in said(answer)
    assert 'name="day" value="2026-11-30" checked' in answer.text


@pytest.mark.parametrize("month", ["2026-13", "0000-01", "9999-12", "next", "", "2026"])
def test_a_month_that_is_none_is_this_one(somebody: Someone, month: str) -> None:
    assert "November 2026" in said(somebody().get(f"/me/leave?month={month}"))


def test_the_leave_of_others_is_told_as_away_alone(somebody: Someone) -> None:
    lead, one = somebody(Role.OPS, None), somebody()
    looked = lead.post(CHECK, **entry_form(lead, "/me/leave?consultant=birk", from_1=SOON))
    lead.post(SEND, **_form(looked, SEND))
    text = said(one.post(CHECK, **entry_form(one, from_1=SOON, kind="rather_not")))
    assert "Birk Ålund away" in text
    assert "leave" not in text.partition("Away in your roles")[2].lower()


# Links


def test_a_link_is_shown_once_with_webcal_and_a_code(somebody: Someone) -> None:
    one = somebody()
    answer = one.send("/me/links", "/me/links", name="phone")
    assert answer.status_code == 200
    assert "webcal://127.0.0.1:8000/feeds/" in answer.text
    assert 'class="qr"' in answer.text
    assert " style=" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    secret = answer.text.partition("webcal://127.0.0.1:8000/feeds/")[2].partition("/")[0]
    assert one.http.base_url.host == "127.0.0.1"
    assert one.get(f"/feeds/{secret}/rostering.ics").status_code == 200
    listed = one.get("/me/links")
    assert secret not in listed.text
    assert "phone" in said(listed)


def test_a_link_is_named_where_it_cannot_be_made(somebody: Someone, store: str) -> None:
    one, before = somebody(), state(store)
    for fields, words in [
        ({"name": ""}, "This has to be filled in."),
        ({"name": "x" * 61}, "This is longer than 60 characters."),
        ({"name": "a\nb"}, "This has to be on one line."),
        ({"name": "p", "language": "sv"}, "This is not among what can be chosen."),
        ({"name": "p", "alarm": "99999999"}, "A whole number from 0 to 40320."),
        ({"name": "p", "alarm": "soon"}, "A whole number from 0 to 40320."),
        ({"name": "p", "purpose": "leave"}, "This form has no field"),
    ]:
        answer = one.send("/me/links", "/me/links", **fields)
        assert answer.status_code == 422
        assert words in said(answer).replace("&#39;", "'")
    assert state(store)[:2] == before[:2]


def test_links_of_others_and_links_that_are_not_there_stay_as_they_are(somebody: Someone, store: str) -> None:
    other, one = somebody(consultant="birk"), somebody()
    other.send("/me/links", "/me/links", name="phone")
    form, before = one.form("/me/links", "/me/links"), state(store)
    for number, status in (("1", 403), ("99", 404), ("9" * 40, 404)):
        for act in ("rotate", "revoke"):
            answer = one.post(f"/me/links/{number}/{act}", csrf=form["csrf"], version=form["version"])
            assert answer.status_code == status
    assert state(store) == before


def test_a_link_that_was_revoked_elsewhere_is_told(somebody: Someone) -> None:
    one, other = somebody(), somebody(Role.OPS, None)
    one.send("/me/links", "/me/links", name="phone")
    form = one.form("/me/links", "/me/links/1/rotate")
    assert other.send("/me/links?consultant=asta", "/me/links/1/revoke").status_code == 303
    answer = one.post("/me/links/1/rotate", **form)
    assert answer.status_code == 409
    assert "Link 1 was revoked" in said(answer)


def _form(answer: httpx.Response, action: str) -> dict[str, str]:
    return Forms(answer.text).by_action[action]
