"""The manifest of an export: month, batch, rows, control sums and hashes, by which a receiver knows it whole."""

import hashlib
from collections.abc import Mapping
from typing import Protocol

from rostering.domain.charges import MonthState
from rostering.spans import Period

ENDING = ".manifest.json"


class MonthStated(Protocol):
    """A month's lines, as they were closed or as they stand."""

    @property
    def month(self) -> Period:
        """Which month."""

    @property
    def state(self) -> MonthState:
        """Where it stands."""

    @property
    def batch(self) -> str:
        """What its lines are called together."""

    @property
    def sums(self) -> Mapping[str, object]:
        """Rows and control sums in oere."""


def manifest_of(
    statement: MonthStated, form: str, files: Mapping[str, bytes], remarks: Mapping[str, object]
) -> dict[str, object]:
    """The month and its batch, rows and control sums in oere, each file's length and SHA-256; ready for JSON."""
    return {
        "month": f"{statement.month.first:%Y-%m}",
        "state": statement.state.value,
        "batch": statement.batch,
        "format": form,
        **statement.sums,
        "files": {
            name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for name, body in sorted(files.items())
        },
        **remarks,
    }
