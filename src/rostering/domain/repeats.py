"""Requests that may come again under the same key: what was answered, what was done, and what is under way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = timedelta(hours=24)
"""So long a key stands for its request."""
HELD = timedelta(seconds=60)
"""A request whose server gives no sign of life for so long is under way no more."""


@dataclass(frozen=True)
class Holding:
    """That one server works on the request of a token under a key."""

    token: int
    key: str
    holder: str


@dataclass(frozen=True)
class KeptAnswer:
    """What a request was answered with."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Repeat:
    """What is known of a request that came before."""

    fingerprint: str
    held_until: datetime
    done: bool
    """Whether what it asked for is in the store."""
    answer: KeptAnswer | None
