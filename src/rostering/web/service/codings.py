"""Codings of a body: whether a client takes gzip (RFC 9110, 12.5.3)."""

import re
from functools import lru_cache

_GZIP = ("gzip", "x-gzip")
VARIES = {"Vary": "Accept-Encoding"}
"""On every answer that might have come in another coding."""
_WEIGHT = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII)


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Whether gzip is named, or meant by `*`, and not with a weight of nothing; who names nothing gets none."""
    weights = dict(_weighed(part) for part in accepted.lower().split(",") if part.strip())
    return max((weights[name] for name in _GZIP if name in weights), default=weights.get("*", 0.0)) > 0


def _weighed(part: str) -> tuple[str, float]:
    """A coding with its weight; one that makes no sense is none."""
    name, _, parameter = (text.strip() for text in part.partition(";"))
    weight = _WEIGHT.fullmatch(parameter.replace(" ", "")) if parameter else None
    return name, float(weight[1]) if weight else float(not parameter)
