"""The page of one's own account, with access tokens for programs: made, shown once, revoked."""

from collections.abc import Iterable

from rostering.domain.access_tokens import LONGEST_NAME
from rostering.domain.rights import Action
from rostering.domain.users import Role
from rostering.language import LANGUAGES
from rostering.services.access.access_tokens import make_own_token, own_tokens, revoke_token
from rostering.services.access.passwords import SHORTEST
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, DateField, Fields, Text
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply


async def show_account(asked: Asked) -> Reply:
    """Language, password, access tokens, and signing out everywhere."""
    user = asked.signed_in.user if asked.signed_in else None
    own = await asked.run(own_tokens, asked.store, asked.actor)
    return page(
        asked,
        "sign_in/account.html",
        user=user,
        languages=LANGUAGES,
        shortest=SHORTEST,
        own=own,
        longest=LONGEST_NAME,
        role_choices=_role_choices,
    )


async def make_token(asked: Asked) -> Reply:
    """Make an access token, and show it, once."""
    form = asked.form
    role, until = Role(form.text("role")), form.day("until") or asked.now.date()
    made = await asked.run(make_own_token, asked.store, asked.actor, form.text("name"), role, until)
    return page(asked, "sign_in/new_token.html", made=made, zone=asked.zone)


async def revoke(asked: Asked) -> Reply:
    """Let an access token be good no more."""
    await asked.run(revoke_token, asked.store, asked.actor, int(asked.param("number")))
    return see(asked.url("account", changed="token"))


def _role_choices(roles: Iterable[Role]) -> list[tuple[str, str]]:
    """Roles as a form offers them, in words."""
    return [(role.value, role.word) for role in roles]


_QUERY = Fields(Text("changed", required=False))
_TOKEN = Fields(
    Text("name", longest=LONGEST_NAME),
    ChoiceField("role", options=tuple(role.value for role in Role)),
    DateField("until"),
)
_OWN = Action.KEEP_OWN_ACCOUNT

PAGES = (
    Page("/account", "account", READ, _OWN, show_account, query=_QUERY),
    Page("/account/tokens", "tokens", SEND, _OWN, make_token, _TOKEN, again=show_account),
    Page("/account/tokens/{number:int}/revoke", "revoke_token", SEND, _OWN, revoke, again=show_account),
)
