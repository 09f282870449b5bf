"""Secret links in words and shapes; addresses are told once, when a link is made."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from rich.table import Table

from rostering.answers.links import Issued
from rostering.domain.links import Link
from rostering.domain.subscriptions import Purpose, Style, Subject
from rostering.errors import BadCall
from rostering.language import _, counted, marked
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape

_HOW = marked("""\
Apple Calendar: open the webcal link. Google (From URL) and Outlook (Subscribe from web): paste the first link.
Google looks again every 8 to 24 hours, Outlook every 3 hours or more: late changes come by mail or phone.""")
_HOW_LEAVE = marked(
    "Opened in a browser, it takes leave in as a calendar file; the ops lead decides what becomes of it."
)
_HOW_ON_CALL = marked("Opened in a browser, it shows which roles are on call for the customer, without names.")
_ONCE = marked("It is shown this once, and whoever has it can read along: keep it like a password.")
_ONCE_LEAVE = marked("It is shown this once, and whoever has it can send leave in: keep it like a password.")
_PAGES = {Purpose.LEAVE: "leave", Purpose.ON_CALL: "on-call"}
"""Where links lead that are opened in a browser."""


class BadBase(BadCall):
    """An address that no link can begin with."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("'{text}' is not an address for links: write it like https://rostering.example.org", text=text)
        )


def base_of(text: str) -> str:
    """Where the service is reached, without a slash at the end. Raises BadBase."""
    try:
        parts = urlsplit(text)
        fits = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        raise BadBase(text) from None
    if not fits or parts.query or parts.fragment or not text.isprintable() or " " in text:
        raise BadBase(text)
    return text.rstrip("/?#")


def addresses(base: str, issued: Issued) -> dict[str, str]:
    """The link to copy as `url`; for feeds also the one that Apple's calendars open, as `webcal`."""
    if page := _PAGES.get(issued.link.subscription.purpose):
        return {"url": f"{base}/{page}/{issued.secret}"}
    url = f"{base}/feeds/{issued.secret}/rostering.ics"
    return {"url": url, "webcal": f"webcal://{url.partition('://')[2]}"}


def issued_shape(base: str, issued: Issued) -> Shape:
    """A new link with its addresses, and what becomes of the one that it stands in for."""
    replaces = {} if issued.replaces is None else {"replaces": link_shape(issued.replaces)}
    return {**addresses(base, issued), **link_shape(issued.link), **replaces}


def issued_report(base: str, issued: Issued) -> list[str]:
    """The addresses first, then what to do with them."""
    purpose = issued.link.subscription.purpose
    this = _("This is {link}.", link=_named(issued.link))
    lines = [*addresses(base, issued).values(), f"{this} {_(_ONCE_LEAVE if purpose is Purpose.LEAVE else _ONCE)}"]
    if old := issued.replaces:
        time, number = _time(old.ends, old), _link_text(old)
        lines.append(_("It stands in for {link}, which is good until {time}.", link=number, time=time))
    how = {Purpose.LEAVE: _HOW_LEAVE, Purpose.ON_CALL: _HOW_ON_CALL}
    return [*lines, _(how.get(purpose, _HOW))]


def link_shape(link: Link) -> Shape:
    """A link without its secret."""
    kept = link.subscription
    return {
        "number": kept.number,
        "name": kept.name,
        "subject": {"kind": kept.subject.kind.value, "id": kept.subject.id or None},
        "purpose": kept.purpose.value,
        **vars(kept.style),
        "created": _instant(kept.created, link),
        "ends": _instant(link.ends, link),
        "standing": link.standing.value,
        "replaced_by": kept.replaced_by,
        "last_fetch": _instant(kept.last_fetch, link),
        "client": kept.client,
    }


def links_table(links: Iterable[Link]) -> Table:
    """Who has which links, how they stand, and when and by what they were last fetched."""
    shown = list(links)
    when = (_("Standing"), _("Ends"), _("Last fetch"), _("By"))
    columns = (_("No."), _("For"), _("Name"), _("Purpose"), *when)
    table = grid(counted(len(shown), "link"), *columns, numbers=columns[:1])
    for link in shown:
        table.add_row(*map(cell, _cells(link)))
    return table


def revoked_report(link: Link) -> str:
    """That a link is good no more, and what its readers see."""
    revoked = _("Revoked {link}.", link=_named(link))
    if link.subscription.purpose is Purpose.ON_CALL:
        return revoked + " " + _("Whoever opens it is told that it has ended.")
    return revoked + " " + _("Calendars that have it show one notice for 30 days, then find nothing.")


def _cells(link: Link) -> tuple[str, ...]:
    kept = link.subscription
    return (
        str(kept.number),
        _subject(kept.subject),
        kept.name,
        _purpose(kept.purpose, kept.style),
        _(link.standing.value),
        _time(link.ends, link),
        _time(kept.last_fetch, link) or _("never"),
        kept.client or "",
    )


def _named(link: Link) -> str:
    name = f' "{link.subscription.name}"' if link.subscription.name else ""
    subject = _subject(link.subscription.subject)
    return _("{link} for {subject}", link=_link_text(link) + name, subject=subject)


def _link_text(link: Link) -> str:
    return _("link {number}", number=link.subscription.number)


def _subject(subject: Subject) -> str:
    return f"{_(subject.kind.value)} {subject.id}" if subject.id else _("everybody")


def _purpose(purpose: Purpose, style: Style) -> str:
    if purpose is Purpose.LEAVE:
        return _("leave")
    if purpose is Purpose.ON_CALL:
        return _("who is on call")
    alarm = None if style.alarm is None else _("alarm {number} min", number=style.alarm)
    return ", ".join(
        filter(None, (_("feed"), style.language, "UTC" if style.utc else "", _("busy") if style.busy else "", alarm))
    )


def _instant(at: datetime | None, link: Link) -> str | None:
    return at.astimezone(link.zone).isoformat() if at else None


def _time(at: datetime | None, link: Link) -> str:
    return f"{at.astimezone(link.zone):%Y-%m-%d %H:%M}" if at else ""
