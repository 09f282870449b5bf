"""Before a draft is published: whom it will be told to, what is left that is wrong, and what has to be signed off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from itertools import groupby

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
    """A breach that costs something, and is not published so already, nor worse."""


@dataclass(frozen=True)
class SignOff:
    """Something that somebody has to sign off, with a reason."""

    kind: SignKind
    text: str
    """A sentence to keep."""
    seat: Seat | None = None
    judged: JudgedBreach | None = None
    """The breach, where it is one."""

    @property
    def rule(self) -> str:
        """The rule that is broken; empty where none is."""
        return self.judged.breach.rule if self.judged else ""

    @cached_property
    def key(self) -> str:
        """What tells it from all others, as long as it says the same."""
        breach = self.judged.breach if self.judged else None
        said = [self.kind, self.text, *((breach.rule, *breach.about, *breach.seats) if breach else ())]
        return sha256("\n".join(said).encode()).hexdigest()[:16]

    @property
    def penalty(self) -> int:
        """What it costs."""
        return (self.judged.breach.penalty or 0) if self.judged else 0


@dataclass(frozen=True)
class SignGroup:
    """What is to be signed off of one rule."""

    rule: str
    signs: tuple[SignOff, ...]

    @property
    def penalty(self) -> int:
        """What its breaches cost together."""
        return sum(one.penalty for one in self.signs)


@dataclass(frozen=True)
class Signature:
    """What somebody gives for all that has to be signed off."""

    reasons: Mapping[str, str]
    """By key, the reason of its own; empty where there is none."""
    same: Mapping[str, str] = field(default_factory=dict)
    """By rule, the reason of all its breaches that are ticked and have none of their own."""
    ticked: frozenset[str] = frozenset()
    """Keys, and rules of which everything is."""

    def is_ticked(self, one: SignOff) -> bool:
        """Whether the reason of its rule is meant for it."""
        return one.kind is SignKind.COSTS and not self.ticked.isdisjoint((one.key, one.rule))

    def reason(self, one: SignOff) -> str:
        """Why something may be so; empty where it is not signed off."""
        own = self.reasons.get(one.key, "").strip()
        return own or (self.same.get(one.rule, "").strip() if self.is_ticked(one) else "")


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
    """Breaches that cost something and are published so already, or worse."""
    hindrance: str | None
    """Why it cannot be published, whoever signs."""
    others: tuple[int, ...]
    """The other ways of the same repair, which are thrown away with it."""
    directory: Directory
    mark: str
    """What a form about it is made from."""

    def of(self, kind: SignKind) -> tuple[SignOff, ...]:
        """What is to be signed off for one reason."""
        return tuple(one for one in self.signs if one.kind == kind)

    @property
    def priced(self) -> tuple[SignGroup, ...]:
        """What costs something, by rule, in its order."""
        groups = groupby(self.of(SignKind.COSTS), key=lambda one: one.rule)
        return tuple(SignGroup(rule, tuple(signs)) for rule, signs in groups)
