"""Idempotency keys: what comes again is done once and answered alike, also when its server fell away in between."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest

from rostering.domain.repeats import HELD, KEPT, Holding, KeptAnswer
from rostering.domain.users import Role
from rostering.errors import RosteringError
from rostering.services.access.repeats import (
    AnswerLost,
    KeyReused,
    RepeatKey,
    UnderWay,
    done_once,
    go_on,
    hold,
    keep_answer,
    let_go,
)
from rostering.services.clock import now
from rostering.services.rosters.edits import assign
from rostering.services.rosters.listing import discard
from rostering.store import open_store
from samples.api_callers import Caller, new_user, token_of

Someone = Callable[..., Caller]
SEAT = "preparedness:2026-12-05:pim:1"
EMPTY = {"seat": SEAT, "consultant": None}
KEY = {"idempotency-key": "k-1"}


def rosters(lead: Caller) -> list[int]:
    return [one["roster"] for one in lead.get("/rosters").json()]


def test_the_same_request_is_done_once_and_answered_alike(caller: Someone) -> None:
    lead = caller(Role.OPS)
    first = lead.post("/rosters/1/assign", EMPTY, headers=KEY)
    again = lead.post("/rosters/1/assign", EMPTY, headers=KEY)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert first.headers["location"] == again.headers["location"]
    assert first.headers["content-type"] == again.headers["content-type"]
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert rosters(lead) == [2, 1]


def test_without_a_key_or_with_another_it_is_done_again(caller: Someone) -> None:
    lead = caller(Role.OPS)
    for headers in ({}, {}, KEY, {"idempotency-key": "k-2"}):
        lead.post("/rosters/1/assign", EMPTY, headers=headers)
    assert rosters(lead) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("path", "body"), [("/rosters/1/assign", {**EMPTY, "consultant": "birk"}), ("/rosters/2/assign", EMPTY)]
)
def test_a_key_stands_for_one_request_only(caller: Someone, path: str, body: dict[str, Any]) -> None:
    lead = caller(Role.OPS)
    lead.post("/rosters/1/assign", EMPTY, headers=KEY)
    answer = lead.post(path, body, headers=KEY)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith("this Idempotency-Key was sent with another request")
    assert rosters(lead) == [2, 1]


def test_the_keys_of_two_tokens_have_nothing_to_do_with_each_other(caller: Someone) -> None:
    one, other = caller(Role.OPS), caller(Role.OPS)
    assert one.post("/rosters/1/assign", EMPTY, headers=KEY).json()["roster"] == 2
    assert other.post("/rosters/1/assign", EMPTY, headers=KEY).json()["roster"] == 3


def test_a_refusal_is_kept_and_a_conflict_may_be_tried_again(caller: Someone) -> None:
    lead = caller(Role.OPS)
    unknown = {"seat": SEAT, "consultant": "nobody"}
    first = lead.post("/rosters/1/assign", unknown, headers=KEY)
    again = lead.post("/rosters/1/assign", unknown, headers=KEY)
    assert (first.status_code, again.status_code) == (422, 422)
    assert again.headers["idempotent-replayed"] == "true"
    other = {"idempotency-key": "k-2"}
    for _ in range(2):
        conflict = lead.post("/rosters/1/publish", {}, headers=other)
        assert conflict.status_code == 409
        assert "idempotent-replayed" not in conflict.headers


def test_a_secret_is_shown_once_and_its_request_is_done_once_all_the_same(caller: Someone, store: str) -> None:
    lead = caller(Role.OPS)
    body = {"subject": {"kind": "all"}}
    first = lead.post("/links", body, headers=KEY)
    again = lead.post("/links", body, headers=KEY)
    assert (first.status_code, again.status_code) == (201, 409)
    assert "was done, and its answer is not kept" in again.json()["error"]["message"]
    assert len(lead.get("/links").json()) == 1
    with open_store(store).reading() as reading:
        kept = reading.kept_answers.find(1, "k-1")
    assert kept is not None
    assert (kept.done, kept.answer) == (True, None)


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "a b", "é"])
def test_a_key_has_a_form(caller: Someone, key: str) -> None:
    answer = caller(Role.OPS).post("/rosters/1/assign", EMPTY, headers={"idempotency-key": key.encode("latin-1")})  # type: ignore[dict-item]
    assert answer.status_code == 422
    assert answer.json()["error"]["places"][0]["place"] == "Idempotency-Key"


@pytest.fixture
def repeat(store: str) -> RepeatKey:
    token_of(store, new_user(store, Role.OPS))
    return RepeatKey(1, "k", "fingerprint")


def held(store: str, repeat: RepeatKey) -> Holding:
    found = hold(store, repeat)
    assert isinstance(found, Holding)
    return found


@contextmanager
def later(store: str, by: timedelta) -> Iterator[None]:
    """Make the store believe that what it holds was held so much earlier."""
    with open_store(store).transaction() as tx:
        tx._session.connection().exec_driver_sql(
            "UPDATE kept_answer SET began = ?, held_until = ?",
            tuple(str((now() - by + more).replace(tzinfo=None)) for more in (timedelta(), HELD)),
        )
    yield


def draft(store: str) -> int:
    """A draft that may be thrown away."""
    return assign(store, 1, SEAT, None, "tester").version.number


def is_discarded(store: str, number: int) -> bool:
    with open_store(store).reading() as reading:
        return number in reading.discarded()


def test_while_a_request_is_under_way_nobody_else_does_it(store: str, repeat: RepeatKey) -> None:
    held(store, repeat)
    with pytest.raises(UnderWay, match="is under way"):
        hold(store, repeat)
    with pytest.raises(KeyReused):
        hold(store, RepeatKey(1, "k", "another"))


def test_a_server_that_fell_away_before_it_did_anything_leaves_the_request_to_be_done(
    store: str, repeat: RepeatKey
) -> None:
    held(store, repeat)
    with later(store, HELD * 2):
        assert isinstance(hold(store, repeat), Holding)


def test_a_server_that_fell_away_after_it_had_done_it_lets_nobody_do_it_again(store: str, repeat: RepeatKey) -> None:
    number, mine = draft(store), held(store, repeat)
    with done_once(mine):
        discard(store, number, "tester")
    assert is_discarded(store, number)
    with pytest.raises(UnderWay):
        hold(store, repeat)
    with later(store, HELD * 2), pytest.raises(AnswerLost, match="its answer is not kept"):
        hold(store, repeat)


def test_what_failed_is_not_marked_as_done(store: str, repeat: RepeatKey) -> None:
    mine = held(store, repeat)
    with done_once(mine), pytest.raises(RosteringError):
        discard(store, 1, "tester")
    let_go(store, mine)
    assert isinstance(hold(store, repeat), Holding)


def test_what_is_done_is_not_forgotten_though_somebody_lets_go_of_it(store: str, repeat: RepeatKey) -> None:
    number, mine = draft(store), held(store, repeat)
    with done_once(mine):
        discard(store, number, "tester")
    let_go(store, mine)
    with later(store, HELD * 2), pytest.raises(AnswerLost):
        hold(store, repeat)


def test_a_server_that_slept_while_another_took_over_changes_nothing(store: str, repeat: RepeatKey) -> None:
    number, slow = draft(store), held(store, repeat)
    with later(store, HELD * 2):
        quick = held(store, repeat)
    with done_once(slow), pytest.raises(UnderWay):
        discard(store, number, "slow")
    assert not is_discarded(store, number)
    with done_once(quick):
        discard(store, number, "quick")
    keep_answer(store, slow, KeptAnswer(500, {}, b"slow"))
    keep_answer(store, quick, KeptAnswer(200, {"A": "b"}, b"quick"))
    assert hold(store, repeat) == KeptAnswer(200, {"A": "b"}, b"quick")


def test_a_server_that_says_that_it_goes_on_keeps_its_request(store: str, repeat: RepeatKey) -> None:
    mine = held(store, repeat)
    with later(store, HELD * 2):
        go_on(store, mine)
    with pytest.raises(UnderWay):
        hold(store, repeat)


def test_after_a_day_a_key_may_stand_for_something_else(store: str, repeat: RepeatKey) -> None:
    mine = held(store, repeat)
    keep_answer(store, mine, KeptAnswer(200, {}, b"old"))
    with later(store, KEPT - timedelta(minutes=1)):
        assert isinstance(hold(store, repeat), KeptAnswer)
    with later(store, KEPT + timedelta(minutes=1)):
        assert isinstance(hold(store, RepeatKey(1, "k", "another")), Holding)


def test_of_many_at_once_one_does_it(caller: Someone, store: str) -> None:
    secret = token_of(store, new_user(store, Role.OPS))
    answers: list[int] = []

    def send() -> None:
        one = caller(secret=secret)
        answers.append(one.post("/rosters/1/assign", EMPTY, headers=KEY).status_code)

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {201, 409}
    assert 201 in answers
    assert rosters(caller(secret=secret)) == [2, 1]
