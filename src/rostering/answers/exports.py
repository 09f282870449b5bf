"""Charges written as files, and the profiles by which they can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Exported:
    """The files that were written, and what the manifest among them says."""

    files: tuple[Path, ...]
    manifest: Mapping[str, object]
    preview: bool
    """The month is open: its charges may still change."""
    warnings: tuple[str, ...] = ()
    """What official rules say of documents that they would let pass, and how the month was exported before."""


@dataclass(frozen=True)
class ProfileShown:
    """A profile that charges can be written by."""

    name: str
    """What it is asked for by."""
    title: str
    """What it is for."""
    kind: str
    """What its files are: csv or json."""
    example: bool
    """It is to be checked before it is used."""
    note: str
    """What to check."""
