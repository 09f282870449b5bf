"""Leave sent in by a secret link: proposed, ticked, refused with reasons; and nothing of what the entries say."""

import asyncio
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.routing import Route, Router

from rostering.domain.subscriptions import Purpose
from rostering.domain.users import Actor
from rostering.feeds.leave.guard import AT_ONCE
from rostering.services.inputs import leave
from rostering.services.links.subscriptions import links, revoke_link
from rostering.web.leave.leave_route import A_MINUTE, MOST_WAITING, LeaveRoute, routes
from rostering.web.service.guard import RequestGuard
from rostering.web.service.limits import RateMeter
from samples.web_firm import ASTA, BIRK, PATIENCE, Clock, secret_of

FIRST = datetime.now().astimezone().date() + timedelta(days=60)
LAST = FIRST + timedelta(days=4)
JSON = {"accept": "application/json"}
CALENDAR = {"content-type": "text/calendar"}
TABLE = {"content-type": "text/csv"}
NO_FILE = b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\na text\r\n--x--'


def calendar(first: date = FIRST) -> bytes:
    events = [
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}\nDURATION:P5D",
        f"DTSTART;VALUE=DATE:{first + timedelta(days=9):%Y%m%d}\nTRANSP:TRANSPARENT",
    ]
    body = "".join(f"BEGIN:VEVENT\nSUMMARY:Operation <b>\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n".encode()


class Sender:
    """Requests to the leave pages in this process."""

    def __init__(self, store: str, clock: Clock) -> None:
        app = RequestGuard(
            Router(routes(store, clock, tolerance=0, patience=PATIENCE), redirect_slashes=False), RateMeter(0)
        )
        self.runner = asyncio.Runner()
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="https://vagt.example.org")

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        answer: httpx.Response = self.runner.run(self.http.request(method, path, **more))
        return answer


@pytest.fixture
def sender(store: str, clock: Clock) -> Iterator[Sender]:
    sender = Sender(store, clock)
    yield sender
    sender.runner.run(sender.http.aclose())
    sender.runner.close()


@pytest.fixture
def path(store: str) -> str:
    return f"/leave/{secret_of(store, purpose=Purpose.LEAVE)}"


def test_pages_and_ticks_do_not_wait_behind_files(sender: Sender, path: str) -> None:
    sender.ask("POST", path, content=calendar(), headers=CALENDAR)

    async def asked() -> list[int]:
        files = [asyncio.ensure_future(sender.http.post(path, content=calendar(), headers=CALENDAR)) for _ in range(3)]
        try:
            await asyncio.sleep(0.5)  # until the files hold every reader
            others = [sender.http.get(path), sender.http.post(path, json={"proposal": 1, "items": [1]})]
            answers = await asyncio.wait_for(asyncio.gather(*others), 20)
            return [answer.status_code for answer in answers] + [sum(file.done() for file in files)]
        finally:
            for _ in range(2):
                AT_ONCE.release()
            await asyncio.gather(*files)

    for _ in range(2):
        AT_ONCE.acquire()
    assert sender.runner.run(asked()) == [200, 200, 0]


def test_the_page_asks_for_a_file_and_loads_nothing(sender: Sender, path: str) -> None:
    answer = sender.ask("GET", path)
    assert answer.status_code == 200
    assert "Leave of Asta Fyrlund" in answer.text
    assert '<form method="post" enctype="multipart/form-data">' in answer.text
    assert not [word for word in ("<script", "src=", "<link", "@import", "url(", "action=") if word in answer.text]
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "form-action 'self'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert sender.ask("HEAD", path).content == b""


def test_a_file_is_answered_with_what_it_proposes_to_be_ticked(sender: Sender, path: str, store: str) -> None:
    page = sender.ask("POST", path, files={"file": ("Operation.ics", calendar())}).text
    assert f'value="1" checked>\n{FIRST} to {LAST}</label>' in page
    assert f'value="2">\n{FIRST + timedelta(days=9)}</label>' in page
    assert "marked free" in page
    assert 'name="proposal" value="1"' in page
    assert "Operation" not in page
    assert sender.ask("GET", path).text == page
    assert [each.source for each in leave.proposals(store)] == ["upload.ics"]


@pytest.mark.parametrize(
    "sent",
    [
        {"content": calendar(), "headers": JSON | CALENDAR},
        {"content": calendar(), "headers": JSON | {"content-type": "application/octet-stream"}},
        {"files": {"file": ("f", calendar())}, "headers": JSON},
    ],
)
def test_programs_send_bodies_as_they_are_and_get_json(sender: Sender, path: str, sent: dict[str, Any]) -> None:
    answer = sender.ask("POST", path, **sent)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    shape = answer.json()
    assert (shape["proposal"], shape["consultant"], shape["state"]) == (1, "asta", "proposed")
    assert [(item["from"], item["ticked"]) for item in shape["items"]] == [
        (str(FIRST), True),
        (str(FIRST + timedelta(days=9)), False),
    ]
    assert sender.ask("GET", path, headers=JSON).json() == {"consultant": "asta", "proposals": [shape]}


def test_a_table_is_taken_too(sender: Sender, path: str) -> None:
    table = f"from;to\n{FIRST};{LAST}\n".encode()
    ways: list[dict[str, Any]] = [
        {"content": table, "headers": {**JSON, "content-type": "text/csv; charset=utf-8"}},
        {"files": {"file": ("leave.CSV", table)}, "headers": JSON},
        {"files": {"file": ("leave.tsv", table.replace(b";", b"\t"))}, "headers": JSON},
        {"content": table.replace(b";", b"\t"), "headers": {**JSON, "content-type": "text/tab-separated-values"}},
    ]
    for more in ways:
        shape = sender.ask("POST", path, **more).json()
        assert (shape["source"], shape["items"][0]["to"]) == ("upload.csv", str(LAST))


def test_ticks_are_kept_and_wait_to_be_accepted(sender: Sender, path: str, store: str) -> None:
    sender.ask("POST", path, content=calendar(), headers=CALENDAR)
    page = sender.ask("POST", path, data={"proposal": "1", "item": ["2"]}).text
    assert "Thank you" in page
    assert 'value="1">' in page
    assert 'value="2" checked>' in page
    assert leave.proposal(store, 1).chosen == (2,)
    ticked = sender.ask("POST", path, json={"proposal": 1, "items": [1, 2]}, headers=JSON).json()
    assert [item["ticked"] for item in ticked["items"]] == [True, True]
    assert sender.ask("POST", path, data={"proposal": "1"}, headers=JSON).json()["state"] == "chosen"
    assert leave.proposal(store, 1).ticked == ()
    leave.accept(store, 1, "lead", [1])
    assert sender.ask("POST", path, data={"proposal": "1", "item": ["2"]}).status_code == 409


def test_nobody_ticks_what_is_somebody_elses(sender: Sender, path: str, store: str) -> None:
    leave.propose(store, "f.ics", calendar(), BIRK.id, "tester")
    answer = sender.ask("POST", path, json={"proposal": 1, "items": [1]}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["message"].startswith("there is no proposal 1")
    assert sender.ask("GET", path, headers=JSON).json()["proposals"] == []


def test_faults_are_told_and_nothing_is_kept(sender: Sender, path: str, store: str) -> None:
    old = calendar().replace(b"BEGIN:VEVENT", b"VERSION:1.0\nBEGIN:VEVENT", 1)
    answer = sender.ask("POST", path, content=old, headers={**JSON, **CALENDAR})
    assert answer.status_code == 422
    assert answer.json()["faults"] == [
        {
            "place": "upload.ics:1",
            "message": "is a vCalendar 1.0, which is not read",
            "hint": "export it as iCalendar, VERSION:2.0",
        }
    ]
    page = sender.ask("POST", path, files={"file": ("f.ics", old)})
    assert page.status_code == 422
    assert "upload.ics:1: is a vCalendar 1.0" in page.text
    columns = sender.ask("POST", path, content=b"from,to,<script>\n", headers={"content-type": "text/csv"})
    assert "<script" not in columns.text
    assert "unknown column '<script>'" in unescape(columns.text)
    assert leave.proposals(store, answered=True) == ()


def test_faults_are_told_in_the_language_of_the_link_and_in_english_to_programs(sender: Sender, store: str) -> None:
    path = f"/leave/{secret_of(store, ASTA, Purpose.LEAVE, language='da')}"
    old = calendar().replace(b"BEGIN:VEVENT", b"VERSION:1.0\nBEGIN:VEVENT", 1)
    page = sender.ask("POST", path, files={"file": ("f.ics", old)})
    assert "upload.ics:1: er en vCalendar 1.0, som ikke læses (eksportér den som iCalendar, VERSION:2.0)" in page.text
    for sent, told in ((b"", "er ikke det, den giver sig ud for"), (b"x" * (3 << 20), "er for stor (højst 1 MiB)")):
        answer = sender.ask("POST", path, content=sent, headers={"content-type": "multipart/form-data; boundary=x"})
        assert told in answer.text
    shape = sender.ask("POST", path, content=old, headers={**JSON, **CALENDAR}).json()
    assert shape["faults"][0]["message"] == "is a vCalendar 1.0, which is not read"


def test_the_answer_is_of_the_file_just_sent(sender: Sender, path: str) -> None:
    for old, new, reasons in (
        (b"DURATION:P5D", b"RRULE:FREQ=SECONDLY", ["repeats more often than leave does"]),
        (b"DURATION:P5D", b"STATUS:CANCELLED", ["is cancelled"]),
        (b"DURATION:P5D", b"DTEND:soon", ["has a date that cannot be read"]),
    ):
        only = calendar().replace(old, new).replace(b"TRANSP:TRANSPARENT", b"STATUS:CANCELLED\nDURATION:-P1D")
        answer = sender.ask("POST", path, content=only, headers={**JSON, **CALENDAR})
        assert answer.status_code == 200
        told = {skipped["reason"] for skipped in answer.json()["skipped"]}
        assert told == {*reasons, "has a date that cannot be read"}
        assert answer.json()["items"] == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"\x89PNG", "image/png", 415),
        (b"", "", 415),
        (b"{", "application/json", 400),
        (b"[" * 60_000, "application/json", 400),
        (b'{"proposal": true, "items": [1]}', "application/json", 400),
        (b'{"proposal": 1, "items": [-1]}', "application/json", 400),
        (b'{"proposal": 1, "items": 1}', "application/json", 400),
        (b"item=1", "application/x-www-form-urlencoded", 400),
        (b"proposal=1&item=x", "application/x-www-form-urlencoded", 400),
        (b"nothing", "multipart/form-data", 400),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x", 400),
        (NO_FILE, "multipart/form-data; boundary=x", 400),
        (b"x" * ((1 << 20) + 1), "text/calendar", 413),
        (b"x" * ((1 << 16) + 1), "application/json", 413),
        (b"x" * ((1 << 20) + (1 << 16) + 1), "multipart/form-data; boundary=x", 413),
    ],
)  # fmt: skip
def test_a_body_that_is_not_taken_is_told_so(sender: Sender, path: str, body: bytes, kind: str, status: int) -> None:
    answer = sender.ask("POST", path, content=body, headers={**JSON, "content-type": kind})
    assert (answer.status_code, len(answer.json()["faults"])) == (status, 1)


def test_a_file_in_a_form_may_be_as_large_as_any_other_and_no_larger(sender: Sender, path: str) -> None:
    whole = calendar().ljust(1 << 20)
    assert sender.ask("POST", path, files={"file": ("f.ics", whole)}).status_code == 200
    assert sender.ask("POST", path, files={"file": ("f.ics", whole + b" ")}).status_code == 413


def test_a_body_without_a_length_is_cut_off_while_it_is_read(sender: Sender, path: str) -> None:
    given: list[int] = []

    async def endless() -> Any:
        while True:
            given.append(1)
            yield b"x" * (1 << 16)

    answer = sender.ask("POST", path, content=endless(), headers={**JSON, **CALENDAR})
    assert answer.status_code == 413
    assert len(given) == 17


@pytest.mark.parametrize("secret", ["a" * 43, "short", "a" * 44, "a" * 42 + "!"])
def test_who_has_no_link_finds_nothing(sender: Sender, secret: str) -> None:
    for method in ("GET", "POST"):
        answer = sender.ask(method, f"/leave/{secret}")
        assert (answer.status_code, answer.content) == (404, b"not found\n")


def test_a_link_for_reading_sends_nothing_in(sender: Sender, store: str) -> None:
    assert sender.ask("GET", f"/leave/{secret_of(store)}").status_code == 404


def test_a_link_that_is_revoked_or_whose_owner_has_left_is_gone(
    sender: Sender, store: str, path: str, clock: Clock
) -> None:
    assert sender.ask("GET", path).status_code == 200
    clock.now += timedelta(days=1)
    (link,) = links(store)
    revoke_link(store, link.subscription.number, Actor.ops("tester"))
    assert sender.ask("GET", path).status_code == 404


def test_another_site_may_not_send_a_form(sender: Sender, path: str) -> None:
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)):
        headers = {**CALENDAR, "sec-fetch-site": site}
        assert sender.ask("POST", path, content=calendar(), headers=headers).status_code == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://vagt.example.org", 200),
        ("http://vagt.example.org", 200),  # which of the two a proxy spoke nobody can tell
        ("http://vagt.example.org:443", 403),
        ("https://evil.example", 403),
        ("https://vagt.example.org.evil.example", 403),
        ("https://vagt.example.org@evil.example", 403),
        ("https://vagt.example.org:8443", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_an_older_browser_says_by_its_origin_where_a_form_comes_from(
    sender: Sender, path: str, origin: str, status: int
) -> None:
    headers = {**CALENDAR, "origin": origin}
    assert sender.ask("POST", path, content=calendar(), headers=headers).status_code == status


def test_other_methods_are_not_known(sender: Sender, path: str) -> None:
    answer = sender.ask("DELETE", path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")


def test_a_link_may_send_so_much_a_minute(sender: Sender, path: str) -> None:
    sent = [sender.ask("POST", path, content=b"", headers=CALENDAR).status_code for _ in range(A_MINUTE + 1)]
    assert sent == [422] * A_MINUTE + [429]
    assert sender.ask("GET", path).status_code == 200


def test_only_so_many_files_are_taken_at_once(store: str, path: str, clock: Clock) -> None:
    page = LeaveRoute(store, clock, tolerance=0, patience=PATIENCE)
    busy, link = [], f"https://vagt.example.org{path}"

    async def ask() -> None:
        async def slow() -> Any:
            busy.append(1)
            if len(busy) == MOST_WAITING:
                full.set()
            await done.wait()
            yield f"from,to\n{FIRST},{LAST}\n".encode()

        full, done = asyncio.Event(), asyncio.Event()
        app = RequestGuard(Router([Route("/leave/{token}", page)]), RateMeter(0))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app)) as http:
            sent = [asyncio.create_task(http.post(link, content=slow(), headers=TABLE)) for _ in range(MOST_WAITING)]
            await full.wait()
            assert (await http.post(link, content=b"", headers=CALENDAR)).status_code == 503
            done.set()
            assert {(await each).status_code for each in sent} == {200}

    asyncio.run(ask())


def test_it_speaks_the_language_of_the_link(sender: Sender, store: str) -> None:
    path = f"/leave/{secret_of(store, ASTA, Purpose.LEAVE, language='da')}"
    answer = sender.ask("POST", path, files={"file": ("f.ics", calendar())})
    assert answer.headers["content-language"] == "da"
    page = unescape(answer.text)
    assert '<html lang="da">' in page
    assert all(word in page for word in ("Fravær for Asta Fyrlund", f"{FIRST} til {LAST}", "markeret som ledig"))


def test_a_store_that_fails_is_no_answer_about_a_link(sender: Sender, store: str, path: str) -> None:
    assert sender.ask("GET", path).status_code == 200
    Path(store).write_bytes(b"garbage " * 9999)
    answer = sender.ask("GET", path)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert sender.ask("POST", path, content=calendar(), headers=CALENDAR).status_code == 503


def test_nothing_of_an_entry_is_kept_or_logged(
    sender: Sender, store: str, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        sender.ask("POST", path, files={"file": ("Operation.ics", calendar())})
        sender.ask("POST", path, content=calendar()[:-9], headers=CALENDAR)
    assert "Operation" not in caplog.text
    kept = [bytes_of.read_bytes() for bytes_of in Path(store).parent.glob("rostering.db*")]
    assert not any(b"Operation" in content for content in kept)
    assert "Operation" not in json.dumps([each.found.plain() for each in leave.proposals(store)])
