"""Whose pages these are: one's own; an ops lead may look at anybody's."""

from rostering.domain.users import Role
from rostering.errors import BadCall
from rostering.language import _
from rostering.services.links.own import consultants
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import Text
from rostering.web.frame.rendering import page
from rostering.web.service.replies import Reply

WHOSE = Text("consultant", required=False, longest=100)
"""The consultant whom a page is about, by id; nobody has to say that it is they."""


class NobodysPage(BadCall):
    """A page about somebody of whom nobody said who it is."""

    def __init__(self) -> None:
        super().__init__(_("say whose: choose a consultant first"))


def named(asked: Asked) -> str | None:
    """The id of the consultant whom the page is about."""
    return asked.form.again("consultant") or asked.query.again("consultant") or asked.actor.consultant


def whose(asked: Asked) -> str:
    """The same; services check that they may. Raises NobodysPage."""
    found = named(asked)
    if found is None:
        raise NobodysPage
    return found


def other(asked: Asked) -> str | None:
    """The id to say in addresses, where the page is not about whoever looks."""
    return None if named(asked) == asked.actor.consultant else named(asked)


async def choose(asked: Asked) -> Reply:
    """The page on which an ops lead says whose pages to look at."""
    found = await asked.run(consultants, asked.store, asked.actor)
    return page(asked, "me/whose.html", people=found, is_ops=asked.actor.role is Role.OPS)
