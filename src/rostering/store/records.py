"""Records: every input by file and key as canonical text, so that two states can be compared."""

import hashlib
from collections.abc import Mapping

from rostering.domain.inputs import Inputs
from rostering.store.input_rows import rows_of

Records = Mapping[tuple[str, str], str]
"""Text by (file, key), such as ("agreements.csv", "nord:2026-01-01"): JSON with sorted keys; documents as they are."""


def records_of(inputs: Inputs) -> dict[tuple[str, str], str]:
    """The records of inputs that may not have been saved yet."""
    return {row.place: row.text for rows in rows_of(inputs).values() for row in rows}


def digests_of(records: Records) -> dict[tuple[str, str], str]:
    """SHA-256 by record: what a baseline keeps."""
    return {place: hashlib.sha256(text.encode()).hexdigest() for place, text in records.items()}
