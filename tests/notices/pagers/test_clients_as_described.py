"""Each pager is asked as its maker describes it, and every answer but a good one is told in words."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from rostering.domain.pagers import Override, Pager, PagerKind, PagerShift
from rostering.notices.pagers import Client, Down, PagerRefused, client_of
from rostering.notices.pagers.asking import seconds_of
from rostering.spans import Span
from samples.described_pagers import DescribedPager, described

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SCHEDULES = {"pagerduty": "PS1", "jira": "JS1/R1", "incident_io": "IS1/R1/L1", "goalert": "GS1"}
KINDS = [kind.value for kind in PagerKind]


@dataclass
class Talk:
    """A pager with whoever speaks to it."""

    there: DescribedPager
    client: Client
    schedule: str

    def shift(self, start: int, end: int) -> PagerShift:
        return PagerShift(self.schedule, Span(NOW + start * HOUR, NOW + end * HOUR), "anna")

    def list(self) -> list[Override]:
        return list(self.client.overrides(self.schedule, Span(NOW, NOW + timedelta(days=100))))


@pytest.fixture(params=KINDS)
def talk(request: pytest.FixtureRequest) -> Iterator[Talk]:
    with described(request.param) as there, client(request.param, there.address) as asked:
        yield Talk(there, asked, SCHEDULES[request.param])
        assert there.faults == []


def client(kind: str, address: str) -> closing[Client]:
    pager = Pager("duty", PagerKind(kind), address, site="cloud-1", account="lead@nordlys.example")
    return closing(client_of(pager, "token"))


def test_what_is_made_is_found_again_with_its_id(talk: Talk) -> None:
    wanted = [talk.shift(-2, 10), talk.shift(26, 34), talk.shift(80 * 24 - 4, 80 * 24 + 4)]
    ids = [talk.client.make(shift, "U1") for shift in wanted]
    assert talk.list() == [Override(talk.schedule, s.span, "U1", i) for s, i in zip(wanted, ids, strict=True)]


def test_what_lies_ahead_is_deleted_and_what_goes_on_is_cut_off(talk: Talk) -> None:
    for shift in (talk.shift(-2, 6), talk.shift(20, 28)):
        talk.client.make(shift, "U1")
    for found in talk.list():
        talk.client.take_away(found, NOW)
    assert [(row["start"], row["end"]) for row in talk.there.rows.values()] == [
        ("2026-11-02T10:00:00Z", "2026-11-02T12:00:00Z")
    ]
    assert talk.list() == []


def test_what_somebody_else_took_away_is_gone(talk: Talk) -> None:
    talk.client.make(talk.shift(2, 10), "U1")
    found = talk.list()[0]
    talk.there.rows.clear()
    talk.there.put(talk.schedule, "U2", "2026-11-02T14:00:00Z", "2026-11-02T22:00:00Z")
    talk.client.take_away(found, NOW)
    assert len(talk.there.rows) == 1


def test_other_schedules_are_not_looked_at(talk: Talk) -> None:
    other = "/".join((talk.schedule[:-1] + "9",))
    talk.there.put(other, "U2", "2026-11-02T14:00:00Z", "2026-11-02T22:00:00Z")
    assert talk.list() == []


@pytest.mark.parametrize("kind", ["pagerduty", "incident_io", "goalert"])
def test_users_are_found_by_their_e_mail_address(kind: str) -> None:
    with described(kind) as there, client(kind, there.address) as asked:
        assert asked.user_of("Bo@nordlys.example".lower()) == "U2"
        assert asked.user_of("nobody@nordlys.example") is None
        assert there.faults == []


def test_jira_tells_of_nobody_whose_an_address_is() -> None:
    with client("jira", "http://127.0.0.1:9") as asked:
        assert asked.user_of("anna@nordlys.example") is None


@pytest.mark.parametrize(
    ("status", "headers", "text", "error", "why", "wait"),
    [
        (401, {}, "", Down, "it does not let us in (401): see to the token", None),
        (429, {"Retry-After": "7"}, "", Down, "it answers 429", 7),
        (500, {}, '{"error": {"message": "Oops"}}', Down, "it answers 500: {message}", None),
        (302, {"Location": "http://127.0.0.1:9/"}, "", Down, "it answers 302", None),
        (400, {}, '{"error": {"message": "Bad user"}}', PagerRefused, "it answers 400: {message}", None),
        (404, {}, "no\nsuch \x07thing", PagerRefused, "it answers 404: no such thing", None),
        (200, {}, "<html>", Down, "its answer cannot be understood: check the address", None),
        (200, {}, '{"other": 1}', Down, "its answer cannot be understood: check the address", None),
    ],
)
def test_an_answer_that_is_not_good_is_told_once_and_not_asked_for_again(
    talk: Talk, status: int, headers: dict[str, str], text: str, error: type[Exception], why: str, wait: float | None
) -> None:
    talk.there.instead = lambda _asked: (status, headers, text)
    with pytest.raises(error) as caught:
        talk.list()
    told = json.loads(text)["error"]["message"] if "message" in why and "PS1" in talk.schedule else text
    assert str(caught.value) == why.format(message=told)
    assert getattr(caught.value, "wait", None) == wait
    assert len(talk.there.asked) == 1


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("jira", {"values": [{"responder": {"type": "team"}}] * 100}),
        ("incident_io", {"overrides": [], "pagination_meta": {"after": "there"}}),
        ("goalert", {"data": {"userOverrides": {"nodes": [], "pageInfo": {"endCursor": "x", "hasNextPage": True}}}}),
    ],
)
def test_a_list_without_an_end_is_given_up(kind: str, page: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rostering.notices.pagers.forms._MOST_PAGES", 3)
    with described(kind) as there, client(kind, there.address) as asked:
        there.instead = lambda _asked: (200, {}, json.dumps(page))
        with pytest.raises(Down, match=r"^its answer cannot be understood: check the address$"):
            Talk(there, asked, SCHEDULES[kind]).list()
        assert len(there.asked) == 3


def test_one_that_breaks_off_is_asked_once(talk: Talk) -> None:
    talk.there.lose = lambda _asked: True
    with pytest.raises(Down, match=r"^it cannot be reached$"):
        talk.client.make(talk.shift(2, 10), "U1")
    assert len(talk.there.rows) == 1


@pytest.mark.parametrize("kind", ["pagerduty", "jira"])
def test_one_that_hangs_is_given_up(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rostering.notices.pagers.asking.PATIENCE", (0.3, 0.3))
    if kind == "pagerduty":
        monkeypatch.setattr("rostering.notices.pagers.pager_duty._Once.timeout", 0.3)
    let_go = threading.Event()
    with described(kind) as there, client(kind, there.address) as asked:
        there.instead = lambda _asked: (500, {}, "") if let_go.wait(60) else None
        with pytest.raises(Down, match=r"^it (?:does not answer in time|cannot be reached)$"):
            asked.overrides(SCHEDULES[kind], Span(NOW, NOW + HOUR))
        let_go.set()


def test_an_error_of_graphql_is_a_refusal() -> None:
    with described("goalert") as there, client("goalert", there.address) as asked:
        talk = Talk(there, asked, "GS1")
        talk.client.make(talk.shift(2, 10), "U1")
        with pytest.raises(PagerRefused, match=r"^it says: override conflict$"):
            talk.client.make(talk.shift(4, 12), "U1")


def test_a_refusal_of_one_override_at_pagerduty_is_told() -> None:
    body = '[{"status": 400, "errors": ["Override must\\nend after its start"], "override": {}}]'
    with described("pagerduty") as there, client("pagerduty", there.address) as asked:
        talk = Talk(there, asked, "PS1")
        there.instead = lambda _asked: (201, {}, body)
        with pytest.raises(PagerRefused, match=r"^it says: Override must end after its start$"):
            talk.client.make(talk.shift(2, 10), "U1")


def test_how_long_to_leave_a_pager_alone_is_seconds_or_a_date_and_never_more_than_an_hour() -> None:
    assert seconds_of("90000") == 3600
    assert seconds_of("Fri, 01 Jan 2021 00:00:00 GMT") == 0
    assert seconds_of("soon") is None
