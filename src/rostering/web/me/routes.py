"""The pages of a consultant: their duties; those of leave and of links stand beside it."""

from rostering.domain.rights import Action
from rostering.services.dues.due_looks import own_dues
from rostering.services.rosters.own_duties import own_duties
from rostering.services.swaps.swap_looks import own_swaps
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import Fields
from rostering.web.frame.page import READ, Page
from rostering.web.frame.rendering import page
from rostering.web.me.duties import view_of
from rostering.web.me.leave_routes import PAGES as LEAVE
from rostering.web.me.link_routes import PAGES as LINKS
from rostering.web.me.pay_routes import PAGES as PAY
from rostering.web.me.whose import WHOSE, choose, named, other
from rostering.web.service.replies import Reply

_KEEP = Action.KEEP_OBLIGATIONS


async def show_duties(asked: Asked) -> Reply:
    """The next duty, all that come, how fair it is, and compensating days."""
    consultant = named(asked)
    if consultant is None:
        return await choose(asked)
    found = await asked.run(own_duties, asked.store, asked.actor, consultant, asked.now)
    swaps = await asked.run(own_swaps, asked.store, asked.actor, consultant, asked.now, asked.site.memory)
    dues = await asked.run(own_dues, asked.store, asked.actor, consultant, asked.now)
    view = view_of(found, other(asked) is None, swaps)
    return page(asked, "me/me.html", view=view, other=other(asked), dues=dues, may_keep=asked.may(_KEEP))


PAGES = (
    Page("/me", "me", READ, Action.LOOK_OWN, show_duties, query=Fields(WHOSE)),
    *PAY,
    *LEAVE,
    *LINKS,
)
