"""Replies of pages: a template in the reader's language, with the headers that keep it safe; or the way to another."""

import gzip
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace

from rostering.web.frame.asked import Asked
from rostering.web.frame.environment import environment
from rostering.web.frame.navigation import places
from rostering.web.service.codings import VARIES, takes_gzip
from rostering.web.service.replies import EVENTS, HTML, JSON, NO_STORE, Reply, Stream

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SAFE = {
    **NO_STORE,
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}
SMALL = 1000
"""Bytes that are not worth packing."""
_PACKED = frozenset({HTML, JSON})
LEVEL = 5
"""Of packing: what more would save is not worth the reader's time."""


def page(asked: Asked, template: str, status: int = 200, /, **values: object) -> Reply:
    """A page, or a part of one, from a template below `web`."""
    text = (
        environment()
        .get_template(template)
        .render(asked=asked, url=asked.url, form=asked.form, query=asked.query, places=list(places(asked)), **values)
    )
    return Reply(status, text.encode(), HTML, {**SAFE, "Content-Language": asked.language})


def see(path: str, cookies: Iterable[str] = ()) -> Reply:
    """The way to another page, which is then asked for by GET."""
    return Reply(303, b"", headers={**SAFE, "Location": path}, cookies=tuple(cookies))


def stream(asked: Asked, chunks: AsyncIterator[bytes], kind: str = EVENTS) -> Stream:
    """A reply that comes bit by bit, such as events; a proxy is asked not to gather them."""
    headers = {**SAFE, "Content-Language": asked.language, "X-Accel-Buffering": "no"}
    return Stream(200, b"", kind, headers, chunks=chunks, language=asked.language)


def packed(reply: Reply, accepted: str) -> Reply:
    """The reply in gzip, where it is worth it and is taken."""
    if reply.type not in _PACKED:
        return reply
    headers = {**reply.headers, **VARIES}
    if len(reply.body) < SMALL or not takes_gzip(accepted):
        return replace(reply, headers=headers)
    return replace(
        reply, body=gzip.compress(reply.body, LEVEL, mtime=0), headers={**headers, "Content-Encoding": "gzip"}
    )
