"""Leave that was read from somebody's calendar: proposed, ticked, accepted or rejected; never what the entries say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from rostering.errors import BadCall, Conflict
from rostering.language import _
from rostering.spans import Period


class Flag(StrEnum):
    """What a person should know of a proposed absence before ticking it."""

    FLOATING = "floating time"
    UNKNOWN_ZONE = "unknown zone"
    MARKED_FREE = "marked free"
    TENTATIVE = "tentative"
    ELSEWHERE = "working elsewhere"
    PARTLY = "partly away"


class SkipReason(StrEnum):
    """Why an entry of a calendar proposes nothing."""

    SHORT = "takes less than a working day"
    CANCELLED = "is cancelled"
    OUTSIDE = "has no date in the period looked at"
    UNREADABLE = "has a date that cannot be read"
    OFTEN = "repeats more often than leave does"
    UNFOLLOWED = "has a repetition that cannot be followed"
    REPLACED = "is replaced by a newer one"
    OLD_FORM = "is written as vCalendar 1.0"
    BUSY_TIMES = "is a list of free and busy times"
    WISH = "is a wish, not leave"


@dataclass(frozen=True)
class DaysAway:
    """One stretch of days that a calendar seems to mean as leave."""

    period: Period
    ticked: bool = True
    """Whether it is proposed as leave, or shown only."""
    flags: tuple[Flag, ...] = ()
    whole_days: bool = True
    """Whether it was written as whole days, not by the clock."""


@dataclass(frozen=True)
class Skipped:
    """How many entries were left aside for one reason; a series counts once."""

    reason: SkipReason
    count: int


@dataclass(frozen=True)
class FoundLeave:
    """What one reading found between two dates."""

    looked: Period
    items: tuple[DaysAway, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The same in lists, texts and numbers, as JSON has them."""
        return {
            "looked": [str(self.looked.first), str(self.looked.last)],
            "items": [_plain(item) for item in self.items],
            "skipped": [[each.reason.value, each.count] for each in self.skipped],
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "FoundLeave":
        """The value of what `plain` gave."""
        items = tuple(
            DaysAway(_period(one["dates"]), one["ticked"], tuple(map(Flag, one["flags"])), one["whole_days"])
            for one in plain["items"]
        )
        skipped = tuple(Skipped(SkipReason(reason), count) for reason, count in plain["skipped"])
        return cls(_period(plain["looked"]), items, skipped)


class ProposalState(StrEnum):
    """How far a proposal has come."""

    PROPOSED = "proposed"
    CHOSEN = "chosen"
    """Its consultant has ticked."""
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Answered(Conflict):
    """A proposal that has its answer already."""

    def __init__(self, proposal: "LeaveProposal") -> None:
        super().__init__(_("proposal {number} is {state} already", number=proposal.number, state=proposal.state))


class UnknownItem(BadCall):
    """An item number that a proposal does not have."""

    def __init__(self, proposal: "LeaveProposal", item: int) -> None:
        super().__init__(
            _(
                "proposal {number} has no item {item}; it has {items}",
                number=proposal.number,
                item=item,
                items=len(proposal.found.items),
            )
        )


@dataclass(frozen=True)
class LeaveProposal:
    """What was found in one file or address, for one consultant. Items are numbered from 1."""

    number: int
    """0 until the store has numbered it."""
    consultant: str
    source: str
    """A file's name, an address without its path, or how it came."""
    made: datetime
    found: FoundLeave
    state: ProposalState = ProposalState.PROPOSED
    chosen: tuple[int, ...] | None = None
    """What the consultant, or whoever accepted, has ticked; None: nobody has."""

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state in (ProposalState.PROPOSED, ProposalState.CHOSEN)

    @property
    def ticked(self) -> tuple[int, ...]:
        """The items that are ticked: by a person, else by what the calendar says."""
        if self.chosen is not None:
            return self.chosen
        return tuple(number for number, item in enumerate(self.found.items, 1) if item.ticked)

    def selection(self, items: Collection[int]) -> tuple[int, ...]:
        """Some of its items in order, each once. Raises Answered, UnknownItem."""
        if not self.is_open:
            raise Answered(self)
        for item in items:
            if not 1 <= item <= len(self.found.items):
                raise UnknownItem(self, item)
        return tuple(sorted(set(items)))

    def is_found_again(self, found: FoundLeave) -> bool:
        """Whether another reading asks nothing that this does not: the same days away, none beyond the dates of either.

        What was left aside may differ beside days away that are the same; where there are none, it is all that is said.
        """
        alike = bool(found.items) or self.found.skipped == found.skipped
        return (
            alike and self.says_the_same(found) and _ends_within(self.found, found) and _ends_within(found, self.found)
        )

    def read_again(self, found: FoundLeave) -> "LeaveProposal":
        """The same items, with the dates and what was left aside of another reading that found them again."""
        return replace(self, found=replace(found, items=self.found.items))

    def says_the_same(self, found: FoundLeave) -> bool:
        """Whether another reading found the same on the dates that both looked at."""
        if not self.found.looked.overlaps(found.looked):
            return False
        first = max(self.found.looked.first, found.looked.first)
        both = Period(first, min(self.found.looked.last, found.looked.last))
        return _within(self.found.items, both) == _within(found.items, both)


def _plain(item: DaysAway) -> dict[str, Any]:
    return {
        "dates": [str(item.period.first), str(item.period.last)],
        "ticked": item.ticked,
        "flags": [flag.value for flag in item.flags],
        "whole_days": item.whole_days,
    }


def _period(dates: Collection[str]) -> Period:
    return Period(*map(date.fromisoformat, dates))


def _within(items: Collection[DaysAway], both: Period) -> list[DaysAway]:
    return [
        replace(item, period=Period(max(item.period.first, both.first), min(item.period.last, both.last)))
        for item in items
        if item.period.overlaps(both)
    ]


def _ends_within(found: FoundLeave, other: FoundLeave) -> bool:
    """Whether the last of its days away is not after the dates of the other."""
    return all(item.period.last <= other.looked.last for item in found.items)
