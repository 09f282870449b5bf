"""The links of one consultant, as they see them."""

from rostering.answers.links import OwnLinks
from rostering.domain.links import GONE, link_of
from rostering.domain.parties import Consultant
from rostering.domain.rights import Action, may
from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.domain.users import Actor
from rostering.services.access.rights import require
from rostering.services.access.seen import version_of
from rostering.services.clock import now
from rostering.services.links.subscriptions import NobodyToSubscribe, seen_links
from rostering.services.opening import existing_store
from rostering.store import Reading


def own_links(url: str, actor: Actor, consultant: str) -> OwnLinks:
    """The good links of a consultant. Raises Forbidden, NoInputs, NobodyToSubscribe."""
    require(actor, Action.KEEP_OWN_LINKS, consultant)
    subject = Subject(SubjectKind.CONSULTANT, consultant)
    with existing_store(url).reading() as reading:
        who, inputs = consultant_of(reading, consultant), reading.inputs()
        kept = (link_of(each, inputs, now()) for each in reading.subscriptions.all() if each.subject == subject)
        good = tuple(link for link in kept if link.standing not in GONE)
        return OwnLinks(who.id, who.name, good, version_of(seen_links(reading, subject)))


def consultants(url: str, actor: Actor) -> dict[str, str]:
    """The consultants whose pages somebody may look at: names by id, in order of the names. Raises Forbidden."""
    require(actor, Action.LOOK_OWN)
    with existing_store(url).reading() as reading:
        names = reading.names()
    seen = {key: name for key, name in names.items() if may(actor, Action.LOOK_OWN, key)}
    return dict(sorted(seen.items(), key=lambda pair: pair[1].casefold()))


def consultant_of(reading: Reading, key: str) -> Consultant:
    """The consultant of an id. Raises NobodyToSubscribe."""
    who = reading.consultant(key)
    if who is None:
        raise NobodyToSubscribe(Subject(SubjectKind.CONSULTANT, key), reading.names())
    return who
