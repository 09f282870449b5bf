"""Secret links: handed out once, known again, and when they were fetched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from rostering.domain.links import GONE, Link

Fetch = tuple[datetime, str]
"""When a link was fetched, and by what family of clients."""


@dataclass(frozen=True)
class Issued:
    """A new link with its secret, which nobody can read again, and the link that it stands in for."""

    link: Link
    secret: str = field(repr=False)
    replaces: Link | None = None


@dataclass(frozen=True)
class Opened:
    """A link as it stands at one moment, for whoever came by its secret."""

    link: Link
    subject: str
    """What its subject is called."""
    since: date
    """The first date that its feed shows."""

    @property
    def ended(self) -> bool:
        """Whether the link is good no more."""
        return self.link.standing in GONE


@dataclass(frozen=True)
class Sender:
    """Whoever has a good link: the consultant whose leave it takes."""

    link: Link
    name: str

    @property
    def consultant(self) -> str:
        """The consultant's id."""
        return self.link.subscription.subject.id

    @property
    def caller(self) -> str:
        """What the log calls whoever comes by the link."""
        return f"{self.consultant} by {self.link}"


@dataclass(frozen=True)
class CustomersLinks:
    """The good links that show customers who is on call for them, and whom more could be given to."""

    links: tuple[Link, ...]
    customers: Mapping[str, str]
    """Names by id."""
    version: str
    """What a form that changes them is to carry."""


@dataclass(frozen=True)
class OwnLinks:
    """The links of one consultant, those that have ended left out."""

    consultant: str
    name: str
    links: tuple[Link, ...]
    version: str
    """What a form that changes them is to carry."""
