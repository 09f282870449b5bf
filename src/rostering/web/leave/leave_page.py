"""The page on which a consultant sends a calendar in and ticks what is leave; nothing is loaded from elsewhere."""

from collections.abc import Iterable

from rostering.answers.links import Sender
from rostering.domain.proposals import LeaveProposal
from rostering.errors import Fault
from rostering.web.frame.alone import headers_of, page_of, style_of
from rostering.web.leave.leave_words import LEAVE_WORDS

_OWN_STYLE = ".ticks { list-style: none; padding: 0 } button { padding: .5rem 1rem }"


def leave_page(
    sender: Sender, proposals: Iterable[LeaveProposal], faults: Iterable[Fault] = (), thanks: bool = False
) -> bytes:
    """The page as HTML, in the link's language."""
    language = language_of(sender)
    return page_of(
        "leave/leave.html",
        language=language,
        words=LEAVE_WORDS[language],
        style=style_of(_OWN_STYLE),
        name=sender.name,
        proposals=list(proposals),
        faults=list(map(str, faults)),
        thanks=thanks,
    )


def language_of(sender: Sender) -> str:
    """The language of a link's page."""
    language = sender.link.subscription.style.language
    return language if language in LEAVE_WORDS else "en"


def leave_headers(sender: Sender) -> dict[str, str]:
    """The headers of the page: its form goes back where it came from, and its own style is let in by its hash."""
    headers = headers_of(language_of(sender), style_of(_OWN_STYLE), forms="'self'")
    # With none at all browsers say that the page's own form comes from nowhere.
    return {**headers, "Referrer-Policy": "same-origin"}
