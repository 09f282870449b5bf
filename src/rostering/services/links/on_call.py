"""The links by which customers see who is on call for them."""

from rostering.answers.links import CustomersLinks
from rostering.domain.links import GONE, link_of
from rostering.domain.rights import Action
from rostering.domain.subscriptions import Purpose
from rostering.domain.users import Actor
from rostering.services.access.rights import require
from rostering.services.access.seen import version_of
from rostering.services.clock import now
from rostering.services.links.subscriptions import seen_links
from rostering.services.opening import existing_store


def customers_links(url: str, actor: Actor) -> CustomersLinks:
    """The links that customers have now, and whom more could be given to. Raises Forbidden, NoInputs."""
    require(actor, Action.GIVE_ON_CALL_LINK)
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        kept = [each for each in reading.subscriptions.all() if each.purpose is Purpose.ON_CALL]
        links = tuple(link for each in kept if (link := link_of(each, inputs, now())).standing not in GONE)
        customers = {each.id: each.name for each in inputs.customers}
        return CustomersLinks(links, customers, version_of(seen_links(reading, purpose=Purpose.ON_CALL)))
