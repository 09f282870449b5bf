"""The manifest of an export: month, batch, rows, control sums and hashes, by which a receiver knows it whole."""

import hashlib
from collections.abc import Mapping

from rostering.billing.lines.statement import Statement, sums_of

ENDING = ".manifest.json"


def manifest_of(
    statement: Statement, form: str, files: Mapping[str, bytes], remarks: Mapping[str, object]
) -> dict[str, object]:
    """The month and its batch, rows and control sums in oere, each file's length and SHA-256; ready for JSON.

    Whoever is left out of it is named under `without`.
    """
    return {
        "month": f"{statement.month.first:%Y-%m}",
        "state": statement.state.value,
        "batch": statement.batch,
        "format": form,
        **sums_of(statement.lines, statement.left_out),
        "files": {
            name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for name, body in sorted(files.items())
        },
        **remarks,
    }
