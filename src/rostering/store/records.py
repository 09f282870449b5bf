"""Records: every input by file and key as canonical text, so that two states can be compared."""

import hashlib
from collections.abc import Mapping

from rostering.domain.inputs import Inputs
from rostering.store.input_rows import INPUT_TABLES, DocumentRow, rows_of

Records = Mapping[tuple[str, str], str]
"""Text by (file, key), such as ("agreements.csv", "nord:2026-01-01"): JSON with sorted keys; documents as they are."""


def records_of(inputs: Inputs) -> dict[tuple[str, str], str]:
    """The records of inputs that may not have been saved yet."""
    return {table.place(row): table.text(row) for table, rows in rows_of(inputs).items() for row in rows}


def seals_of(records: Records) -> dict[str, str]:
    """SHA-256 by file, of all its records; of a table without records, too."""
    lines: dict[str, list[str]] = {table.file: [] for table in INPUT_TABLES if table is not DocumentRow}
    for (file, key), digest in digests_of(records).items():
        lines.setdefault(file, []).append(f"{key} {digest}\n")
    return {file: hashlib.sha256("".join(sorted(held)).encode()).hexdigest() for file, held in lines.items()}


def digests_of(records: Records) -> dict[tuple[str, str], str]:
    """SHA-256 by record: what a baseline keeps."""
    return {place: hashlib.sha256(text.encode()).hexdigest() for place, text in records.items()}
