"""Routes of secret links to calendars: listed, made and shown once, rotated, revoked."""

from typing import Annotated

from pydantic import Field

from rostering.domain.links import LONGEST_NAME
from rostering.domain.rights import Action, may
from rostering.domain.subscriptions import Purpose, Style, Subject, SubjectKind
from rostering.language import LANGUAGES, SOURCE
from rostering.reports.look.shapes import Shape
from rostering.reports.outside.links import issued_shape, link_shape
from rostering.reports.schemas.people import IssuedJson, LinkJson
from rostering.services.links import feeds, subscriptions
from rostering.services.links.styles import EARLIEST_ALARM
from rostering.web.api.call import ApiCall, FileSent
from rostering.web.api.route import ApiRoute, Zipped
from rostering.web.api.values import Body, Number, Parameters, Text
from rostering.web.service.replies import CALENDAR

Language = Annotated[str, Field(pattern=f"^({'|'.join(LANGUAGES)})$")]


class WhoseLinks(Parameters):
    """Whose links; of an ops lead by default everybody's."""

    consultant: Text | None = None
    ended: bool = Field(default=False, description="Also those that have ended")


class OneLink(Parameters):
    """A link by number."""

    link: Number


class SubjectSent(Body):
    """Whose duties; `all` has no id."""

    kind: SubjectKind
    id: Annotated[str, Field(max_length=200)] = ""


class LinkWanted(Body):
    """What a link is to show, and how it is written."""

    subject: SubjectSent
    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    purpose: Purpose = Purpose.FEED
    language: Language | None = None
    utc: bool = False
    busy: bool = False
    alarm: Annotated[int, Field(ge=0, le=EARLIEST_ALARM)] | None = None


class Rotation(Body):
    """How many days the old link stays good."""

    overlap: Annotated[int, Field(ge=0, le=366)] = subscriptions.OVERLAP


class FeedWanted(Parameters):
    """Whose calendar, and how it is written."""

    kind: SubjectKind
    id: Annotated[str, Field(max_length=200)] = ""
    language: Language | None = None
    utc: bool = False
    busy: bool = False
    alarm: Annotated[int, Field(ge=0, le=EARLIEST_ALARM)] | None = None


def take_feed(call: ApiCall, asked: FeedWanted, _body: None) -> FileSent:
    """One calendar as a file, with all that is published; a link is for those who want it kept up to date."""
    organisation = call.bearer.organisation
    language = asked.language or (organisation.language if organisation else SOURCE)
    style = Style(language, asked.utc, asked.busy, asked.alarm)
    data = feeds.feed_file(call.store, call.actor, Subject(asked.kind, asked.id), style)
    return FileSent("rostering.ics", data, {}, CALENDAR)


def list_links(call: ApiCall, asked: WhoseLinks, _body: None) -> list[Shape]:
    """The links, with when and by what they were last fetched; never their secrets."""
    whose = asked.consultant
    if whose or not may(call.actor, Action.KEEP_OWN_LINKS, ""):
        whose = call.whose(Action.KEEP_OWN_LINKS, whose)
    return [link_shape(link) for link in subscriptions.links(call.store, whose, asked.ended)]


def make_link(call: ApiCall, _asked: Parameters, body: LinkWanted) -> Shape:
    """Make a link, and show it, once."""
    issued = subscriptions.add_link(
        call.store,
        Subject(body.subject.kind, body.subject.id),
        call.actor,
        body.name,
        purpose=body.purpose,
        language=body.language,
        utc=body.utc,
        busy=body.busy,
        alarm=body.alarm,
    )
    return issued_shape(call.base, issued)


def rotate_link(call: ApiCall, asked: OneLink, body: Rotation) -> Shape:
    """Make a link in the place of another, and show it, once."""
    return issued_shape(call.base, subscriptions.rotate_link(call.store, asked.link, call.actor, body.overlap))


def revoke_link(call: ApiCall, asked: OneLink, _body: None) -> Shape:
    """Let a link end now."""
    return link_shape(subscriptions.revoke_link(call.store, asked.link, call.actor))


_LINKS = Action.KEEP_OWN_LINKS
ROUTES = (
    ApiRoute("GET", "/feed", _LINKS, take_feed, Zipped("The calendar", CALENDAR), FeedWanted),
    ApiRoute("GET", "/links", _LINKS, list_links, list[LinkJson], WhoseLinks),
    ApiRoute("POST", "/links", _LINKS, make_link, IssuedJson, body=LinkWanted, status=201, changes=True, secret=True),
    ApiRoute(
        "POST",
        "/links/{link}/rotate",
        _LINKS,
        rotate_link,
        IssuedJson,
        OneLink,
        Rotation,
        201,
        changes=True,
        secret=True,
    ),
    ApiRoute("POST", "/links/{link}/revoke", _LINKS, revoke_link, LinkJson, OneLink, changes=True),
)
