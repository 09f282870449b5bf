"""What a handler answered with, as it is sent."""

from starlette.datastructures import URL

from rostering.web.api.call import FileSent, ListPart
from rostering.web.api.failures import reply_of
from rostering.web.api.route import PREFIX, Manner
from rostering.web.service.replies import NO_STORE, Reply


def shown(manner: Manner, found: object, url: str) -> Reply:
    """The reply; `url` is what was asked for."""
    if isinstance(found, FileSent):
        name = f'attachment; filename="{found.name}"'
        return Reply(manner.status, found.data, found.kind, {**NO_STORE, "Content-Disposition": name, **found.headers})
    if isinstance(found, ListPart):
        return reply_of(manner.status, found.items, _onward(url, found))
    place = (
        {"Location": PREFIX + manner.location.format_map(found)} if isinstance(found, dict) and manner.location else {}
    )
    return reply_of(manner.status, found, place)


def _onward(asked: str, part: ListPart) -> dict[str, str]:
    """Where a list goes on (RFC 8288)."""
    if part.onward is None:
        return {}
    url = URL(asked).include_query_params(**{part.parameter: part.onward})
    return {"Link": f'<{url.path}?{url.query}>; rel="next"'}
