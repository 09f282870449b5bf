"""Bodies that people send: read up to a limit and no further, and forms taken apart without a file on disk."""

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import FormParser, MultiPartException
from starlette.requests import ClientDisconnect, Request

from rostering.web.service.multipart import InMemoryParser

LARGEST_FILE = 1 << 20
LARGEST_FORM = 1 << 16
"""What a form may have beside its file."""
SECONDS = 60
"""A body takes no longer than this to come."""
_FILES = {
    "text/calendar": "upload.ics",
    "text/plain": "upload.ics",
    "application/octet-stream": "upload.ics",
    "text/csv": "upload.csv",
    "text/tab-separated-values": "upload.csv",
}
_TABLES = (".csv", ".tsv", ".txt")


class UploadTooLarge(Exception):
    """A body beyond its limit."""


class Unsupported(Exception):
    """A body of a kind that is not taken here."""


class Malformed(Exception):
    """A body that is not what it says it is."""


@dataclass(frozen=True)
class File:
    """A file that was sent; what its sender called it is not kept."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Ticks:
    """Items of a proposal that were ticked."""

    proposal: int
    items: tuple[int, ...]


async def sent(request: Request) -> File | Ticks:
    """What a request sends. Raises TooLarge, Unsupported, Malformed, TimeoutError, ClientDisconnect."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _FILES:
        return _file(_FILES[kind], await _body(request, LARGEST_FILE))
    try:
        if kind == "multipart/form-data":
            return await _form_file(request.headers, await _body(request, LARGEST_FILE + LARGEST_FORM))
        if kind == "application/x-www-form-urlencoded":
            fields = await FormParser(request.headers, _stream(await _body(request, LARGEST_FORM))).parse()
            return _ticks(fields.get("proposal"), fields.getlist("item"))
        if kind == "application/json":
            said = json.loads(await _body(request, LARGEST_FORM))
            return _ticks(said["proposal"], said["items"])
    except (MultiPartException, ValueError, KeyError, TypeError, RecursionError):
        raise Malformed from None
    raise Unsupported


async def _body(request: Request, most: int) -> bytes:
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length[:20]) > most:
        raise UploadTooLarge
    body = bytearray()
    async with asyncio.timeout(SECONDS):
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise UploadTooLarge
    return bytes(body)


async def _form_file(headers: Headers, body: bytes) -> File:
    form: FormData = await InMemoryParser(headers, _stream(body), max_files=1, max_fields=10).parse()
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise Malformed
    name = "upload.csv" if (file.filename or "").lower().endswith(_TABLES) else "upload.ics"
    data = await file.read()
    await form.close()
    return _file(name, data)


def _file(name: str, data: bytes) -> File:
    if len(data) > LARGEST_FILE:
        raise UploadTooLarge
    return File(name, data)


def _ticks(proposal: object, items: object) -> Ticks:
    if not isinstance(items, list):
        raise Malformed
    return Ticks(_number(proposal), tuple(map(_number, items)))


def _number(said: object) -> int:
    if isinstance(said, bool) or not isinstance(said, (int, str)) or not str(said).isdigit() or len(str(said)) > 9:
        raise Malformed
    return int(said)


async def _stream(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


__all__ = ["ClientDisconnect", "File", "Malformed", "Ticks", "Unsupported", "UploadTooLarge", "sent"]
