"""Searches of the API: done by children, few at once, within one limit for the call, while others are answered."""

import asyncio
import os
import time
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from rostering.answers.users import Bearer
from rostering.domain.users import Role
from rostering.errors import Conflict
from rostering.rosters.conflicts import Discarded
from rostering.services.clock import now
from rostering.services.rosters.planning import SearchLimits
from rostering.solver.model.budget import Budget
from rostering.web.api.away import WHOLE, SentCall
from rostering.web.api.call import ApiCall
from rostering.web.api.failures import Failed
from rostering.web.api.plans import QuoteWanted, WhatIf
from rostering.web.api.rosters import OneSeat
from rostering.web.api.route import Manner
from rostering.web.api.searches import AT_ONCE, MOST, RETRY, AnsweredConflict, Searches, SearchLost
from rostering.web.api.table import ROUTES
from rostering.web.api.values import Parameters
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from samples.api_callers import Caller, api_of, new_user, token_of

WHO: Any = None


def sent(use: Callable[..., object], asked: object = None, body: object = None, store: str = "") -> SentCall:
    bearer: Bearer = WHO
    return SentCall(use, Manner(200, ""), store, bearer, "", now(), asked or Parameters(), body, "http://x/", None)


def process(_call: ApiCall, _asked: object, _body: object) -> dict[str, int]:
    return {"pid": os.getpid()}


def endless(call: ApiCall, _asked: object, _body: object) -> dict[str, bool]:
    call.closing.wait()
    return {"stopped": True}


def deaf(_call: ApiCall, _asked: object, _body: object) -> None:
    time.sleep(600)


def limits(_call: ApiCall, _asked: object, _body: object) -> list[float]:
    """What three searches of a call may take, the first of which has taken its time."""
    seconds = [Budget(SearchLimits(seconds=100)).seconds]
    time.sleep(max(0.0, seconds[0]) if seconds[0] < 1 else 0)
    outer = Budget(SearchLimits(seconds=100))
    return [*seconds, outer.anew(SearchLimits(seconds=50)).seconds, outer.share(seconds=70).seconds]


def conflict(_call: ApiCall, _asked: object, _body: object) -> None:
    raise Discarded(7)


def refused(_call: ApiCall, _asked: object, _body: object) -> None:
    raise Failed(404, "nothing", "there is nothing")


def killed(_call: ApiCall, _asked: object, _body: object) -> None:
    os._exit(1)


def run(search: SentCall, closing: Event | None = None) -> Any:
    return asyncio.run(Searches().run(search, closing or Event()))


def test_a_search_is_done_in_another_process() -> None:
    assert run(sent(process)).body != b'{"pid":%d}' % os.getpid()


@pytest.mark.parametrize("limit", [0.0, 0.5, 20.0])
def test_all_searches_of_a_call_share_its_limit(limit: float) -> None:
    reply = run(sent(limits, OneSeat(number=1, seat="a", time_limit=limit)))
    found = [float(each) for each in reply.body.strip(b"[]").split(b",")]
    assert all(seconds <= limit for seconds in found)
    if limit == 0.5:
        assert found[1:] == [0.0, 0.0]


def test_the_limit_of_a_call_is_what_it_says_or_the_usual() -> None:
    change = {"change": "cancel-booking", "text": "B1"}
    what_if = WhatIf.model_validate({"period": "2027-02", "changes": [change], "time_limit": 5})
    wanted = QuoteWanted.model_validate({"customer": "a", "period": "2027-02-01", "part": "b", "roles": {"pim": 1}})
    assert sent(limits, body=what_if).seconds == 5
    assert sent(limits, body=wanted).seconds == WHOLE
    assert sent(limits, OneSeat(number=1, seat="a", time_limit=3)).seconds == 3


def test_a_refusal_comes_back_as_it_is() -> None:
    reply = run(sent(refused))
    assert (reply.status, reply.body) == (404, b'{"error":{"kind":"nothing","message":"there is nothing","places":[]}}')


def test_a_conflict_is_one_here_too() -> None:
    with pytest.raises(Conflict) as raised:
        run(sent(conflict))
    assert isinstance(raised.value, AnsweredConflict)
    assert raised.value.reply.status == 409


def test_a_child_that_dies_is_lost() -> None:
    with pytest.raises(SearchLost):
        run(sent(killed))


def test_a_service_that_is_stopped_lets_searches_end_with_what_they_have() -> None:
    closing = Event()
    closing.set()
    assert run(sent(endless), closing).body == b'{"stopped":true}'


def test_a_search_that_does_not_hear_that_the_service_is_stopped_keeps_it_no_longer() -> None:
    closing = Event()
    closing.set()
    with pytest.raises(Failed) as raised:
        asyncio.run(Searches(patience=0.2).run(sent(deaf), closing))
    assert (raised.value.status, raised.value.shape["error"]["kind"]) == (503, "stopping")


def test_others_are_answered_meanwhile_and_too_many_searches_are_refused(store: str) -> None:
    site = Site(store, PAGES)
    lead = Caller(api_of(site), token_of(store, new_user(store, Role.OPS)))
    closing, searches = Event(), site.once("searches", Searches)

    async def all_at_once() -> None:
        tasks = [asyncio.ensure_future(searches.run(sent(endless), closing)) for _ in range(MOST)]
        await asyncio.sleep(0)
        busy = await lead.http.get("/api/v1/rosters/1/seats/x")
        assert (busy.status_code, busy.headers["retry-after"]) == (503, str(RETRY))
        assert busy.json()["error"]["kind"] == "busy"
        for path in ("/healthz", "/api/v1/rosters", "/api/v1/me"):
            assert (await lead.http.get(path)).status_code == 200
        assert not any(task.done() for task in tasks)
        closing.set()
        assert {(await task).body for task in tasks} == {b'{"stopped":true}'}

    lead.run(all_at_once())
    lead.close()
    assert AT_ONCE < MOST


def test_every_route_that_searches_says_how_long_it_may() -> None:
    """Files are made without a limit; risk, choices of swaps and rest after call-outs ask no solver."""
    slow = {route.name for route in ROUTES if route.slow}
    unlimited = {"preview_month", "export_month", "take_export", "show_risk", "show_choices", "show_rest"}
    for route in ROUTES:
        if route.name in slow - unlimited:
            parts = [part for part in (route.body, route.asked) if isinstance(part, type)]
            assert any("time_limit" in part.model_fields for part in parts), route.name
