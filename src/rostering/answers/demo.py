"""What the demo shows."""

from dataclasses import dataclass
from pathlib import Path

from rostering.answers.rosters import Kept
from rostering.answers.users import Invited


@dataclass(frozen=True)
class Demonstrated:
    """The roster that was published, the files that were written, the store they come from, and who may sign in."""

    kept: Kept
    files: tuple[Path, ...]
    store: str
    invited: tuple[Invited, ...]
