"""The way around: which pages stand in the header, for whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.domain.rights import Action
from rostering.language import _, marked
from rostering.web.frame.asked import Asked


@dataclass(frozen=True)
class Place:
    """A page that has its place in the header."""

    label: str
    href: str
    is_here: bool


_PLACES = (
    ("board", Action.LOOK_BOARD, marked("Board")),
    ("me", Action.LOOK_OWN, marked("My duties")),
    ("all_swaps", Action.APPROVE_SWAPS, marked("Swaps")),
    ("all_callouts", Action.KEEP_CALLOUTS, marked("Call-outs")),
    ("obligations", Action.KEEP_OBLIGATIONS, marked("Obligations")),
    ("service_reports", Action.LOOK_SERVICE_REPORTS, marked("Reports")),
    ("on_call", Action.LOOK_ON_CALL, marked("Who is on")),
    ("month_end", Action.LOOK_CHARGES, marked("Month end")),
    ("data", Action.LOOK_ORDERS, marked("Data")),
    ("log", Action.READ_LOG, marked("Log")),
)


def places(asked: Asked) -> Iterator[Place]:
    """The places of whoever asks, where there are such pages; duties are those of a consultant."""
    for name, action, label in _PLACES:
        if asked.site.has(name) and asked.may(action) and (name != "me" or asked.actor.consultant):
            path = asked.url(name)
            here = asked.request.url.path
            yield Place(_(label), path, here == path or here.startswith(f"{path}/"))
