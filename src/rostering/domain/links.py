"""Secret links: the secret, its fingerprint, the name its owner gives it, and when its right ends."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from rostering.domain.inputs import Inputs
from rostering.domain.subscriptions import Subject, SubjectKind, Subscription
from rostering.spans import DAY

LONGEST_NAME = 60
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
# Control characters, and those that turn the direction of a line around.
_UNWRITTEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class LinkStanding(StrEnum):
    """Whether a link is good, and why not."""

    OPEN = "open"
    ENDING = "ending"
    """Rotated out, and good until its overlap is over."""
    ROTATED = "rotated"
    REVOKED = "revoked"
    LEFT = "left"
    """Its consultant no longer works for the firm."""


GONE = frozenset({LinkStanding.ROTATED, LinkStanding.REVOKED, LinkStanding.LEFT})
"""The standings of links that are good no more."""


@dataclass(frozen=True)
class Link:
    """A link as it stands at one moment; `ends` also when it is its consultant who leaves."""

    subscription: Subscription
    standing: LinkStanding
    ends: datetime | None
    zone: ZoneInfo

    def __str__(self) -> str:
        return f"link {self.subscription.number}"


def link_of(subscription: Subscription, inputs: Inputs, at: datetime) -> Link:
    """The link as it stands at that instant."""
    zone = inputs.organisation.zone
    standing = standing_of(subscription, inputs, zone, at)
    return Link(subscription, standing, ended_at(subscription, inputs, zone), zone)


def new_secret() -> str:
    """32 random bytes as 43 characters of base64url."""
    return secrets.token_urlsafe(32)


def is_secret(text: str) -> bool:
    """Whether a text has the form of a secret at all."""
    return _SECRET.fullmatch(text) is not None


def digest_of(secret: str) -> str:
    """The SHA-256 of a secret, in hexadecimal: all that is kept of it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def cleaned_name(text: str) -> str:
    """A link's name on one line, without control characters; at most 60 characters."""
    words = _UNWRITTEN.sub(" ", text).encode("utf-8", "ignore").decode().split()
    return " ".join(words)[:LONGEST_NAME].rstrip()


def ended_at(subscription: Subscription, inputs: Inputs, zone: ZoneInfo) -> datetime | None:
    """When the link's right ends or ended, None while nothing ends it.

    That is when it was revoked or rotated out, or the midnight after its consultant's last employed day, whichever
    comes first. The link of somebody whom the inputs no longer know was never good.
    """
    ends = (subscription.ends, _left_at(subscription, inputs, zone))
    return min((each for each in ends if each is not None), default=None)


def standing_of(subscription: Subscription, inputs: Inputs, zone: ZoneInfo, at: datetime) -> LinkStanding:
    """How the link stands at that instant."""
    left, ends = _left_at(subscription, inputs, zone), subscription.ends
    if left is not None and left <= at and (ends is None or left < ends):
        return LinkStanding.LEFT
    if ends is not None and ends <= at:
        return LinkStanding.REVOKED if subscription.replaced_by is None else LinkStanding.ROTATED
    return LinkStanding.OPEN if ends is None else LinkStanding.ENDING


def has_left(subject: Subject, inputs: Inputs, day: date) -> bool:
    """Whether the subject is a consultant whose last employed day lies before this one, or who is not known."""
    if subject.kind is not SubjectKind.CONSULTANT:
        return False
    last = {consultant.id: consultant.employed_to for consultant in inputs.consultants}
    return subject.id not in last or (last[subject.id] or day) < day


def _left_at(subscription: Subscription, inputs: Inputs, zone: ZoneInfo) -> datetime | None:
    subject = subscription.subject
    if subject.kind is not SubjectKind.CONSULTANT:
        return None
    who = next((consultant for consultant in inputs.consultants if consultant.id == subject.id), None)
    if who is None:
        return subscription.created
    if who.employed_to is None or who.employed_to == date.max:
        return None
    return datetime.combine(who.employed_to + DAY, time(), zone).astimezone(UTC)
