"""The door of every page: who comes, whether they may, what they send; then the handler, then whatever went wrong."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from rostering.answers.users import Arrival
from rostering.domain.links import new_secret
from rostering.errors import Empty, FaultyInput, RosteringError, StorageFailed
from rostering.language import speaking
from rostering.services.access.rights import require
from rostering.services.access.sign_in import arrival
from rostering.web.frame.asked import Asked
from rostering.web.frame.bodies import Garbled, pairs, pairs_of
from rostering.web.frame.form import Form, read_form
from rostering.web.frame.languages import preferred
from rostering.web.frame.page import READ, Handler, Page
from rostering.web.frame.refusals import (
    NotOurs,
    OnlySent,
    broken,
    faults_of,
    headers_of,
    is_for_the_form,
    refusal,
    status_of,
)
from rostering.web.frame.rendering import packed, see
from rostering.web.frame.site import Site
from rostering.web.frame.tokens import SESSION, VISIT, is_csrf_token, kept, to_keep
from rostering.web.service.replies import NO_STORE, Reply, Stream
from rostering.web.service.watch import told

BIG = 1 << 16
"""Bytes that are packed in a thread, as nobody else is answered meanwhile."""
_log = logging.getLogger(__name__)


class Door:
    """The ASGI application at one path: its pages by method."""

    def __init__(self, site: Site, pages: Iterable[Page]) -> None:
        self._site = site
        self._pages = {method: page for page in pages for method in page.methods}
        allowed = ", ".join([*(["HEAD"] if "GET" in self._pages else []), *self._pages])
        self._not_allowed = Reply(405, b"method not allowed\n", headers={**NO_STORE, "Allow": allowed})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        page = self._pages.get("GET" if request.method == "HEAD" else request.method)
        with self._site.memory.used(self._site.store):
            reply = await self._not_taken(request) if page is None else await self._reply(request, page)
        if isinstance(reply, Stream):
            await reply.flow(scope, receive, send)
            return
        accepted = request.headers.get("accept-encoding", "")
        big = len(reply.body) > BIG
        reply = await asyncio.to_thread(packed, reply, accepted) if big else packed(reply, accepted)
        await reply.send(scope, send)

    async def _not_taken(self, request: Request) -> Reply:
        """What a method gets that is not taken; who looks at where forms are sent to, as by a bookmark, gets a page."""
        if request.method not in {"GET", "HEAD"}:
            return self._not_allowed
        sent = next(iter(self._pages.values()))
        reply = await self._reply(request, Page(sent.path, sent.name, READ, None, _only_sent))
        return replace(reply, headers={**reply.headers, "Allow": self._not_allowed.headers["Allow"]})

    async def _reply(self, request: Request, page: Page) -> Reply:
        language = preferred(request.headers.get("accept-language", ""))
        visit = kept(request, VISIT) or new_secret()
        asked = Asked(request, self._site, page, language, self._site.clock(), visit)
        with speaking(language):
            try:
                came = await asked.run(arrival, asked.store, kept(request, SESSION))
            except (StorageFailed, Empty) as error:
                return refusal(await _kept_form(asked), StorageFailed(str(error)))
        asked = _known(asked, came)
        with speaking(asked.language):
            return _remembered(asked, await _answer(asked))


async def _only_sent(_asked: Asked) -> Reply:
    raise OnlySent


async def _kept_form(asked: Asked) -> Asked:
    """The request with what was typed, to be sent once more; the secret of its form is what the browser says."""
    secret = kept(asked.request, SESSION) or asked.visit
    try:
        return replace(asked, form=await _sent(asked), visit=secret)
    except FaultyInput:
        return asked


def _known(asked: Asked, came: Arrival) -> Asked:
    """The request of whoever came, in their language."""
    user = came.signed_in.user if came.signed_in else None
    if user:
        asked.request.scope["state"]["user"] = user.number
    language = (user and user.language) or asked.language
    return replace(asked, signed_in=came.signed_in, organisation=came.organisation, language=language)


async def _answer(asked: Asked) -> Reply:
    """What the page answers; whatever fails unforeseen is for the log alone."""
    try:
        return await _honoured(asked)
    except Exception as error:  # noqa: BLE001 - whatever it is, nobody is shown its trace
        _log.error("a page failed: %s", told(error))
        return broken(asked)


async def _honoured(asked: Asked) -> Reply:
    """What the page answers, or why it does not."""
    page = asked.page
    if page.action is not None and asked.signed_in is None:
        return _to_sign_in(asked)
    try:
        if page.action is not None:
            require(asked.actor, page.action)
        asked = replace(asked, query=_query(asked))
        if asked.request.method not in {"GET", "HEAD"}:
            asked = replace(asked, form=await _sent(asked))
            _check(asked)
        reply = await page.handler(asked)
        return replace(reply, status=status_of(FaultyInput(()))) if asked.query.faults else reply
    except RosteringError as error:
        return await _shown_again(asked, error)


async def _sent(asked: Asked) -> Form:
    """The form that was sent, with its faults; nothing where nothing is. Raises TooLarge, Garbled."""
    if asked.request.method in {"GET", "HEAD"}:
        return Form()
    return read_form(asked.page.fields, await pairs_of(asked.request, asked.page.fields.takes_files))


def _query(asked: Asked) -> Form:
    """What stands behind the question mark, as far as the page asks for it. Raises FaultyInput.

    A page that shows itself again has a form there, and says what is wrong beside its fields.
    """
    query = read_form(asked.page.query, pairs(asked.request.url.query), strict=False)
    if query.faults and asked.page.again is not asked.page.handler:
        raise FaultyInput(query.faults)
    return query


def _check(asked: Asked) -> None:
    """Take a form that is ours and has no faults. Raises NotOurs, FaultyInput."""
    if asked.form.faults:
        raise FaultyInput(asked.form.faults)
    if not is_csrf_token(asked.form.csrf, asked.secret):
        raise NotOurs


async def _shown_again(asked: Asked, error: RosteringError) -> Reply:
    """The form once more, with what was typed and what is wrong; or the page that says why not."""
    again = asked.page.again
    if again is None or not is_for_the_form(error):
        if isinstance(error, Empty) and asked.organisation is None and asked.request.method in {"GET", "HEAD"}:
            return see(asked.url("start"))
        return refusal(asked, error)
    asked.form.faults[:] = faults_of(error)
    try:
        reply = await again(_at_form(asked, again))
    except RosteringError as worse:
        return refusal(asked, worse)
    return replace(reply, status=status_of(error), headers={**reply.headers, **headers_of(error)})


def _at_form(asked: Asked, again: Handler) -> Asked:
    """The request as if it had been for the page that shows the form, which may stand at another path."""
    shown = next((page for page in asked.site.pages if page.handler is again), asked.page)
    try:
        said = pairs(asked.request.url.query) if shown.path == asked.page.path else []
    except Garbled:
        said = []
    return replace(asked, page=shown, query=read_form(shown.query, said, strict=False))


def _to_sign_in(asked: Asked) -> Reply:
    """The way to the page for signing in, and from there back."""
    url = asked.request.url
    onward = f"{url.path}?{url.query}" if url.query else url.path
    path = asked.url("sign_in", next=onward if asked.request.method in {"GET", "HEAD"} and onward != "/" else None)
    reply = see(path)
    if asked.request.headers.get("hx-request"):
        return replace(reply, status=401, headers={**reply.headers, "HX-Redirect": path})
    return reply


def _remembered(asked: Asked, reply: Reply) -> Reply:
    """The reply with what the browser is to keep of its visit, and to forget of a session that is over."""
    set_already = any(cookie.partition("=")[0].endswith(("session", "visit")) for cookie in reply.cookies)
    if asked.signed_in or set_already:
        return reply
    cookies = [] if kept(asked.request, VISIT) else [to_keep(asked.request, VISIT, asked.visit)]
    cookies += [to_keep(asked.request, SESSION, "")] if kept(asked.request, SESSION) else []
    return replace(reply, cookies=(*reply.cookies, *cookies))
