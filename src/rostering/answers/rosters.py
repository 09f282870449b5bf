"""Rosters as use cases answer with them: kept, judged, compared, published, reported."""

from dataclasses import dataclass
from datetime import date

from rostering.answers.notices import Announced
from rostering.audit.judgement import Judgement
from rostering.domain.seats import Duty
from rostering.rosters.changes import Changes
from rostering.rosters.ledger import Chapter
from rostering.rosters.version import Directory, Publication, Status, Version


@dataclass(frozen=True)
class Kept:
    """A roster as the store keeps it, and where it stands."""

    version: Version
    status: Status
    searched: bool = True
    """Whether a search came to a result; else the time was too short and the roster is the greedy start."""
    standing: tuple[int, ...] = ()
    """The rosters that are published on dates of a new plan."""
    over: date | None = None
    """The last date of a new plan that was over and is as published."""
    draft_before: Version | None = None
    """The draft of the weeks before a new plan, without its duties, where these weeks are not published."""
    idle_pins: tuple[str, ...] = ()
    """Seats that the data folder pins on dates of a new plan and that nothing asks for."""


@dataclass(frozen=True)
class Audited:
    """A roster judged by the inputs of today."""

    version: Version
    status: Status
    judgement: Judgement
    obsolete: tuple[str, ...]
    """Seats of the roster that nothing asks for any more."""
    inputs_changed: bool
    """Whether inputs, or what is published around it, have changed since it was made."""


@dataclass(frozen=True)
class RosterDifference:
    """What one roster changes of another, with the names of both."""

    changes: Changes
    directory: Directory


@dataclass(frozen=True)
class PublishedRoster:
    """What was published, what that changed on its days, and how it was judged by the inputs of the moment."""

    version: Version
    changes: Changes
    audited: Audited
    announced: Announced | None = None
    """Whom it is told to by mail; None while notices are off."""
    rewritten: tuple[str, ...] = ()
    """Sentences about what it changes of dates that are over and of closed months."""

    @property
    def empty(self) -> tuple[Duty, ...]:
        """The seats that nobody fills, without those that nothing asks for any more; in the roster's order."""
        gone = set(self.audited.obsolete)
        return tuple(duty for duty in self.version.duties if not duty.consultant and duty.seat.id not in gone)


@dataclass(frozen=True)
class Reported:
    """A roster with balances as they stood when it was made, so that its page is the same ever after."""

    version: Version
    status: Status
    before: tuple[Chapter, ...]
    """The ledger over what was published before it."""


@dataclass(frozen=True)
class Listed:
    """A roster in the list of all: how it stands, how it was made, and what it is worth."""

    version: Version
    """Without its duties."""
    status: Status
    made_by: str
    """The command that made it: `plan`, `assign`, `replan` or `swap`; empty where the log does not say."""
    by: str
    published: Publication | None

    @property
    def penalty(self) -> int:
        """What its breaches cost."""
        return sum(self.version.penalty_by_rule.values())
