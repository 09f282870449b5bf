"""Promises about call-outs as a page shows them: by customer, one by one, and what months include."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from rostering.answers.callouts import CalloutReport
from rostering.domain.response_times import KeptResponse, Used
from rostering.language import _, formats
from rostering.reports.roster.response import KEPT_WORDS, by_customer, some_of, updates_told, use_told

_BADGES = {KeptResponse.KEPT: "good", KeptResponse.BROKEN: "bad", KeptResponse.OPEN: "", KeptResponse.UNKNOWN: "warn"}
_USES = {Used.WITHIN: "", Used.NEARLY: "warn", Used.ABOVE: "bad"}


@dataclass(frozen=True)
class CustomerKept:
    """How often somebody began in time for a customer, and how often the customer heard of it in time."""

    customer: str
    states: tuple[tuple[str, int, str], ...]
    """In words, how many, and how that looks; only those that there are."""
    updates: str
    """Empty where none was promised, or none has fallen due."""
    is_broken: bool


@dataclass(frozen=True)
class ResponseKept:
    """One call-out held against its promise."""

    number: int
    day: date
    called: str
    customer: str
    priority: str
    due: str
    begun: str
    state: str
    badge: str
    updates: str
    is_late_update: bool


@dataclass(frozen=True)
class AllowanceRow:
    """What a month includes, and how much of it is used."""

    customer: str
    name: str
    used: str
    state: str
    badge: str


def customers_kept(found: CalloutReport) -> tuple[CustomerKept, ...]:
    """The customers for whose call-outs something was promised, by name."""
    rows = []
    for customer, firsts, later in by_customer(found):
        counts, told = Counter(one.kept for one in firsts), Counter(one.kept for one in later)
        over = told[KeptResponse.KEPT] + told[KeptResponse.BROKEN]
        states = tuple((_(KEPT_WORDS[kept]), counts[kept], _BADGES[kept]) for kept in KeptResponse if counts[kept])
        updates = some_of(told[KeptResponse.KEPT], over) if over else ""
        broken = bool(counts[KeptResponse.BROKEN] or told[KeptResponse.BROKEN])
        rows.append(CustomerKept(found.names.customer(customer), states, updates, broken))
    return tuple(sorted(rows, key=lambda row: row.customer.casefold()))


def responses_kept(found: CalloutReport) -> tuple[ResponseKept, ...]:
    """The call-outs for whose priority something was promised, the newest first."""
    zone = found.names.zone
    return tuple(
        ResponseKept(
            number=each.callout.number,
            day=each.callout.call.called.astimezone(zone).date(),
            called=formats.clock(each.callout.call.called, zone),
            customer=found.names.customer(each.callout.call.customer),
            priority=each.callout.call.priority.upper(),
            due=formats.moment(each.first.due, zone),
            begun=formats.moment(each.first.at, zone) if each.first.at else "",
            state=_(KEPT_WORDS[each.first.kept]),
            badge=_BADGES[each.first.kept],
            updates=updates_told(each),
            is_late_update=any(one.kept is KeptResponse.BROKEN for one in each.updates),
        )
        for each in reversed(found.responses)
    )


def uses_of(found: CalloutReport) -> tuple[AllowanceRow, ...]:
    """What months include, by customer; those that are used up first."""
    order = list(reversed(Used))
    uses = sorted(found.used, key=lambda use: (order.index(use.state), found.names.customer(use.customer).casefold()))
    return tuple(
        AllowanceRow(
            found.names.customer(each.customer),
            each.name,
            some_of(each.used, each.allowed),
            use_told(each),
            _USES[each.state],
        )
        for each in uses
    )
