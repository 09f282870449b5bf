"""The outermost layer: whatever happens inside, the caller is answered and no secret is logged."""

import asyncio
import logging
from typing import Any

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from rostering.web.service.guard import RequestGuard
from rostering.web.service.limits import RateMeter

SECRET = "S" * 40 + "-_9"


async def failing(scope: Scope, *_: object) -> None:
    raise ValueError(f"{scope['method']} {scope['path']}: nobody may read {SECRET}")


async def failing_late(_: Scope, __: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"99")]})
    raise ValueError(SECRET)


def asked(app: Any, path: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=RequestGuard(app, RateMeter(0)))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(path)

    return asyncio.run(ask())


def test_an_error_is_a_500_that_says_nothing_and_a_line_without_what_it_quotes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "rostering")
    answer = asked(failing, f"/feeds/{SECRET}/x.ics")
    assert (answer.status_code, answer.text) == (500, "something went wrong here\n")
    lines = [record for record in caplog.records if record.name.startswith("rostering")]
    assert not [record for record in lines if SECRET in record.getMessage() or record.exc_info]
    assert "failed: ValueError < " in caplog.text
    assert "test_guard.py" in caplog.text
    (said,) = [vars(record) for record in lines if record.getMessage() == "request"]
    assert (said["method"], said["route"], said["status"]) == ("GET", "/feeds", 500)


def test_an_error_in_mid_answer_is_logged_and_adds_nothing(caplog: pytest.LogCaptureFixture) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/feeds/x", "headers": []}
    asyncio.run(RequestGuard(failing_late, RateMeter(0))(scope, receive, send))
    assert [message["type"] for message in sent] == ["http.response.start"]
    assert "failed: ValueError" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("path", [f"/{SECRET}", f"//{SECRET}", f"/feeds/{SECRET}/{SECRET}", "/%0Ainjected", "/%1b[2J"])
def test_of_a_path_only_a_known_first_part_is_logged(caplog: pytest.LogCaptureFixture, path: str) -> None:
    caplog.set_level(logging.INFO, "rostering")
    asked(failing, path)
    ours = [record for record in caplog.records if record.name.startswith("rostering")]
    (said,) = [vars(record) for record in ours if record.levelno == logging.INFO]
    assert said["route"] in {"/...", "/", "/feeds"}
    assert said["status"] == 500
