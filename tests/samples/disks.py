"""A disk of a few megabytes, to be filled up or made read-only."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class SmallDisk:
    """A mounted disk."""

    path: Path

    def fill(self, left: int = 0) -> None:
        """Write until nothing more fits, or but so many bytes."""
        filler = self.path / "filler"
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass
        os.truncate(filler, max(0, filler.stat().st_size - left))

    def empty(self) -> None:
        """Make room again."""
        (self.path / "filler").unlink()

    def remount(self, how: str) -> None:
        """Make it read-only, `ro`, or writable, `rw`."""
        subprocess.run(["mount", "-o", f"remount,{how}", str(self.path)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A disk of eight megabytes, as only root can mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield SmallDisk(disk)
    subprocess.run(["umount", str(disk)], check=True)
