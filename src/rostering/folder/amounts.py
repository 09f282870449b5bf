"""Amounts of money in TOML documents: whole kroner, or text in Danish notation."""

from rostering.folder.notes import Misread
from rostering.money import Ore, parse_kroner

MOST: Ore = 100_000_000
"""What no consultant-day costs: a million kroner is a slip of the finger."""


def kroner(value: object) -> Ore:
    """An amount."""
    if isinstance(value, str):
        return parse_kroner(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value * 100
    raise Misread(f"{value} is not an amount in whole kroner or Danish notation", 'write 3500 or "3.500,00"')
