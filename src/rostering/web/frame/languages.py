"""Which language to speak to somebody of whom no more is known than what their browser says."""

import re
from functools import lru_cache

from rostering.language import LANGUAGES, SOURCE

_RANGE = re.compile(r"([a-z]{1,8})(?:-[a-z0-9]{1,8})*(?:;q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?", re.ASCII)


@lru_cache(maxsize=256)
def preferred(accepted: str, otherwise: str = SOURCE) -> str:
    """The language of ours that is accepted most (RFC 9110, 12.5.4), the first of equals."""
    ranges = [_RANGE.fullmatch(part.strip().replace(" ", "")) for part in accepted[:1000].lower().split(",")]
    weights = [(float(match[2] or 1), match[1]) for match in ranges if match and match[1] in LANGUAGES]
    best = max(weights, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] > 0 else otherwise
