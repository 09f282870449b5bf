"""What keeping a store answers with: copies of it, and how it is."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True)
class Backup:
    """A copy of a store."""

    file: Path
    size: int
    """Bytes."""
    revision: str
    """Of its tables."""
    rosters: int
    entries: int
    """Of the log."""


@dataclass(frozen=True)
class Restored:
    """A store that holds what a backup held."""

    backup: Backup
    store: str
    kept: Path | None
    """Where what the store held before is kept; None where there was nothing."""
    sessions: int
    """Sessions of the backup that were ended: whoever was signed in signs in again."""


class Standing(StrEnum):
    """How something is."""

    FINE = "fine"
    LOOK = "look"
    """It works, and somebody should look at it."""
    WRONG = "wrong"
    """It does not work."""


@dataclass(frozen=True)
class CheckupFinding:
    """How one thing is that the service depends on."""

    subject: str
    """Which thing, as programs name it: `store`, `disk`."""
    standing: Standing
    found: str
    """What was found, in one sentence."""
    advice: str = ""
    """What to do about it, where there is something to do."""


@dataclass(frozen=True)
class Checkup:
    """All that was looked at."""

    findings: tuple[CheckupFinding, ...]

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return all(one.standing is not Standing.WRONG for one in self.findings)
