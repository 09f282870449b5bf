"""The pages as routes of the service, what they load, and the answer where there is nothing."""

from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from rostering.web.assets.asset_files import FOLDER
from rostering.web.assets.asset_route import AssetRoute
from rostering.web.frame.asked import Asked, NotHere
from rostering.web.frame.door import Door
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.refusals import refusal
from rostering.web.frame.site import Site
from rostering.web.service.replies import NOT_FOUND, Fixed, Reply


def routes(site: Site) -> Iterable[BaseRoute]:
    """A route for each path of a site, and one for what its pages load."""
    yield Route(FOLDER + "{path:path}", AssetRoute())
    for path, pages in site.by_path().items():
        yield Route(path, Door(site, pages))


def nothing_here(site: Site) -> ASGIApp:
    """The answer at all other paths: for whoever reads pages one that says so, for programs a line."""
    door, plain = Door(site, [Page("", "nowhere", (*READ, *SEND), None, _nowhere)]), Fixed(NOT_FOUND)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        wanted = scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", "")
        await (door if wanted else plain)(scope, receive, send)

    return answer


async def _nowhere(asked: Asked) -> Reply:
    return refusal(asked, NotHere())
