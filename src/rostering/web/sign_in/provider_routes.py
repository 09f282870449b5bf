"""The pages for signing in by an OpenID provider: the way there, and the way back.

Nothing is kept of an attempt but a secret in the browser; state, nonce and verifier are made of it, so that nobody
else's answer fits, and no process has to remember.
"""

import base64
import hmac

from rostering.domain.links import new_secret
from rostering.errors import Refused
from rostering.language import _
from rostering.services.access.provider import sign_in_by_claims
from rostering.web.frame.asked import Asked, NotHere
from rostering.web.frame.fields import Fields, Text
from rostering.web.frame.page import READ, Page
from rostering.web.frame.rendering import see
from rostering.web.frame.tokens import VISIT, made_of, to_keep
from rostering.web.service.hosts import known_base
from rostering.web.service.replies import Reply
from rostering.web.sign_in.attempts import count_attempt
from rostering.web.sign_in.onward import LONGEST, onward
from rostering.web.sign_in.openid import OpenID
from rostering.web.sign_in.routes import show_sign_in, welcomed

LONGEST_CODE = 8000


class NoWayBack(Refused):
    """A service that does not know where others reach it."""

    def __init__(self) -> None:
        super().__init__(_("the service was not told where others reach it: start it with --url"))


class AnotherAttempt(Refused):
    """An answer of the provider to somebody else, or to a question that is long over."""

    def __init__(self) -> None:
        super().__init__(_("this took too long, or was begun in another browser: try again"))


class RefusedThere(Refused):
    """Somebody whom the provider did not let through."""

    def __init__(self, name: str) -> None:
        super().__init__(_("{provider} did not let you through", provider=name))


async def go_there(asked: Asked) -> Reply:
    """To the provider, with a secret of this attempt in the browser."""
    openid, visit = _openid(asked), new_secret()
    state = _state(visit, onward(asked.query.text("next")))
    url = await asked.run(openid.way_there, _back(asked), state, made_of(visit, "nonce"), made_of(visit, "verifier"))
    return see(url, [to_keep(asked.request, VISIT, visit)])


async def come_back(asked: Asked) -> Reply:
    """From the provider, signed in where its answer fits the attempt of this browser."""
    openid = _openid(asked)
    if asked.query.text("error"):
        raise RefusedThere(openid.provider.name)
    path = _next(asked.visit, asked.query.text("state"))
    if path is None or asked.query.text("iss") not in {"", openid.provider.issuer}:
        raise AnotherAttempt
    count_attempt(asked, asked.query.text("state"))
    nonce, verifier = made_of(asked.visit, "nonce"), made_of(asked.visit, "verifier")
    claims = await asked.run(openid.who_came, _back(asked), asked.query.text("code"), nonce, verifier)
    signed = await asked.run(sign_in_by_claims, asked.store, claims, openid.provider.admission)
    return welcomed(asked, signed, path)


def _openid(asked: Asked) -> OpenID:
    """The provider. Raises NotHere where there is none."""
    provider = asked.site.provider
    if provider is None:
        raise NotHere
    return asked.site.once("openid", lambda: OpenID(provider))


def _back(asked: Asked) -> str:
    """Where the provider is to send people back to. Raises NoWayBack."""
    base = asked.site.base or known_base(asked.request.scope)
    if base is None:
        raise NoWayBack
    return base + asked.url("from_provider")


def _state(visit: str, path: str) -> str:
    """What the provider hands back: where somebody wanted to go, signed with the secret of the attempt."""
    said = base64.urlsafe_b64encode(path.encode()).decode().rstrip("=")
    return f"{said}.{made_of(visit, f'state {said}')}"


def _next(visit: str, state: str) -> str | None:
    """Where somebody wanted to go; None when this is not the state of their attempt."""
    said, _dot, signature = state.partition(".")
    if not state.isascii() or not hmac.compare_digest(signature, made_of(visit, f"state {said}")):
        return None
    return onward(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)).decode())


_ANSWER = Fields(
    Text("code", required=False, longest=LONGEST_CODE),
    Text("state", required=False, longest=2 * LONGEST),
    Text("iss", required=False),
    Text("error", required=False),
)

PAGES = (
    Page(
        "/sign-in/with-provider",
        "with_provider",
        READ,
        None,
        go_there,
        query=Fields(Text("next", required=False, longest=LONGEST)),
        again=show_sign_in,
    ),
    Page("/sign-in/from-provider", "from_provider", READ, None, come_back, query=_ANSWER, again=show_sign_in),
)
