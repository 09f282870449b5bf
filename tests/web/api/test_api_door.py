"""The door of the API: who is let in, what is taken, and how each refusal is said."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from rostering.domain.users import Role
from rostering.services.access.access_tokens import revoke_token
from rostering.services.clock import now
from rostering.store import open_store
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from rostering.web.service.limits import RateLimits
from samples.api_callers import Caller, api_of, new_user, token_of
from samples.api_schemas import faults_of
from samples.page_people import LEAD, session_of

Someone = Callable[..., Caller]
SEAT = "preparedness:2026-12-05:pim:1"


def kind_of(answer: httpx.Response) -> str:
    """The kind of a failure, which has its shape and no other."""
    assert faults_of("show_caller", answer.json(), 422) == []
    assert answer.headers["content-type"] == "application/json"
    return str(answer.json()["error"]["kind"])


def places_of(answer: httpx.Response) -> list[tuple[str, str]]:
    return [(place["place"], place["message"]) for place in answer.json()["error"]["places"]]


@pytest.mark.parametrize("header", ["", "Basic YTpi", "Bearer", "Bearer ", "rostering_x"])
def test_without_a_token_the_answer_is_401(caller: Someone, header: str) -> None:
    answer = caller().get("/me", headers={"authorization": header})
    assert (answer.status_code, kind_of(answer)) == (401, "unauthenticated")
    assert answer.headers["www-authenticate"] == 'Bearer realm="rostering"'


def test_a_token_that_is_unknown_revoked_or_over_is_told_so(caller: Someone, store: str) -> None:
    user = new_user(store, Role.OPS)
    secret = token_of(store, user)
    assert caller(secret=secret).get("/me").status_code == 200
    revoke_token(store, LEAD, 1)
    for bad in (secret, "rostering_" + "x" * 43, "x"):
        answer = caller(secret=bad).get("/me")
        assert (answer.status_code, kind_of(answer)) == (401, "unauthenticated")
        assert answer.headers["www-authenticate"] == 'Bearer realm="rostering", error="invalid_token"'
        assert bad not in answer.text or bad == "x"


def test_a_session_of_a_browser_opens_nothing_here(caller: Someone, store: str) -> None:
    nobody = caller()
    nobody.http.cookies.set("session", session_of(store, Role.OPS), domain="127.0.0.1", path="/")
    answer = nobody.get("/me")
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_no_other_site_may_read_answers(caller: Someone) -> None:
    lead = caller(Role.OPS)
    answer = lead.get("/me", headers={"origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    sent = lead.post("/rosters/1/discard", headers={"origin": "https://elsewhere.example"})
    assert (sent.status_code, kind_of(sent)) == (403, "forbidden")
    preflight = lead.call("OPTIONS", "/me")
    assert (preflight.status_code, kind_of(preflight)) == (405, "not_allowed")


def test_a_smaller_role_than_its_users_is_all_that_a_token_has(caller: Someone, store: str) -> None:
    viewer = caller(secret=token_of(store, new_user(store, Role.OPS), Role.VIEWER))
    assert viewer.get("/rosters").status_code == 200
    answer = viewer.post("/plans", {"period": "2027-02"})
    assert (answer.status_code, kind_of(answer)) == (403, "forbidden")
    assert (
        "by token 1 may not plan: the role is viewer, and it takes one of: ops lead"
        in answer.json()["error"]["message"]
    )


def test_what_a_token_does_stands_in_the_log_with_its_number(caller: Someone, store: str) -> None:
    lead = caller(Role.OPS)
    lead.post("/rosters/1/assign", {"seat": SEAT, "consultant": None})
    with open_store(store).reading() as reading:
        entry = reading.audit_log()[-1]
    assert entry.action == "assign"
    assert entry.who.endswith("by token 1")
    name = entry.who.removesuffix(" by token 1")
    assert lead.get("/log", who=name).json()[0]["entry"] == entry.number


def test_what_is_not_there_is_404(caller: Someone) -> None:
    lead = caller(Role.OPS)
    for path in (
        "/rosters/77",
        "/rosters/1/seats/x",
        "/jobs/9",
        "/log/999",
        "/notices/4",
        "/leave/proposals/3",
        "/links/8/revoke",
    ):
        answer = lead.call("POST" if path.endswith("revoke") else "GET", path)
        assert (answer.status_code, kind_of(answer)) == (404, "bad_call"), path
    nowhere = lead.get("/nowhere")
    assert (nowhere.status_code, kind_of(nowhere)) == (404, "not_found")
    assert "/api/v1/openapi.json" in nowhere.json()["error"]["message"]


def test_a_method_that_is_not_taken_is_405_with_those_that_are(caller: Someone) -> None:
    answer = caller(Role.OPS).call("DELETE", "/users")
    assert (answer.status_code, kind_of(answer), answer.headers["allow"]) == (405, "not_allowed", "HEAD, GET, POST")


def test_parameters_are_refused_each_with_its_place(caller: Someone) -> None:
    lead = caller(Role.OPS)
    answer = lead.get("/windows?period=2026-13&other=1")
    assert (answer.status_code, kind_of(answer)) == (422, "faulty_input")
    period, other = places_of(answer)
    assert period[0] == "period"
    assert period[1].startswith("'2026-13' is not a period")
    assert other == ("other", "nothing of this name is taken here")
    assert places_of(lead.get("/windows")) == [("period", "this is missing")]
    assert places_of(lead.get("/windows?period=2026&period=2027")) == [("period", "this was sent twice")]
    assert places_of(lead.get("/rosters/1?number=2")) == [("number", "this stands in the path")]
    assert lead.get("/rosters/99999999999").status_code == 422
    assert lead.get("/rosters/x").status_code == 422
    assert places_of(lead.get("/windows?period=2000-01-01..2099-12-31"))[0][1].startswith(
        "a period has 1100 dates at most"
    )
    assert places_of(lead.get("/windows?period=1999"))[0][1] == "a period lies from 2000-01-01 to 2099-12-31"
    assert lead.get("/windows?period=%ff").status_code == 400


def test_bodies_are_refused_each_with_its_place(caller: Someone) -> None:
    lead = caller(Role.OPS)
    answer = lead.post("/rosters/1/assign", {"seat": 3, "more": True})
    assert (answer.status_code, kind_of(answer)) == (422, "faulty_input")
    assert sorted(places_of(answer)) == [
        ("consultant", "this is missing"),
        ("more", "nothing of this name is taken here"),
        ("seat", "Input should be a valid string"),
    ]
    broken = lead.call("POST", "/rosters/1/assign", content=b"{", headers={"content-type": "application/json"})
    assert (broken.status_code, kind_of(broken)) == (400, "malformed")
    for said in (b"[]", b"null", b"3"):
        sent = lead.call("POST", "/rosters/1/assign", content=said, headers={"content-type": "application/json"})
        assert (sent.status_code, kind_of(sent)) == (422, "faulty_input")
    for said in (b"\xff", b'"\\ud800"', b"NaN", b"[" * 100_000):
        sent = lead.call("POST", "/rosters/1/assign", content=said, headers={"content-type": "application/json"})
        assert (sent.status_code, kind_of(sent)) == (400, "malformed")


def test_a_body_of_another_kind_is_415_and_a_long_one_413(caller: Someone) -> None:
    lead = caller(Role.OPS)
    form = lead.call("POST", "/rosters/1/assign", data={"seat": SEAT})
    assert (form.status_code, kind_of(form)) == (415, "unsupported")
    long = json.dumps({"seat": "x" * (1 << 20), "consultant": None}).encode()
    large = lead.call("POST", "/rosters/1/assign", content=long, headers={"content-type": "application/json"})
    assert (large.status_code, kind_of(large)) == (413, "too_large")
    more = lead.call("POST", "/rosters/1/discard", content=b"{}", headers={"content-type": "application/json"})
    assert (more.status_code, places_of(more)) == (422, [])


def test_who_asks_too_often_waits(store: str) -> None:
    user = new_user(store, Role.VIEWER)
    for limits, most in ((RateLimits(0, 2), 0), (RateLimits(0, 0), 2)):
        one = Caller(api_of(Site(store, PAGES), limits, most), token_of(store, user))
        assert [one.get("/me").status_code for _ in range(2)] == [200, 200]
        answer = one.get("/me")
        assert (answer.status_code, kind_of(answer)) == (429, "too_many")
        assert 0 < int(answer.headers["retry-after"]) <= 60
        one.close()


def test_a_store_that_is_away_is_503(caller: Someone, store: str) -> None:
    lead = caller(Role.OPS)
    Path(store).write_bytes(b"no database at all" * 500)
    answer = lead.get("/me")
    assert (answer.status_code, kind_of(answer)) == (503, "storage_failed")
    assert answer.headers["retry-after"] == "5"
    assert "no database" not in answer.text


def test_whoever_has_an_answer_already_is_spared_it(caller: Someone) -> None:
    lead = caller(Role.OPS)
    first = lead.get("/rosters/1")
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    again = lead.get("/rosters/1", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert lead.get("/rosters/1", headers={"if-none-match": '"other"'}).status_code == 200
    head = lead.call("HEAD", "/rosters/1")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)
    packed = lead.get("/rosters/1", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == first.json()


def test_long_lists_come_in_parts(caller: Someone) -> None:
    lead = caller(Role.OPS)
    for _ in range(3):
        assert lead.post("/rosters/1/assign", {"seat": SEAT, "consultant": None}).status_code == 201
    first = lead.get("/rosters", limit=2)
    assert [one["roster"] for one in first.json()] == [4, 3]
    assert first.headers["link"] == '</api/v1/rosters?limit=2&before=3>; rel="next"'
    rest = lead.get("/rosters?limit=2&before=3")
    assert [one["roster"] for one in rest.json()] == [2, 1]
    assert "link" not in rest.headers
    assert lead.get("/rosters?limit=501").status_code == 422


def test_what_is_made_has_its_place(caller: Someone) -> None:
    lead = caller(Role.OPS)
    made = lead.post("/rosters/1/assign", {"seat": SEAT, "consultant": None})
    assert (made.status_code, made.headers["location"]) == (201, "/api/v1/rosters/2")
    assert lead.http.base_url.join(made.headers["location"]).path == "/api/v1/rosters/2"
    assert lead.get("/rosters/2").json() == made.json()
    job = lead.post("/plans", {"period": "2027-02", "from": "2027-02-01"})
    assert (job.status_code, job.headers["location"]) == (202, f"/api/v1/jobs/{job.json()['job']}")
    second = lead.post("/plans", {"period": "2027-02"})
    assert (second.status_code, kind_of(second)) == (409, "conflict")


def test_a_consultant_asks_about_themselves_and_nobody_else(caller: Someone) -> None:
    asta = caller(Role.CONSULTANT)
    assert asta.get("/own/duties").json()["consultant"] == "asta"
    assert asta.get("/own/duties", consultant="asta").status_code == 200
    for path in ("/own/duties", "/own/leave", "/links"):
        answer = asta.get(path, consultant="birk")
        assert (answer.status_code, kind_of(answer)) == (403, "forbidden")
    assert asta.post("/links", {"subject": {"kind": "all"}}).status_code == 403
    mine = asta.post("/links", {"subject": {"kind": "consultant", "id": "asta"}, "name": "phone"})
    assert [link["name"] for link in asta.get("/links").json()] == ["phone"]
    assert mine.json()["url"].startswith("http://127.0.0.1:8000/feeds/")
    lead = caller(Role.OPS)
    assert places_of(lead.get("/own/duties")) == [("consultant", "say whose: by id")]
    assert lead.get("/own/duties", consultant="birk").status_code == 200


def test_whose_a_token_is_can_be_asked(caller: Someone) -> None:
    shape = caller(Role.CONSULTANT).get("/me").json()
    assert (shape["role"], shape["consultant"], shape["token"]) == ("consultant", "asta", "script")
    assert shape["expires"] > (now() + timedelta(days=29)).isoformat()
    assert "plan" not in shape["may"]
    assert "enter own leave" in shape["may"]
