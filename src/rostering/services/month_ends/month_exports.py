"""What exports of a month have in common, of whatever money it is."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from rostering.domain.charges import Export
from rostering.language import _


def sealed(files: Mapping[str, bytes]) -> dict[str, str]:
    """Files by what tells their bytes from all others."""
    return {name: hashlib.sha256(body).hexdigest() for name, body in sorted(files.items())}


def manifest_text(manifest: Mapping[str, object]) -> bytes:
    """A manifest as it lies beside the files."""
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def told_of_others(exports: Iterable[Export], form: str) -> tuple[str, ...]:
    """That a month was exported in other formats before: who books both books it twice."""
    others = {export.form: export for export in exports if export.form != form}
    return tuple(
        _(
            "{month} was exported as {form} before, on {day} by {by}: book one of the two",
            month=f"{export.month:%Y-%m}",
            form=export.form,
            day=export.at.date(),
            by=export.by,
        )
        for export in others.values()
    )
