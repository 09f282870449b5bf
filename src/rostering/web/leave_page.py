"""The page on which a consultant sends a calendar in and ticks what is leave; nothing is loaded from elsewhere."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from rostering.domain.proposals import Proposal
from rostering.errors import Fault
from rostering.services.links.leave_links import Sender
from rostering.web.leave_words import LEAVE_WORDS

_OWN_STYLE = ".ticks { list-style: none; padding: 0 } button { padding: .5rem 1rem }"


def leave_page(
    sender: Sender, proposals: Iterable[Proposal], faults: Iterable[Fault] = (), thanks: bool = False
) -> bytes:
    """The page as HTML, in the link's language."""
    language = _language(sender)
    page = (
        _environment()
        .get_template("leave.html")
        .render(
            language=language,
            words=LEAVE_WORDS[language],
            style=_style(),
            name=sender.name,
            proposals=list(proposals),
            faults=list(map(str, faults)),
            thanks=thanks,
        )
    )
    return page.encode()


def leave_headers(sender: Sender) -> dict[str, str]:
    """The headers of the page: its form goes back where it came from, and its own style is let in by its hash."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": policy,
        "Content-Language": _language(sender),
        "Referrer-Policy": "same-origin",  # else browsers say that the page's own form comes from nowhere
    }


def _language(sender: Sender) -> str:
    language = sender.link.subscription.style.language
    return language if language in LEAVE_WORDS else "en"


@cache
def _style() -> str:
    source, _, _ = _environment().loader.get_source(_environment(), "link.css")  # type: ignore[union-attr]
    return source + _OWN_STYLE


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("rostering.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
