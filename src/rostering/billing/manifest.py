"""What was exported, so that a receiver can check that it came through whole."""

import hashlib
from collections.abc import Collection, Mapping

from rostering.billing.charges import total_by_customer, total_of
from rostering.domain.charges import Charge


def manifest_of(files: Mapping[str, bytes], charges: Collection[Charge]) -> dict[str, object]:
    """Rows and control sums in oere of the charges, and each file's length and SHA-256; ready for JSON."""
    return {
        "rows": len(charges),
        "control_sum_ore": total_of(charges),
        "control_sums_by_customer_ore": total_by_customer(charges),
        "files": {
            name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for name, body in sorted(files.items())
        },
    }
