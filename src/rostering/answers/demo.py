"""What the demo shows."""

from dataclasses import dataclass
from pathlib import Path

from rostering.answers.rosters import Kept


@dataclass(frozen=True)
class Demonstrated:
    """The roster that was published, the files that were written, and the store they come from."""

    kept: Kept
    files: tuple[Path, ...]
    store: str
