"""The pages that change a roster by hand and publish it: what they say, and what they refuse."""

from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode

import pytest

from rostering.domain.users import Actor, Role
from rostering.rosters.version import Status
from rostering.services.rosters.edits import assign
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import show
from rostering.store import open_store
from samples.page_fixtures import CONSULTANTS
from samples.page_people import Forms, Person, said, session_of

LEAD = Actor.ops("ida")
SEAT = "preparedness:2026-11-14:backend:1"
PAGE, GIVE = f"/board/seat/{SEAT}?roster=1", f"/board/seat/{quote(SEAT, safe='')}/give"
Someone = Callable[..., Person]


@pytest.fixture
def lead(published: str) -> Iterator[Person]:
    one = Person(published).sign_in(session_of(published, Role.OPS, CONSULTANTS[Role.OPS], "en"))
    yield one
    one.close()


@pytest.fixture
def dane(published: str) -> Iterator[Person]:
    one = Person(published).sign_in(session_of(published, Role.OPS, None, "da"))
    yield one
    one.close()


def numbers(url: str) -> tuple[int, ...]:
    with open_store(url).reading() as reading:
        return reading.version_numbers()


def taker(url: str) -> str:
    held = next(duty.consultant for duty in show(url, 1).version.duties if duty.seat.id == SEAT)
    return "birk" if held == "asta" else "asta"


def test_a_seat_is_given_undone_and_given_again(lead: Person, published: str) -> None:
    to = taker(published)
    answer = lead.send(PAGE, GIVE, to=to)
    assert (answer.status_code, answer.headers["location"]) == (303, "/board?period=2026-11&roster=2")
    board = lead.get("/board?period=2026-11&roster=2")
    assert "One change by hand, since roster 1" in said(board)
    back = lead.send("/board?period=2026-11&roster=2", "/board/drafts/2/undo")
    assert back.headers["location"] == "/board?period=2026-11&roster=1&undone=2"
    undone = back.headers["location"]
    assert "Undone: draft 2 was thrown away" in said(lead.get(undone))
    again = lead.send(undone, GIVE, to=to)
    assert again.headers["location"] == "/board?period=2026-11&roster=3"
    assert [show(published, number).status for number in (2, 3)] == [Status.DISCARDED, Status.DRAFT]


def test_a_draft_is_thrown_away_and_what_stands_is_shown(lead: Person, published: str) -> None:
    assign(published, 1, SEAT, None, "tester")
    gone = lead.send("/board?period=2026-11&roster=2", "/board/drafts/2/discard")
    assert gone.headers["location"] == "/board?period=2026-11&discarded=2"
    assert "Draft 2 was thrown away" in said(lead.get(gone.headers["location"]))
    assert show(published, 2).status is Status.DISCARDED


def test_the_second_of_two_leads_is_told_what_changed_and_keeps_the_form(lead: Person, published: str) -> None:
    form = lead.form(PAGE, GIVE)
    assign(published, 1, SEAT, None, "otto")
    to = taker(published)
    answer = lead.post(GIVE, **{**form, "to": to})
    assert answer.status_code == 409
    text = said(answer)
    assert "This was changed after you opened the form." in text
    assert "otto: draft 2 leaves Backend Sat 14 Nov to nobody." in text
    assert "your choice" in text
    assert "Roster 2 was made from this one." in text
    assert numbers(published) == (1, 2)
    again = lead.run(lead.http.post(GIVE, data={**_sent(answer.text, GIVE), "to": to}))
    assert (again.status_code, numbers(published)) == (303, (1, 2, 3))


def _sent(html: str, action: str) -> dict[str, str]:
    return Forms(html).by_action[action]


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"to": "nobody at all"}, 422, "nobody at all"),
        ({"to": ""}, 422, "This has to be filled in."),
        ({"to": "x" * 101}, 422, "This is longer than 100 characters."),
        ({"to": "a\x00b"}, 422, "There is a character in this that cannot be written."),
        ({"to": "-", "roster": "99"}, 404, "There is no roster 99; the newest is 1."),
        ({"to": "-", "roster": "x"}, 422, "A whole number from 1 to 1000000000."),
        ({"to": "-", "note": "hi"}, 422, "This form has no field"),
        ({"to": "-", "version": ""}, 409, "This form does not say what it was made from"),
        ({"to": "-", "csrf": "x"}, 403, "This form was made before you signed in"),
    ],
)
def test_a_wrong_form_changes_nothing_and_says_why(
    lead: Person, published: str, fields: dict[str, str], status: int, sentence: str
) -> None:
    answer = lead.send(PAGE, GIVE, **fields)
    assert (answer.status_code, numbers(published)) == (status, (1,))
    assert sentence in said(answer)


def test_whoever_holds_the_seat_already_is_not_given_it_anew(lead: Person, published: str) -> None:
    holder = "asta" if taker(published) == "birk" else "birk"
    answer = lead.send(PAGE, GIVE, to=holder)
    assert answer.status_code == 422
    assert "already holds" in said(answer)


def test_a_form_that_is_sent_twice_is_taken_once(lead: Person, published: str) -> None:
    form = {**lead.form(PAGE, GIVE), "to": "-"}
    assert [lead.post(GIVE, **form).status_code for _time in range(2)] == [303, 409]
    assert numbers(published) == (1, 2)


def test_a_draft_is_published_once_everything_is_signed_off(lead: Person, published: str) -> None:
    assign(published, 1, SEAT, None, "tester")
    page = "/board/drafts/2/publish"
    text = said(lead.get(page))
    assert "Publish draft 2" in text
    form = lead.get(page)
    items = _items(form.text)
    kept = _sent(form.text, page)
    body = [("csrf", kept["csrf"]), ("version", kept["version"])]
    half = [(key, "" if key == items[0] else "<b>so</b>") for key in items]
    refused = lead.run(lead.http.post(page, content=_encoded(body + half), headers=FORM))
    assert refused.status_code == 422
    assert "Something is not signed off." in said(refused)
    assert "Say why it may be so." in said(refused)
    assert refused.text.count("&lt;b&gt;so&lt;/b&gt;") == len(items) - 1
    assert show(published, 2).status is Status.DRAFT
    whole = [(key, "nobody is there") for key in items]
    done = lead.run(lead.http.post(page, content=_encoded(body + whole), headers=FORM))
    assert (done.status_code, done.headers["location"]) == (303, "/board?period=2026-11&published=2")
    assert "Roster 2 is published" in said(lead.get(done.headers["location"]))
    log = said(lead.get("/log?record=roster 2"))
    assert "Signed off" in log
    assert "nobody is there" in log
    assert "Nobody holds Backend, Sat 14 Nov" in log
    assert "It cannot be published" in said(lead.get(page))


FORM = {"content-type": "application/x-www-form-urlencoded"}


def _items(html: str) -> list[str]:
    """The fields in which something gets a reason of its own."""
    names = [part.partition('"')[0] for part in html.split('name="reasons.')[1:]]
    return [f"reasons.{name}" for name in names if not name.startswith("rule.")]


def _encoded(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs)


def test_an_older_draft_says_that_it_cannot_be_published(lead: Person, published: str) -> None:
    assign(published, 1, SEAT, None, "tester")
    assign(published, 1, SEAT, taker(published), "tester")
    publish(published, 3, "otto", force=True)
    assert "Roster 2 is older than roster 3" in said(lead.get("/board/drafts/2/publish"))
    assert "It cannot be published" in said(lead.get("/board?period=2026-11&roster=2"))
    csrf = lead.form("/account", "/account/language")["csrf"]
    answer = lead.post("/board/drafts/2/publish", csrf=csrf, version="1")
    assert answer.status_code == 409
    assert show(published, 2).status is Status.DRAFT


def test_the_pages_speak_danish(dane: Person, published: str) -> None:
    assign(published, 1, SEAT, None, "tester")
    assert "Giv den til en anden" in said(dane.get(PAGE))
    assert "Én ændring i hånden siden vagtplan 1" in said(dane.get("/board?period=2026-11&roster=2"))
    assert "Offentliggør kladde 2" in said(dane.get("/board/drafts/2/publish"))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONSULTANT, Role.FINANCE])
def test_nobody_else_is_offered_to_change_anything(published: str, role: Role) -> None:
    assign(published, 1, SEAT, None, "tester")
    somebody = Person(published).sign_in(session_of(published, role, CONSULTANTS[role]))
    board = somebody.get("/board?period=2026-11&roster=2").text
    assert 'id="hand"' not in board
    assert "Publish" not in board
    assert "/give" not in somebody.get(PAGE).text
    somebody.close()


def test_the_store_stays_as_it_is_without_a_sign_off(lead: Person, published: str) -> None:
    assign(published, 1, SEAT, None, "tester")
    page = "/board/drafts/2/publish"
    kept = lead.form(page, page)
    answer = lead.post(page, csrf=kept["csrf"], version=kept["version"])
    assert answer.status_code == 409
    assert "What has to be signed off is something else by now" in said(answer)
    assert show(published, 2).status is Status.DRAFT
