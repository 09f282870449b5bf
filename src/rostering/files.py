"""Writing files for others to read: each appears whole or not at all."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from rostering.errors import StorageFailed


class Unwritable(StorageFailed):
    """A folder in which files cannot be written."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(f"cannot write the folder '{folder}': {error.strerror}")


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files by name into a folder, made if need be; returns their paths. Raises Unwritable.

    All are written beside their places before the first one takes its place.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder) as waiting:
            for name, body in files.items():
                (Path(waiting) / name).write_bytes(body)
            return tuple((Path(waiting) / name).replace(folder / name) for name in files)
    except OSError as error:
        raise Unwritable(folder, error) from error
