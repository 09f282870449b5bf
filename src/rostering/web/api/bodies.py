"""Bodies of the API: read up to a limit, of the kind that the route takes."""

import asyncio

from pydantic import ValidationError
from pydantic_core import from_json
from starlette.requests import ClientDisconnect, Request

from rostering.services.inputs.zips import LARGEST as LARGEST_ZIP
from rostering.web.api.failures import Failed, misread
from rostering.web.api.route import ApiRoute, Zipped
from rostering.web.service.replies import JSON, ZIP

LARGEST = 1 << 20
SECONDS = 60
"""A body takes no longer than this to come."""


async def sent(request: Request, route: ApiRoute) -> bytes:
    """The bytes of a request's body. Raises Failed."""
    is_zip = isinstance(route.body, Zipped)
    wanted, most = (ZIP, LARGEST_ZIP) if is_zip else (JSON, LARGEST)
    if route.body is None:
        most = LARGEST
    elif _kind(request) != wanted:
        raise Failed(415, "unsupported", f"send {wanted}, and say so in Content-Type")
    return await _read(request, most)


def read(route: ApiRoute, data: bytes) -> object:
    """What a body says. Raises Failed, FaultyInput."""
    if route.body is None:
        if data.strip():
            raise Failed(422, "faulty_input", "no body is taken here")
        return None
    if isinstance(route.body, Zipped):
        return data
    try:
        said = from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise Failed(400, "malformed", f"the body is no JSON: {error}") from None
    del said
    try:
        return route.body_reader.validate_json(data, strict=True)
    except ValidationError as error:
        raise misread(error, "body") from None


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _read(request: Request, most: int) -> bytes:
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length[:20]) > most:
        raise _too_large(most)
    body = bytearray()
    try:
        async with asyncio.timeout(SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise _too_large(most)
    except (TimeoutError, ClientDisconnect):
        raise Failed(400, "malformed", "the body did not come") from None
    return bytes(body)


def _too_large(most: int) -> Failed:
    return Failed(413, "too_large", f"this is more than {most} bytes")
