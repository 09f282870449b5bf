"""The pages for signing in and out, and for one's own language and password."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import TypeVar

from rostering.answers.users import SignedIn
from rostering.domain.rights import Action
from rostering.domain.users import LONGEST_NAME
from rostering.language import LANGUAGES
from rostering.services.access import sign_in as access
from rostering.services.access.passwords import SHORTEST
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Fields, Secret, Text
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.frame.tokens import SESSION, VISIT, to_keep
from rostering.web.service.replies import Reply
from rostering.web.sign_in.account import show_account
from rostering.web.sign_in.attempts import count_attempt, forget_attempts
from rostering.web.sign_in.onward import LONGEST, onward

Done = TypeVar("Done")
HASHERS = 2
"""Threads that hash passwords; each takes a processor and 64 MiB while it does."""
_hashers = ThreadPoolExecutor(HASHERS, "hasher")
_NEXT = Text("next", required=False, longest=LONGEST)
_CREDENTIALS = Fields(Text("name", longest=LONGEST_NAME), Secret("password"), _NEXT)


async def show_sign_in(asked: Asked) -> Reply:
    """The form for name and password; whoever is signed in goes on."""
    if asked.signed_in and not asked.form.is_sent:
        return see(onward(asked.query.text("next")))
    return page(asked, "sign_in/sign_in.html", next=asked.form.again("next", asked.query.text("next")))


async def sign_in(asked: Asked) -> Reply:
    """Sign in by name and password, and go on."""
    name = asked.form.text("name")
    count_attempt(asked, name)
    signed = await _hashing(partial(access.sign_in, asked.store, name, asked.form.text("password")))
    forget_attempts(asked, name)
    return welcomed(asked, signed, onward(asked.form.text("next")))


async def show_invitation(asked: Asked) -> Reply:
    """The form for the first password of whoever was invited."""
    user = await asked.run(access.invited, asked.store, asked.param("secret"))
    if user is None:
        return page(asked, "sign_in/no_invitation.html", 404)
    return page(asked, "sign_in/invitation.html", user=user, shortest=SHORTEST)


async def accept_invitation(asked: Asked) -> Reply:
    """Set the first password, and go in."""
    secret = asked.param("secret")
    count_attempt(asked, secret)
    signed = await _hashing(partial(access.accept, asked.store, secret, asked.form.text("password")))
    return welcomed(asked, signed, "/")


async def sign_out(asked: Asked) -> Reply:
    """Sign out of this browser."""
    await asked.run(access.sign_out, asked.store, asked.secret)
    return _farewell(asked)


async def choose_language(asked: Asked) -> Reply:
    """Keep a language."""
    await asked.run(access.choose_language, asked.store, asked.actor, asked.form.choice("language"))
    return see(asked.url("account"))


async def change_password(asked: Asked) -> Reply:
    """Set another password; all other browsers are signed out."""
    count_attempt(asked, asked.actor.name)
    old, new = asked.form.text("old"), asked.form.text("new")
    signed = await _hashing(partial(access.change_password, asked.store, asked.actor, old, new))
    forget_attempts(asked, asked.actor.name)
    return see(asked.url("account", changed="password"), [to_keep(asked.request, SESSION, signed.secret)])


async def sign_out_everywhere(asked: Asked) -> Reply:
    """Sign out of every browser."""
    await asked.run(access.sign_out_everywhere, asked.store, asked.actor)
    return _farewell(asked)


def welcomed(asked: Asked, signed: SignedIn, path: str) -> Reply:
    """The way on of whoever has just signed in."""
    cookies = [to_keep(asked.request, SESSION, signed.secret), to_keep(asked.request, VISIT, "")]
    return see(path, cookies)


def _farewell(asked: Asked) -> Reply:
    return see(asked.url("sign_in"), [to_keep(asked.request, SESSION, "")])


async def _hashing(work: Callable[[], Done]) -> Done:
    """Do something that hashes a password, one of few at a time, in the language that is spoken."""
    context = copy_context()
    return await asyncio.get_running_loop().run_in_executor(_hashers, context.run, work)


_WITH_NEXT = Fields(_NEXT)
_PASSWORD = Fields(Secret("password"))
_LANGUAGE = Fields(ChoiceField("language", options=LANGUAGES, required=False))
_NEW_PASSWORD = Fields(Secret("old"), Secret("new"))
_OWN = Action.KEEP_OWN_ACCOUNT

PAGES = (
    Page("/sign-in", "sign_in", READ, None, show_sign_in, query=_WITH_NEXT),
    Page("/sign-in", "sign_in", SEND, None, sign_in, _CREDENTIALS, again=show_sign_in),
    Page("/sign-in/{secret}", "invitation", READ, None, show_invitation),
    Page("/sign-in/{secret}", "invitation", SEND, None, accept_invitation, _PASSWORD, again=show_invitation),
    Page("/sign-out", "sign_out", SEND, _OWN, sign_out),
    Page("/account/language", "language", SEND, _OWN, choose_language, _LANGUAGE, again=show_account),
    Page("/account/password", "password", SEND, _OWN, change_password, _NEW_PASSWORD, again=show_account),
    Page("/account/sign-out", "sign_out_everywhere", SEND, _OWN, sign_out_everywhere),
)
