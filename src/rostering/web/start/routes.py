"""The first page: what to do next in a new store; else the page of one's role."""

from rostering.domain.rights import Action
from rostering.domain.users import Role
from rostering.services.inputs.example import load_example
from rostering.web.frame.asked import Asked
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

HOMES = {
    Role.OPS: ("board", "on_call"),
    Role.CONSULTANT: ("me", "on_call", "board"),
    Role.FINANCE: ("month_end", "on_call", "board"),
    Role.VIEWER: ("board", "on_call"),
}
"""Where somebody's work is, by role: the first of these pages that there is."""


async def show_start(asked: Asked) -> Reply:
    """What to do next, or the way to where one's work is."""
    homes = HOMES[asked.actor.role] if asked.organisation else ()
    home = next((name for name in homes if asked.site.has(name) and not _is_nobodys(asked, name)), None)
    if home and not asked.form.is_sent:
        return see(asked.url(home))
    return page(asked, "start/start.html", may_load=asked.may(Action.LOAD_EXAMPLE) and asked.organisation is None)


async def take_example(asked: Asked) -> Reply:
    """Load the example, and begin."""
    await asked.run(load_example, asked.store, asked.actor)
    return see(asked.url("start"))


def _is_nobodys(asked: Asked, name: str) -> bool:
    """Whether the page would be about duties of somebody who is no consultant."""
    return name == "me" and asked.actor.consultant is None


PAGES = (
    Page("/", "start", READ, Action.START, show_start),
    Page("/start/example", "example", SEND, Action.LOAD_EXAMPLE, take_example, again=show_start),
)
