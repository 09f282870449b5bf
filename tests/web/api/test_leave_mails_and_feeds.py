"""Leave read from files, mails that wait, and calendars as files, by the API."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rostering.domain.users import Role
from rostering.services.clock import now
from rostering.web.api.table import ROUTES
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from samples.api_callers import Caller, api_of, new_user, token_of
from samples.api_schemas import faults_of
from samples.notice_firm import SATURDAY, new_store, published
from samples.published_samples import duty

Someone = Callable[..., Caller]
STATUS = {route.name: route.status for route in ROUTES}
CALENDAR = "\r\n".join(
    [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z"),
        *("DTSTART;VALUE=DATE:{day:%Y%m%d}", "SUMMARY:Ferie", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"),
        *("END:VEVENT", "END:VCALENDAR", ""),
    ]
)


@pytest.fixture
def mailing(tmp_path: Path) -> Iterator[Caller]:
    """A program of an ops lead at a firm that sends mails, with one that waits."""
    url = str(tmp_path / "rostering.db")
    published(new_store(url), duty("anna", SATURDAY))
    caller = Caller(api_of(Site(url, PAGES)), token_of(url, new_user(url, Role.OPS)))
    yield caller
    caller.close()


@pytest.mark.parametrize("form", ["calendar", "table"])
def test_leave_is_read_from_a_file_and_proposed_once(caller: Someone, form: str) -> None:
    lead, day = caller(Role.OPS), now().date() + timedelta(days=40)
    text = CALENDAR.format(day=day) if form == "calendar" else f"from,to\n{day},{day}\n"
    body = {"consultant": "asta", "text": text, "name": f"ferie.{'ics' if form == 'calendar' else 'csv'}"}
    answer = lead.post("/leave/proposals", body)
    assert (answer.status_code, answer.headers["location"]) == (201, "/api/v1/leave/proposals/1")
    assert faults_of("propose_leave", answer.json(), 201) == []
    assert [(item["from"], item["to"]) for item in answer.json()["items"]] == [(str(day), str(day))]
    assert lead.post("/leave/proposals", body).json() == answer.json()
    assert lead.get("/leave/proposals/1").json() == answer.json()
    assert lead.get("/leave/proposals", consultant="asta").json() == [answer.json()]


def test_what_is_wrong_with_a_file_of_leave_is_said_with_its_place(caller: Someone) -> None:
    lead = caller(Role.OPS)
    answer = lead.post("/leave/proposals", {"consultant": "asta", "text": "from,to\nsoon,\n", "name": "ferie.csv"})
    assert answer.status_code == 422
    assert answer.json()["error"]["places"][0]["place"].startswith("ferie.csv")
    nobody = lead.post("/leave/proposals", {"consultant": "nobody", "text": "from,to\n"})
    assert nobody.status_code == 404
    assert nobody.json()["error"]["message"].startswith("there is no consultant 'nobody' (known: asta, ")
    assert lead.get("/leave/proposals").json() == []


def test_waiting_mails_are_previewed_and_then_sent(
    mailing: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = mailing.post("/notices/preview")
    assert faults_of("preview_notices", preview.json(), 200) == []
    (mail,) = preview.json()
    assert (mail["to"], mail["state"]) == ("anna@nordlys.example", "waiting")
    assert mail["body"]
    monkeypatch.setenv("ROSTERING_SMTP", f"maildir:{tmp_path / 'mails'}")
    sent = mailing.post("/notices/send", {})
    assert (sent.status_code, sent.json()) == (200, {"sent": 1, "waiting": 0, "failed": 0})
    assert len(list((tmp_path / "mails" / "new").iterdir())) == 1
    assert mailing.post("/notices/preview").json() == []


def test_where_nobody_takes_mails_they_wait_on(mailing: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTERING_SMTP", "smtp://127.0.0.1:1")
    answer = mailing.post("/notices/send", {})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert (answer.json()["error"]["kind"], answer.json()["waiting"]) == ("unreachable", 1)
    monkeypatch.delenv("ROSTERING_SMTP")
    assert mailing.post("/notices/send", {}).status_code == 422


def test_a_firm_without_mails_says_so(caller: Someone) -> None:
    answer = caller(Role.OPS).post("/notices/preview")
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith("notices are off")


def test_a_calendar_is_taken_as_a_file_by_those_who_may_have_its_link(mailing: Caller) -> None:
    answer = mailing.get("/feed", kind="consultant", id="anna", language="da")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert answer.content.count(b"BEGIN:VEVENT") == 1
    assert mailing.get("/feed", kind="all").content.count(b"BEGIN:VEVENT") == 1
    unknown = mailing.get("/feed", kind="consultant", id="nobody")
    assert (unknown.status_code, unknown.json()["error"]["message"]) == (
        404,
        "nothing published knows consultant 'nobody'",
    )


def test_a_consultant_takes_their_own_calendar_only(caller: Someone) -> None:
    asta = caller(Role.CONSULTANT)
    assert asta.get("/feed", kind="consultant", id="asta").status_code == 200
    assert asta.get("/feed", kind="consultant", id="birk").status_code == 403
    assert asta.get("/feed", kind="all").status_code == 403
