"""Requests with an Idempotency-Key: done once, and answered the same way whenever they come again."""

import asyncio
import hashlib
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress

from starlette.requests import Request

from rostering.domain.repeats import HELD, Holding, KeptAnswer
from rostering.errors import Conflict, Fault, FaultyInput, StorageFailed
from rostering.services.access.repeats import (
    RepeatKey,
    forget,
    go_on,
    hold,
    keep_answer,
    keep_no_answer,
    let_go,
)
from rostering.web.service.replies import Reply
from rostering.web.service.watch import told

HEADER = "idempotency-key"
REPEATED = "Idempotent-Replayed"
_FORM = re.compile(r"[\x21-\x7e]{1,200}", re.ASCII)
_log = logging.getLogger(__name__)
Work = Callable[[Holding | None], Awaitable[Reply]]
"""Answers a request, and keeps that it is done for what is held, wherever that is."""


def repeat_key(request: Request, token: int, body: bytes) -> RepeatKey | None:
    """The key of a request, None without one. Raises FaultyInput."""
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not _FORM.fullmatch(key):
        raise FaultyInput([Fault("Idempotency-Key", "1 to 200 visible characters of ASCII")])
    parts = (request.method.encode(), request.url.path.encode(), request.url.query.encode(), body)
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:".encode() + part)
    return RepeatKey(token, key, digest.hexdigest())


async def once(store: str, key: RepeatKey | None, work: Work, shows_secret: bool) -> Reply:
    """The answer to a request, or the one that it had before. Raises what the work raises, KeyReused, UnderWay."""
    if key is None:
        return await work(None)
    held = await asyncio.to_thread(hold, store, key)
    if isinstance(held, KeptAnswer):
        headers = {**held.headers, REPEATED: "true"}
        kind = headers.pop("Content-Type", None)
        return Reply(held.status, held.body, kind, headers)
    try:
        reply = await _while_held(store, held, work)
    except Conflict:
        await asyncio.to_thread(_quietly, forget, store, held)
        raise
    except BaseException:
        await asyncio.to_thread(_quietly, let_go, store, held)
        raise
    await asyncio.to_thread(_keep, store, held, reply, shows_secret)
    return reply


async def _while_held(store: str, held: Holding, work: Work) -> Reply:
    """The answer; for as long as it takes, others are told that it is under way."""
    task = asyncio.ensure_future(work(held))
    while True:
        done, _still = await asyncio.wait([task], timeout=HELD.total_seconds() / 3)
        if done:
            return task.result()
        with suppress(StorageFailed):
            await asyncio.to_thread(go_on, store, held)


def _keep(store: str, held: Holding, reply: Reply, shows_secret: bool) -> None:
    """What was answered is kept; what fails here changes nothing of it, and it is known to be done all the same."""
    try:
        if shows_secret and reply.status < 300:
            keep_no_answer(store, held)
        elif reply.status >= 500:
            let_go(store, held)
        else:
            headers = {**reply.headers, **({"Content-Type": reply.type} if reply.type else {})}
            keep_answer(store, held, KeptAnswer(reply.status, headers, reply.body))
    except StorageFailed as error:
        _log.warning("an answer could not be kept: %s", told(error))


def _quietly(act: Callable[[str, Holding], None], store: str, held: Holding) -> None:
    with suppress(StorageFailed):
        act(store, held)
