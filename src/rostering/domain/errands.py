"""Errands: questions and documents that take a while; what was asked for, by whom, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rostering.domain.jobs import JobState

KEPT = "kept"
"""Under which an errand keeps, in what it is about, what it left behind for good: an export, a booking."""


@dataclass(frozen=True)
class Errand:
    """Something that somebody asked for, how far it is, and, where it was done, what came of it."""

    key: str
    """By which its page is found."""
    owner: int
    """The user who asked."""
    kind: str
    about: Mapping[str, Any]
    """What was asked for, and what its pages need to know of it, as JSON."""
    language: str
    created: datetime
    state: JobState = JobState.QUEUED
    tries: int = 0
    """How often it was begun."""
    progress: Mapping[str, Any] = field(default_factory=dict)
    """What is known of how far it is."""
    why: tuple[str, ...] = ()
    """Why nothing came of it, in sentences; empty where the log says it."""
    heartbeat: datetime | None = None
    """When it last gave a sign of life."""
    ended: datetime | None = None
    stop_asked: datetime | None = None
    result: object = None
    """What came of it; only the service that did it knows."""

    @property
    def is_stopping(self) -> bool:
        """Whether it has been asked to stop and has yet to."""
        return self.stop_asked is not None and not self.state.is_over
