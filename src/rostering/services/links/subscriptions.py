"""Secret links: made, listed, rotated and revoked; the secret itself is handed out once and not kept."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from rostering.answers.links import Issued
from rostering.domain.inputs import Inputs
from rostering.domain.links import GONE, Link, LinkStanding, cleaned_name, digest_of, has_left, link_of, new_secret
from rostering.domain.rights import Action
from rostering.domain.subscriptions import Purpose, Style, Subject, SubjectKind, Subscription
from rostering.domain.users import Actor
from rostering.errors import BadCall, Conflict, Unknown, hinted
from rostering.folder.notes import nearest
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.access.seen import check_seen
from rostering.services.clock import now
from rostering.services.links.styles import check_style
from rostering.services.opening import existing_store
from rostering.store import Reading, Transaction

OVERLAP = 7
"""Days that a link which is rotated out stays good for, by default."""
LONGEST_OVERLAP = 365


class BadLink(BadCall):
    """A link that nobody can have."""


class NobodyToSubscribe(Unknown):
    """Somebody or something that the inputs do not know."""

    def __init__(self, subject: Subject, known: Iterable[str]) -> None:
        super().__init__(
            hinted(
                _("there is no {kind} '{value}'", kind=_(subject.kind.value), value=subject.id),
                nearest(subject.id, known),
            )
        )


class UnknownLink(Unknown):
    """A number that no link has."""

    def __init__(self, number: int, newest: int) -> None:
        hint = _("the newest is {number}", number=newest) if newest else _("none has been made yet")
        super().__init__(_("there is no link {number}; {hint}", number=number, hint=hint))


class Ended(Conflict):
    """A link that is good no more."""

    def __init__(self, link: Link) -> None:
        why = {LinkStanding.LEFT: _("ended when its consultant left"), LinkStanding.ROTATED: _("was rotated out")}
        told = why.get(link.standing, _("was revoked"))
        day = link.ends.astimezone(link.zone).date() if link.ends else ""
        super().__init__(
            _(
                "{link} {told} on {day}: it is good no more",
                link=_("link {number}", number=link.subscription.number),
                told=told,
                day=day,
            )
        )


def add_link(
    url: str,
    subject: Subject,
    actor: Actor,
    name: str = "",
    *,
    purpose: Purpose = Purpose.FEED,
    language: str | None = None,
    utc: bool = False,
    busy: bool = False,
    alarm: int | None = None,
    version: str | None = None,
) -> Issued:
    """Make a link to a feed, to who is on call for a customer, or one by which a consultant sends leave in.

    The firm's language by default. `version` is what the sender of a form was shown. Raises Forbidden, NoInputs,
    UnknownSubject, BadLink, BadStyle, Stale.
    """
    require_link(actor, subject)
    with existing_store(url).transaction() as tx:
        inputs = tx.inputs()
        style = Style(inputs.organisation.language if language is None else language, utc, busy, alarm)
        _check(subject, purpose, style, inputs)
        if version is not None:
            check_seen(version, seen_links(tx, **_family(subject, purpose)), _of_links)
        wanted = Subscription(0, purpose, subject, cleaned_name(name), style, "", now())
        link, secret = _issued(tx, wanted)
        tx.log(actor.name, "add link", f"link {link.number}", None, told(link), at=link.created)
        return Issued(link_of(link, inputs, now()), secret)


def links(url: str, consultant: str | None = None, ended: bool = False) -> tuple[Link, ...]:
    """The links that are good, or all there ever were, by number. Raises NoInputs, UnknownSubject."""
    with existing_store(url).reading() as reading:
        inputs, known = reading.inputs(), reading.subscriptions.all()
    if consultant is not None:
        subject = Subject(SubjectKind.CONSULTANT, consultant)
        known = tuple(each for each in known if each.subject == subject)
        if not known:
            _check_known(subject, inputs)
    found = (link_of(each, inputs, now()) for each in known)
    return tuple(link for link in found if ended or link.standing not in GONE)


def rotate_link(url: str, number: int, actor: Actor, overlap: int = OVERLAP, version: str | None = None) -> Issued:
    """Make a link that stands in for another, which stays good for `overlap` more days.

    Raises Forbidden, NoInputs, UnknownLink, Ended, BadLink, Stale.
    """
    if not 0 <= overlap <= LONGEST_OVERLAP:
        raise BadLink(
            _(
                "an overlap is 0 to {longest_overlap} days, not {overlap}",
                longest_overlap=LONGEST_OVERLAP,
                overlap=overlap,
            )
        )
    with existing_store(url).transaction() as tx:
        inputs, old = _good(tx, number, actor)
        _check_version(tx, old, version)
        new, secret = _issued(tx, replace(_bare(old.subscription), created=now()))
        at = new.created + timedelta(days=overlap)
        tx.subscriptions.end(number, min(at, old.ends or at), new.number)
        tx.log(
            actor.name, "rotate link", f"link {number}", told(old.subscription), f"link {new.number}", at=new.created
        )
        return Issued(link_of(new, inputs, now()), secret, link_of(_numbered(tx, number), inputs, now()))


def revoke_link(url: str, number: int, actor: Actor, version: str | None = None) -> Link:
    """Let a link end now. Raises Forbidden, NoInputs, UnknownLink, Ended, Stale."""
    with existing_store(url).transaction() as tx:
        inputs, old = _good(tx, number, actor)
        _check_version(tx, old, version)
        at = now()
        tx.subscriptions.end(number, at)
        tx.log(actor.name, "revoke link", f"link {number}", told(old.subscription), None, at=at)
        return link_of(_numbered(tx, number), inputs, now())


def told(link: Subscription) -> str:
    """A link in words, without its secret."""
    return ": ".join(filter(None, (link.name, f"{link.purpose} of {link.subject}")))


def seen_links(reading: Reading, subject: Subject | None = None, purpose: Purpose | None = None) -> list[str]:
    """What somebody is shown who changes the links of a subject or purpose: each with when it ends, if it does."""
    known = (each for each in reading.subscriptions.all() if subject in (None, each.subject))
    return [_seen(each) for each in known if purpose in (None, each.purpose)]


def _family(subject: Subject, purpose: Purpose) -> dict[str, Any]:
    """Which links are shown together: all that show customers who is on call, and all of one subject."""
    return {"purpose": purpose} if purpose is Purpose.ON_CALL else {"subject": subject}


def _seen(link: Subscription) -> str:
    return f"{link.number}@{int(link.ends.timestamp())}" if link.ends else str(link.number)


def _of_links(item: str) -> str:
    number, _at, ends = item.partition("@")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return ""
    return _("link {number}, which ends", number=number) if ends else _("link {number}", number=number)


def _check_version(reading: Reading, link: Link, version: str | None) -> None:
    if version is not None:
        kept = link.subscription
        check_seen(version, seen_links(reading, **_family(kept.subject, kept.purpose)), _of_links)


def require_link(actor: Actor, subject: Subject) -> None:
    """A consultant keeps links of their own; all others are an ops lead's to give. Raises Forbidden."""
    if subject.kind is SubjectKind.CONSULTANT:
        require(actor, Action.KEEP_OWN_LINKS, subject.id)
    else:
        require(actor, Action.GIVE_ON_CALL_LINK)


def _issued(tx: Transaction, wanted: Subscription) -> tuple[Subscription, str]:
    secret = new_secret()
    return tx.subscriptions.add(replace(wanted, digest=digest_of(secret))), secret


def _bare(link: Subscription) -> Subscription:
    """The link as if it had just been asked for."""
    return Subscription(0, link.purpose, link.subject, link.name, link.style, "", link.created)


def _good(reading: Reading, number: int, actor: Actor) -> tuple[Inputs, Link]:
    inputs = reading.inputs()
    link = link_of(_numbered(reading, number), inputs, now())
    require_link(actor, link.subscription.subject)
    if link.standing in GONE:
        raise Ended(link)
    return inputs, link


def _numbered(reading: Reading, number: int) -> Subscription:
    known = {link.number: link for link in reading.subscriptions.all()}
    if number not in known:
        raise UnknownLink(number, max(known, default=0))
    return known[number]


def _check(subject: Subject, purpose: Purpose, style: Style, inputs: Inputs) -> None:
    _check_known(subject, inputs)
    if has_left(subject, inputs, now().astimezone(inputs.organisation.zone).date()):
        raise BadLink(_("{value} has left the firm: a link would be good no more", value=subject.id))
    if purpose is Purpose.LEAVE and subject.kind is not SubjectKind.CONSULTANT:
        raise BadLink(_("only a consultant has leave to send in"))
    if purpose is Purpose.ON_CALL and subject.kind is not SubjectKind.CUSTOMER:
        raise BadLink(_("such a link is for one customer, to see who is on call for them"))
    check_style(style.language, style.alarm)


def _check_known(subject: Subject, inputs: Inputs) -> None:
    catalogue = inputs.catalogue
    known: dict[SubjectKind, Iterable[str]] = {
        SubjectKind.CONSULTANT: [consultant.id for consultant in inputs.consultants],
        SubjectKind.ROLE: catalogue.roles,
        SubjectKind.TEAM: catalogue.teams,
        SubjectKind.CUSTOMER: [customer.id for customer in inputs.customers],
    }
    if subject.kind in known and subject.id not in known[subject.kind]:
        raise NobodyToSubscribe(subject, known[subject.kind])
