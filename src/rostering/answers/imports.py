"""What an import makes of the inputs."""

from dataclasses import dataclass

Place = tuple[str, str]
"""A record's file and its key there."""


@dataclass(frozen=True)
class Imported:
    """What an import changed, or would change: records by file and key."""

    added: tuple[Place, ...]
    changed: tuple[Place, ...]
    removed: tuple[Place, ...]
    unchanged: int
    warnings: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many records were added, changed, left as they were, and removed."""
        added, changed, removed = len(self.added), len(self.changed), len(self.removed)
        return {"added": added, "changed": changed, "unchanged": self.unchanged, "removed": removed}

    @property
    def records(self) -> int:
        """How many records there are now."""
        return len(self.added) + len(self.changed) + self.unchanged
