"""Lists that grow, answered in parts: the newest first, each part from a number on."""

from collections.abc import Sequence
from typing import Any

from rostering.web.api.call import ListPart


def part_of(items: Sequence[Any], key: str, most: int, before: int | None) -> ListPart:
    """So many items whose number is smaller than `before`, from the first on."""
    rest = [item for item in items if before is None or item[key] < before]
    return ListPart(rest[:most], rest[most - 1][key] if len(rest) > most else None)
