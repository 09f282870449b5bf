"""Styles, scripts and pictures: each is served under a name with its hash, and kept for a year."""

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rostering.web import __file__ as _here

TOP = Path(_here).parent
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
"""What is served, by the ending of its name; nothing else is."""
FOLDER = "/assets/"


@dataclass(frozen=True)
class Asset:
    """A file that browsers keep."""

    name: str
    """Its path below `web`, such as `board/board.css`."""
    body: bytes

    @cached_property
    def packed(self) -> bytes:
        """The body in gzip, the same bytes each time."""
        return gzip.compress(self.body, 9, mtime=0)

    @cached_property
    def url(self) -> str:
        """Its address, which changes with its content."""
        stem, _, ending = self.name.rpartition(".")
        return f"{FOLDER}{stem}.{hashlib.sha256(self.body).hexdigest()[:12]}.{ending}"

    @property
    def kind(self) -> str:
        """Its media type."""
        return KINDS[f".{self.name.rpartition('.')[2]}"]


class Assets:
    """Assets by name and by address."""

    def __init__(self, assets: Iterable[Asset]) -> None:
        self.by_name = {asset.name: asset for asset in assets}
        self.by_url = {asset.url: asset for asset in self.by_name.values()}

    def url(self, name: str) -> str:
        """The address of an asset by its name, such as `board/board.css`."""
        return self.by_name[name].url


def assets_below(top: Path = TOP) -> Assets:
    """All assets that stand below a folder."""
    files = sorted(path for path in top.rglob("*") if path.suffix in KINDS and path.is_file())
    return Assets(Asset(path.relative_to(top).as_posix(), path.read_bytes()) for path in files)


ASSETS = assets_below()
