"""Assets over HTTP: found by their hash, kept by browsers for good, packed for who takes it."""

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from rostering.web.assets.asset_files import ASSETS, Assets
from rostering.web.service.codings import VARIES, takes_gzip
from rostering.web.service.replies import NOT_ALLOWED, NOT_FOUND, READING, Reply

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Cross-Origin-Resource-Policy": "same-origin"}


class AssetRoute:
    """The ASGI application below `/assets`."""

    def __init__(self, assets: Assets = ASSETS) -> None:
        self._assets = assets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Answer one request."""
        await (self._reply(scope) if scope["method"] in READING else NOT_ALLOWED).send(scope, send)

    def _reply(self, scope: Scope) -> Reply:
        asset = self._assets.by_url.get(scope["path"])
        if asset is None:
            return NOT_FOUND
        if takes_gzip(Headers(scope=scope).get("accept-encoding", "")):
            return Reply(200, asset.packed, asset.kind, {**FOREVER, **VARIES, "Content-Encoding": "gzip"})
        return Reply(200, asset.body, asset.kind, {**FOREVER, **VARIES})
