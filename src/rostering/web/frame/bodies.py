"""Bodies of forms: read up to a limit and no further, and taken apart."""

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from rostering.errors import Fault, FaultyInput
from rostering.language import _

LARGEST = 1 << 21
"""Bytes of a form."""
MOST_PAIRS = 2000
SECONDS = 30
"""A body takes no longer than this to come."""
KIND = "application/x-www-form-urlencoded"


class TooLarge(FaultyInput):
    """A form beyond its limit."""

    def __init__(self) -> None:
        super().__init__([Fault("", _("this is more than a form can take"))])


class Garbled(FaultyInput):
    """A body that is no form."""

    def __init__(self) -> None:
        super().__init__([Fault("", _("what was sent is not a form of this page"))])


async def pairs_of(request: Request) -> list[tuple[str, str]]:
    """The names and texts of a form. Raises TooLarge, Garbled."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != KIND:
        raise Garbled
    body = await _body(request)
    try:
        return pairs(body.decode("ascii"))
    except UnicodeDecodeError:
        raise Garbled from None


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
