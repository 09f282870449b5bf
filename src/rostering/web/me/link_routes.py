"""The pages of calendar links: listed, added, rotated, revoked; a new one is shown once, with what to do with it."""

from collections.abc import Iterable
from datetime import timedelta

from rostering.answers.links import Issued, OwnLinks
from rostering.domain.links import LONGEST_NAME
from rostering.domain.rights import Action
from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.language import LANGUAGES, formats, spoken
from rostering.reports.outside.links import addresses
from rostering.services.links.own import own_links
from rostering.services.links.styles import EARLIEST_ALARM
from rostering.services.links.subscriptions import OVERLAP, add_link, revoke_link, rotate_link
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Fields, Text, Tick, Whole
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.me.clients import client_name
from rostering.web.me.qr_codes import qr_code
from rostering.web.me.whose import WHOSE, choose, named, other, whose
from rostering.web.service.hosts import known_base
from rostering.web.service.replies import Reply

ALARMS = (15, 60, 720, 1440)
"""Minutes before a duty that the form offers."""


async def show_links(asked: Asked) -> Reply:
    """One's links, and the form for another."""
    consultant = named(asked)
    if consultant is None:
        return await choose(asked)
    found: OwnLinks = await asked.run(own_links, asked.store, asked.actor, consultant)
    return page(
        asked,
        "me/links.html",
        found=found,
        other=other(asked),
        alarms=ALARMS,
        languages=LANGUAGES,
        overlap=OVERLAP,
        alarm_choices=_alarm_choices,
        client_name=client_name,
    )


async def add(asked: Asked) -> Reply:
    """Make a link, and show it, once."""
    form = asked.form
    issued: Issued = await asked.run(
        add_link,
        asked.store,
        Subject(SubjectKind.CONSULTANT, whose(asked)),
        asked.actor,
        form.text("name"),
        language=form.choice("language") or spoken(),
        busy=form.tick("busy"),
        alarm=form.whole("alarm"),
        version=form.version,
    )
    return _shown(asked, issued)


async def rotate(asked: Asked) -> Reply:
    """Make a link in the place of another, and show it, once."""
    number = int(asked.param("number"))
    issued = await asked.run(rotate_link, asked.store, number, asked.actor, OVERLAP, version=asked.form.version)
    return _shown(asked, issued)


async def revoke(asked: Asked) -> Reply:
    """Let a link end now."""
    await asked.run(revoke_link, asked.store, int(asked.param("number")), asked.actor, asked.form.version)
    return see(asked.url("links", consultant=other(asked), done="revoked"))


def _alarm_choices(alarms: Iterable[int]) -> list[tuple[str, str]]:
    """The alarms that the form offers, in words."""
    return [(str(minutes), formats.length(timedelta(minutes=minutes))) for minutes in alarms]


def _shown(asked: Asked, issued: Issued) -> Reply:
    """A new link; where nobody knows how the service is reached, without what needs its whole address."""
    base = asked.site.base or known_base(asked.request.scope) or ""
    told = addresses(base, issued)
    landing = f"{base}/feeds/{issued.secret}"
    return page(
        asked,
        "me/new_link.html",
        issued=issued,
        url_to_copy=told["url"],
        webcal=told.get("webcal") if base else None,
        landing=landing,
        qr=qr_code(landing) if base and "webcal" in told else None,
        other=other(asked),
    )


_OWN = Action.KEEP_OWN_LINKS
_ADD = Fields(
    WHOSE,
    Text("name", longest=LONGEST_NAME),
    ChoiceField("language", options=LANGUAGES, required=False),
    Tick("busy"),
    Whole("alarm", required=False, most=EARLIEST_ALARM),
)
_ONE = Fields(WHOSE)
_QUERY = Fields(WHOSE, ChoiceField("done", options=("revoked",), required=False))

PAGES = (
    Page("/me/links", "links", READ, _OWN, show_links, query=_QUERY),
    Page("/me/links", "links", SEND, _OWN, add, _ADD, again=show_links),
    Page("/me/links/{number:int}/rotate", "rotate_link", SEND, _OWN, rotate, _ONE, again=show_links),
    Page("/me/links/{number:int}/revoke", "revoke_link", SEND, _OWN, revoke, _ONE, again=show_links),
)
