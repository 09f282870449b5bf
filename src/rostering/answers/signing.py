"""Before a draft is published: whom it will be told to, what is left that is wrong, and what has to be signed off."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from rostering.domain.findings import JudgedBreach
from rostering.domain.seats import Seat
from rostering.rosters.changes import Changes
from rostering.rosters.postings import DayOff, Posting
from rostering.rosters.version import Directory, Status, Version


class SignKind(StrEnum):
    """Why something has to be signed off."""

    EMPTY = "empty"
    """A seat that nobody holds."""
    FORBIDDEN = "forbidden"
    """A breach of what is forbidden."""
    REWRITTEN = "rewritten"
    """What is over or closed is changed."""
    COSTS = "costs"
    """The breaches of one rule that cost something and are not as published already."""


@dataclass(frozen=True)
class SignOff:
    """Something that somebody has to sign off, with a reason."""

    kind: SignKind
    text: str
    """A sentence to keep."""
    seat: Seat | None = None
    rule: str = ""
    breaches: tuple[JudgedBreach, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from all others, as long as it says the same."""
        said = [self.kind, self.text, *(judged.text for judged in self.breaches)]
        return sha256("\n".join(said).encode()).hexdigest()[:16]

    @property
    def penalty(self) -> int:
        """What its breaches cost together."""
        return sum(judged.breach.penalty or 0 for judged in self.breaches)


@dataclass(frozen=True)
class Announcement:
    """What one person will be told of their own."""

    consultant: str
    name: str
    address: str | None
    """None: there is no address to write to."""
    taken: tuple[Posting, ...]
    given_up: tuple[Posting, ...]
    moved: tuple[tuple[Posting, Posting], ...]
    """The same place before and after, at other times or as another kind."""
    days_off: tuple[DayOff, ...]
    """Compensating days that are new."""
    days_back: tuple[DayOff, ...]
    """Compensating days that are no more."""


@dataclass(frozen=True)
class Outlook:
    """What publishing a draft would do."""

    version: Version
    status: Status
    by_mail: bool
    """Whether the firm sends mails."""
    announcements: tuple[Announcement, ...]
    changes: Changes
    """Against what is published."""
    signs: tuple[SignOff, ...]
    standing: int
    """Breaches that cost something and are as published already."""
    hindrance: str | None
    """Why it cannot be published, whoever signs."""
    others: tuple[int, ...]
    """The other ways of the same repair, which are thrown away with it."""
    directory: Directory
    mark: str
    """What a form about it is made from."""

    def of(self, kind: str) -> tuple[SignOff, ...]:
        """What is to be signed off for one reason."""
        return tuple(one for one in self.signs if one.kind == kind)
