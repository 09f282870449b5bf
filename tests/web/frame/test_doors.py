"""The door of every page: languages, headers, forms, errors, secrets."""

import gzip
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rostering.domain.rights import Action
from rostering.domain.users import Role
from rostering.errors import BadCall, Conflict, Empty, Fault, FaultyInput, Refused, Stale, StorageFailed, Unknown
from rostering.language import _
from rostering.services.clock import now
from rostering.web.frame.asked import Asked
from rostering.web.frame.bodies import MOST_PAIRS
from rostering.web.frame.environment import environment
from rostering.web.frame.fields import DateField, Fields, Secret, Several, Text, Whole
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.refusals import TooMany
from rostering.web.frame.rendering import POLICY, stream
from rostering.web.frame.site import Site, address
from rostering.web.map import PAGES
from rostering.web.service.replies import HTML, Reply
from samples.page_people import Forms, Person, said, session_of

Someone = Callable[..., Person]
ERRORS = {
    "bad": (BadCall("this makes no sense"), 422),
    "conflict": (Conflict("this is taken"), 409),
    "empty": (Empty("nothing is here yet"), 404),
    "faulty": (FaultyInput([Fault("note", "is wrong", "make it right"), Fault("", "all of it is")]), 422),
    "refused": (Refused("the answer is no"), 422),
    "stale": (Stale("changed meanwhile", ["root published roster 3"]), 409),
    "storage": (StorageFailed("the store /var/lib/x.db is damaged"), 503),
    "toomany": (TooMany(61), 429),
    "unknown": (Unknown("there is no roster 9"), 404),
    "crash": (ZeroDivisionError("secret-detail"), 500),
}
FORM = Fields(
    Text("note", longest=20),
    DateField("day", required=False),
    Whole("number", required=False, most=9),
    Several("who", of=Text("who", longest=5), required=False),
)
TEMPLATE = """{% import "components/macros.html" as c %}{{ c.wrong(form) }}
{{ c.field(form, "note", "Note") }}{{ c.field(form, "day", "Day", "date") }}{{ c.field(form, "number", "Number") }}
{{ c.field(form, "who", "Who") }}"""
taken: list[Asked] = []


async def fail(asked: Asked) -> Reply:
    raise ERRORS[asked.param("what")][0]


async def show(asked: Asked) -> Reply:
    return Reply(200, environment().from_string(TEMPLATE).render(form=asked.form).encode(), HTML)


async def take(asked: Asked) -> Reply:
    taken.append(asked)
    if asked.form.text("note") in ERRORS:
        raise ERRORS[asked.form.text("note")][0]
    return Reply(200, b"taken")


async def tell(asked: Asked) -> Reply:
    async def chunks() -> AsyncIterator[bytes]:
        for number in range(3):
            yield f"data: {_('Week {number}', number=number)}\n\n".encode()

    return stream(asked, chunks())


SAMPLES = (
    Page("/events", "events", READ, Action.START, tell),
    Page("/fail/{what}", "fail", (*READ, *SEND), Action.START, fail, Fields(Text("note"))),
    Page("/fail/secretly/{what}", "fail_secretly", SEND, Action.START, fail, Fields(Secret("note"))),
    Page("/form", "form", READ, Action.START, show, query=Fields(Whole("number", required=False, most=9))),
    Page("/form", "form", SEND, Action.START, take, FORM, again=show),
)


@pytest.fixture
def somebody(store: str) -> Iterator[Person]:
    """An ops lead at a service that has pages made for these tests."""
    taken.clear()
    made = Person(store, site=Site(store, (*PAGES, *SAMPLES)))
    yield made.sign_in(session_of(store, Role.OPS))
    made.close()


def token(somebody: Person) -> str:
    return somebody.form("/account", "/account/language")["csrf"]


def test_every_page_keeps_browsers_from_loading_or_running_anything_else(person: Someone) -> None:
    answer = person().get("/sign-in")
    assert answer.headers["content-security-policy"] == POLICY
    assert POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"


def test_no_page_has_a_style_or_a_script_or_a_handler_in_it(somebody: Person) -> None:
    for path in ("/account", "/components", "/fail/bad", "/nowhere"):
        html = somebody.get(path).text
        assert "</html>" in html
        assert not re.search(r"<style|\sstyle=|<script(?! src=)|\son\w+=|hx-on|js:|javascript:", html)


def test_pages_speak_the_language_of_the_browser_until_somebody_has_chosen_one(person: Someone) -> None:
    danish = {"accept_language": "nb, da-DK;q=0.9, en;q=0.8"}
    answer = person().get("/sign-in", **danish)
    assert answer.headers["content-language"] == "da"
    assert '<html lang="da">' in answer.text
    assert "Log ind" in said(answer)
    chosen = person(Role.OPS, language="en").get("/account", **danish)
    assert chosen.headers["content-language"] == "en"
    assert "Sign out everywhere" in said(chosen)


@pytest.mark.parametrize("what", ERRORS)
def test_an_error_is_a_page_with_its_status_and_a_sentence(somebody: Person, what: str) -> None:
    error, status = ERRORS[what]
    answer = somebody.get(f"/fail/{what}")
    assert answer.status_code == status
    assert "secret-detail" not in answer.text
    assert "/var/lib" not in answer.text
    if what not in {"storage", "crash", "faulty"}:
        sentence = str(error).partition("\n")[0]
        assert f"{sentence[0].upper()}{sentence[1:]}." in said(answer)


def test_a_store_that_is_away_is_told_and_tried_again(somebody: Person) -> None:
    answer = somebody.get("/fail/storage")
    assert answer.headers["retry-after"] == "5"
    assert '<meta http-equiv="refresh" content="5">' in answer.text
    assert "nothing is lost" in said(answer)


def test_what_was_typed_can_be_sent_again_once_the_store_is_back(somebody: Person) -> None:
    fields = {"note": 'a "long" <story>', "csrf": token(somebody), "version": "7"}
    answer = somebody.post("/fail/storage", **fields)
    assert answer.status_code == 503
    assert "refresh" not in answer.text
    again = Forms(answer.text).by_action["/fail/storage"]
    assert (again["note"], again["version"]) == ('a "long" <story>', "7")
    hidden = somebody.post("/fail/secretly/storage", **fields)
    assert "story" not in hidden.text


def test_a_store_that_is_not_there_any_more_is_away(somebody: Person) -> None:
    csrf = token(somebody)
    Path(somebody.store).unlink()
    for answer in (somebody.get("/account"), somebody.get("/sign-in"), somebody.get("/nowhere")):
        assert answer.status_code == 503
        assert "The store is away" in said(answer)
    kept = somebody.post("/form", note="typed", csrf=csrf)
    assert kept.status_code == 503
    assert 'value="typed"' in kept.text


def test_a_crash_is_logged_without_what_was_asked_for(somebody: Person, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = somebody.get("/fail/crash")
    assert "Something went wrong here" in said(answer)
    assert "ZeroDivisionError" in caplog.text
    assert "secret-detail" not in caplog.text


def test_changes_that_overtook_a_form_are_told_with_it(somebody: Person) -> None:
    answer = somebody.post("/form", note="stale", csrf=token(somebody))
    assert answer.status_code == 409
    assert "Changed meanwhile." in said(answer)
    assert "Root published roster 3." in said(answer)


def test_a_form_that_is_not_taken_is_shown_again_with_what_was_typed(somebody: Person) -> None:
    taken.clear()
    wrong = {"note": "x" * 21, "day": "2026-02-30", "number": "ten", "csrf": token(somebody)}
    answer = somebody.post("/form", **wrong)
    assert answer.status_code == 422
    assert taken == []
    for typed in ("x" * 21, "2026-02-30", "ten"):
        assert f'value="{typed}"' in answer.text
    for sentence in ("is longer than 20 characters", "is no date", "a whole number from 0 to 9"):
        assert sentence in answer.text.lower()


def test_a_form_has_the_values_that_were_typed(somebody: Person) -> None:
    csrf = token(somebody)
    body = f"note=+fine+&day=2026-10-24&number=7&who=anna&who=&who=bo&version=12&csrf={csrf}"
    assert somebody.post("/form", body).text == "taken"
    (asked,) = taken
    assert asked.form.text("note") == "fine"
    assert str(asked.form.day("day")) == "2026-10-24"
    assert asked.form.whole("number") == 7
    assert asked.form.several("who", str) == ("anna", "bo")
    assert asked.form.version == "12"


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        ("note=x&other=1", 422, "This form has no field &#39;other&#39;."),
        ("note=x&note=y", 422, "This was sent twice."),
        ("note=a%00b", 422, "There is a character in this that cannot be written."),
        ("note=%E2%80%AEtxt", 422, "There is a character in this that cannot be written."),
        ("note=a%0Ab", 422, "This has to be on one line."),
        ("note=+", 422, "This has to be filled in."),
        ("", 422, "This has to be filled in."),
        ("note=%FF", 422, "What was sent is not a form of this page."),
        ("note=x&day=1999-12-31", 422, "A date from Sat 1 Jan 2000 to Thu 31 Dec 2099."),
        ("note=x&day=20261024", 422, "This is no date: write it as 2026-10-24."),
        ("note=x&number=-1", 422, "A whole number from 0 to 9."),
        ("note=x&number=9999999999999999999", 422, "A whole number from 0 to 9."),
        ("note=x&" + "who=a&" * 501, 422, "These are more than 500."),
        ("note=x&" + "who=a&" * (MOST_PAIRS + 1), 422, "What was sent is not a form of this page."),
        ("note=" + "x" * (1 << 20), 422, "This is longer than 20 characters."),
        ("note=" + "x" * (1 << 21), 413, "This is more than a form can take."),
    ],
    ids=range(16),
)
def test_what_nobody_types_is_told_in_a_sentence_and_not_taken(
    somebody: Person, body: str, status: int, sentence: str
) -> None:
    answer = somebody.post("/form", f"{body}&csrf={token(somebody)}")
    assert answer.status_code == status
    assert sentence in answer.text
    assert taken == []
    assert len(answer.text) < 30_000


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain"])
def test_only_forms_are_taken(somebody: Person, kind: str) -> None:
    answer = somebody.run(somebody.http.post("/form", content=b"{}", headers={"content-type": kind}))
    assert answer.status_code == 422
    assert "What was sent is not a form of this page." in answer.text


def test_a_form_made_for_another_session_is_shown_again(somebody: Person, person: Someone) -> None:
    answer = somebody.post("/form", note="typed", csrf=token(person(Role.OPS)))
    assert answer.status_code == 403
    assert "This form was made before you signed in, or too long ago: send it once more." in answer.text
    assert taken == []


def test_a_token_differs_each_time_and_each_is_good(somebody: Person) -> None:
    tokens = {token(somebody) for _ in range(3)}
    assert len(tokens) == 3
    assert [somebody.post("/form", note="x", csrf=each).text for each in tokens] == ["taken"] * 3


@pytest.mark.parametrize("csrf", ["x", "é", "AAAA", "A" * 88, "%"])
def test_a_token_that_is_none_is_refused(somebody: Person, csrf: str) -> None:
    assert somebody.post("/form", note="x", csrf=csrf).status_code == 403


def test_a_question_that_makes_no_sense_is_told_and_what_a_page_does_not_know_left_aside(somebody: Person) -> None:
    assert somebody.get("/form?number=4&utm_source=mail").status_code == 200
    answer = somebody.get("/form?number=ten")
    assert answer.status_code == 422
    assert "A whole number from 0 to 9." in said(answer)
    assert somebody.get("/form?number=%FF").status_code == 422
    assert somebody.post("/form?number=%FF", note="x", csrf=token(somebody)).status_code == 422


def test_a_part_of_a_page_is_told_in_a_part(somebody: Person) -> None:
    answer = somebody.get("/fail/conflict", hx_request="true", hx_request_type="partial")
    assert answer.status_code == 409
    assert answer.text.startswith('<div class="banner bad" role="alert">')


def test_a_part_of_a_page_that_wants_signing_in_sends_the_whole_page_there(person: Someone) -> None:
    answer = person().get("/account", hx_request="true")
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/sign-in?next=%2Faccount")


def test_pages_are_packed_for_who_takes_it(person: Someone) -> None:
    nobody = person()
    plain = nobody.get("/sign-in")
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept-Encoding"
    request = nobody.http.build_request("GET", "/sign-in", headers={"accept-encoding": "gzip, br"})
    answer = nobody.run(nobody.http.send(request, stream=True))
    body = b"".join(nobody.run(_chunks(answer)))
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(body) < len(plain.content)
    assert gzip.decompress(body).startswith(b"<!doctype html>")


async def _chunks(answer: object) -> list[bytes]:
    return [chunk async for chunk in answer.aiter_raw()]  # type: ignore[attr-defined]


def test_a_head_has_the_length_of_the_page_and_no_body(somebody: Person) -> None:
    answer = somebody.run(somebody.http.head("/nowhere"))
    assert (answer.status_code, answer.content) == (404, b"")
    assert int(answer.headers["content-length"]) > 500


def test_where_there_is_nothing_people_get_a_page_and_programs_a_line(person: Someone) -> None:
    nobody = person()
    assert "There is nothing here" in said(nobody.get("/nowhere"))
    plain = nobody.get("/nowhere", accept="application/json")
    assert (plain.status_code, plain.text) == (404, "not found\n")


def test_behind_https_cookies_are_for_this_host_alone(person: Someone) -> None:
    (cookie,) = person(base="https://vagt.example.org").get("/sign-in").headers.get_list("set-cookie")
    assert re.fullmatch(r"__Host-visit=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure", cookie)
    (cookie,) = person().get("/sign-in").headers.get_list("set-cookie")
    assert re.fullmatch(r"visit=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax", cookie)


def test_a_session_that_is_over_is_forgotten(person: Someone) -> None:
    answer = person().sign_in("x" * 43).get("/account")
    assert answer.status_code == 303
    assert "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0" in answer.headers.get_list("set-cookie")


def test_a_reply_may_come_bit_by_bit_in_the_language_of_whoever_asks(somebody: Person) -> None:
    answer = somebody.get("/events", accept_language="da")
    assert answer.headers["content-type"] == "text/event-stream"
    assert answer.headers["x-accel-buffering"] == "no"
    assert "content-length" not in answer.headers
    assert answer.text == "data: Uge 0\n\ndata: Uge 1\n\ndata: Uge 2\n\n"
    assert somebody.run(somebody.http.head("/events")).content == b""


def test_addresses_are_made_of_names() -> None:
    site = Site("x", (*PAGES, *SAMPLES))
    assert site.url("fail", what="a/b c") == "/fail/a%2Fb%20c"
    assert site.url("form", number=3, note="") == "/form?number=3"
    assert address("/jobs/{job:int}", {"job": 4, "x": "å"}) == "/jobs/4?x=%C3%A5"
    with pytest.raises(KeyError):
        site.url("nowhere")


def test_a_site_keeps_time_by_its_own_clock(store: str) -> None:
    assert replace(Site(store, ()), clock=now).clock() == now()
