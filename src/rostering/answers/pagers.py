"""Who pagers are to be told is on, how they stand, and what one push did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rostering.domain.pager_plans import PagerClash
from rostering.domain.pagers import MadeOverride, Pager, PagerShift, PagerState


@dataclass(frozen=True)
class PagerShown:
    """A pager, whom it is to be told of, and what is there as far as is remembered."""

    name: str
    pager: Pager | None
    """None: it is set up no more, and what we made there stays."""
    has_token: bool
    state: PagerState
    shifts: tuple[PagerShift, ...]
    """Whom it is to be told of, as far ahead as it is told."""
    clashes: tuple[PagerClash, ...]
    missing: tuple[PagerShift, ...]
    """Who is not there yet."""
    leaving: tuple[MadeOverride, ...]
    """What is there and should not be any more."""
    held: int
    """How many overrides of ours are there."""

    @property
    def is_right(self) -> bool:
        """Whether the last push left nothing to be done, and nothing has changed since."""
        return not (self.missing or self.leaving or self.clashes or self.state.error or self.state.troubles)


@dataclass(frozen=True)
class PagersShown:
    """All pagers, those that are set up first."""

    pagers: tuple[PagerShown, ...]
    names: Mapping[str, str]
    """What consultants are called."""
    words: Mapping[str, str]
    """What roles, teams and customers are called."""
    zone: ZoneInfo
    at: datetime


@dataclass(frozen=True)
class PagerTold:
    """One change: somebody who came on, somebody who is on no more, or both where one took the other's place."""

    shift: PagerShift | None
    gone: PagerShift | None
    why: str | None = None
    """Why it did not come about, as it is kept."""


@dataclass(frozen=True)
class Pushed:
    """What a push did, or, where it was only tried out, what it would do."""

    pager: str
    kind: str
    changes: tuple[PagerTold, ...] = ()
    kept: int = 0
    """How many were as they should be."""
    by_hand: int = 0
    """How many others have put there in the same words."""
    adopted: int = 0
    """How many we had made and not noted."""
    error: str | None = None
    troubles: tuple[str, ...] = ()
    is_news: bool = True
    """Whether the error or the troubles are others than last time."""
    is_held: bool = False
    """Somebody else pushes at the moment; nothing was done."""

    @property
    def is_done(self) -> bool:
        """Whether the pager is as it should be."""
        return not (self.error or self.troubles or self.is_held)

    @property
    def done(self) -> tuple[PagerTold, ...]:
        """The changes that came about."""
        return tuple(each for each in self.changes if each.why is None)


@dataclass(frozen=True)
class PushRun:
    """A push to several pagers."""

    pushed: tuple[Pushed, ...]
    is_trial: bool
    names: Mapping[str, str]
    zone: ZoneInfo

    @property
    def is_done(self) -> bool:
        """Whether all are as they should be."""
        return all(each.is_done for each in self.pushed)
