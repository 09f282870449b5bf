"""Bodies of forms: read up to a limit and no further, and taken apart."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request

from rostering.errors import Fault, FaultyInput
from rostering.language import _
from rostering.web.frame.fields import carried
from rostering.web.service.multipart import InMemoryParser

LARGEST = 1 << 21
"""Bytes of a form."""
MOST_PAIRS = 5000
"""Fields of a form: a draft of two hundred people has some 800 breaches to sign off, each with a reason and a tick."""
SECONDS = 30
"""A body takes no longer than this to come."""
WITH_FILES = "multipart/form-data"
KIND = "application/x-www-form-urlencoded"


class TooLarge(FaultyInput):
    """A form beyond its limit."""

    def __init__(self) -> None:
        super().__init__([Fault("", _("this is more than a form can take"))])


class Garbled(FaultyInput):
    """A body that is no form."""

    def __init__(self) -> None:
        super().__init__([Fault("", _("what was sent is not a form of this page"))])


async def pairs_of(request: Request, files: bool = False) -> list[tuple[str, str]]:
    """The names and texts of a form, where it takes `files` those as text too. Raises TooLarge, Garbled."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if files and kind == WITH_FILES:
        return await _parts(request.headers, await _body(request))
    if kind != KIND:
        raise Garbled
    body = await _body(request)
    try:
        return pairs(body.decode("ascii"))
    except UnicodeDecodeError:
        raise Garbled from None


async def _parts(headers: Headers, body: bytes) -> list[tuple[str, str]]:
    """The parts of a form with files. Raises Garbled."""

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        form = await InMemoryParser(headers, stream(), max_files=1, max_fields=20).parse()
    except (MultiPartException, ValueError, KeyError):
        raise Garbled from None
    async with _closing(form):
        return [(name, await _text(value)) for name, value in form.multi_items()]


@asynccontextmanager
async def _closing(form: FormData) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await form.close()


async def _text(value: UploadFile | str) -> str:
    return value if isinstance(value, str) else carried(await value.read())


def pairs(text: str) -> list[tuple[str, str]]:
    """The names and texts of a form, or of what stands behind a question mark. Raises Garbled."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PAIRS)
    except ValueError:
        raise Garbled from None


async def _body(request: Request) -> bytes:
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length[:20]) > LARGEST:
        raise TooLarge
    body = bytearray()
    try:
        async with asyncio.timeout(SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    raise TooLarge
    except (TimeoutError, ClientDisconnect):
        raise Garbled from None
    return bytes(body)
