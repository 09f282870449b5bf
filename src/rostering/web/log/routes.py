"""The pages of the audit log: entries by page, filtered, and one entry with all that it changed."""

from datetime import UTC, date, datetime, time
from urllib.parse import urlencode

from rostering.answers.log import LogFilter, LogPage
from rostering.domain.rights import Action
from rostering.services.access.log import audit_log, logged
from rostering.spans import DAY
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import DateField, Fields, Text, Whole
from rostering.web.frame.page import READ, Page
from rostering.web.frame.rendering import page
from rostering.web.log.lines import by_day, line_of
from rostering.web.service.replies import Reply

ENTRIES = 50
"""Of a page."""
_FILTERS = ("who", "record", "from", "to")


async def show_log(asked: Asked) -> Reply:
    """Who did what when, the newest first."""
    query = asked.query
    before, after = query.whole("before"), query.whole("after")
    found: LogPage = await asked.run(audit_log, asked.store, asked.actor, _filter(asked), before, after, ENTRIES)
    return page(
        asked,
        "log/log.html",
        days=by_day(found.entries, found.names, asked.zone),
        people=found.people,
        filtered=any(query.again(name) for name in _FILTERS),
        older=found.older and _address(asked, before=found.older),
        newer=found.newer and _address(asked, after=found.newer),
    )


async def show_entry(asked: Asked) -> Reply:
    """One entry, with every record that it changed."""
    entry, names = await asked.run(logged, asked.store, asked.actor, int(asked.param("entry")))
    line = line_of(entry, names, asked.zone)
    return page(asked, "log/entry.html", line=line, day=entry.at.astimezone(asked.zone).date())


def _filter(asked: Asked) -> LogFilter:
    """The filter that stands behind the question mark; both dates count."""
    first, last = asked.query.day("from"), asked.query.day("to")
    return LogFilter(
        asked.query.text("who"),
        asked.query.text("record"),
        _midnight(asked, first) if first else None,
        _midnight(asked, last + DAY) if last else None,
    )


def _midnight(asked: Asked, day: date) -> datetime:
    return datetime.combine(day, time(), asked.zone).astimezone(UTC)


def _address(asked: Asked, **where: int) -> str:
    """The address of another page of the same filter."""
    kept = {name: asked.query.again(name) for name in _FILTERS}
    return f"{asked.url('log')}?{urlencode({**{name: text for name, text in kept.items() if text}, **where})}"


_NUMBER = 2**31 - 1
_QUERY = Fields(
    Text("who", required=False, longest=200),
    Text("record", required=False, longest=200),
    DateField("from", required=False),
    DateField("to", required=False),
    Whole("before", required=False, most=_NUMBER),
    Whole("after", required=False, most=_NUMBER),
)

PAGES = (
    Page("/log", "log", READ, Action.READ_LOG, show_log, query=_QUERY, again=show_log),
    Page("/log/{entry:int}", "log_entry", READ, Action.READ_LOG, show_entry),
)
