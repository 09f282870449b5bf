"""What the log's entries about pay, status reports, chats and other programs say to people."""

import re
from collections.abc import Callable
from datetime import date

from rostering.answers.log import LogNames
from rostering.domain.chats import ChatKind, News
from rostering.domain.service_reports import ReportState
from rostering.language import _, formats

Words = Callable[[re.Match[str], LogNames], str]
"""Says what was found."""
PERIOD = r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)"


def days(first: str, last: str, otherwise: str) -> str:
    """A period as people say it."""
    try:
        return formats.days(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return otherwise


def month(found: re.Match[str], _names: LogNames) -> str:
    """A month."""
    return formats.month(date(int(found[1]), int(found[2]), 1))


def _of_customer(found: re.Match[str], names: LogNames) -> str:
    """For whom, and for which dates."""
    return f"{names.customers.get(found[1], found[1])}, {days(found[2], found[3], f'{found[2]}..{found[3]}')}"


def _pager(found: re.Match[str], _names: LogNames) -> str:
    return _("pager {id}", id=found[1])


def _report_state(found: re.Match[str], _names: LogNames) -> str:
    return ReportState(found[0]).words


def _chat(found: re.Match[str], _names: LogNames) -> str:
    """A channel: where it is, what it is called, of whose duties and of what it is told."""
    told = formats.listed([News(news).words for news in found[4].split(", ")])
    team = _("all teams") if found[3] == "all teams" else found[3]
    return f"{ChatKind(found[1]).service}, {found[2]}, {team}: {told}"


PATTERNS: tuple[tuple[str, Words], ...] = (
    (r"(?:pay )?(\d{4})-(0[1-9]|1[0-2])", month),
    (rf"(\S+) {PERIOD}", _of_customer),
    (r"pager (\S+)", _pager),
    ("|".join(ReportState), _report_state),
    (rf"({'|'.join(ChatKind)}) (.+) \((.+)\): ((?:{'|'.join(News)})(?:, (?:{'|'.join(News)}))*)", _chat),
)
