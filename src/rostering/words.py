"""A number with its noun, as every sentence has it."""

import re


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 duty`, `2 duties`, `2 seats`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if re.search("[^aeiou]y$", noun) else f"{number} {noun}{_plural_ending(noun)}"


def _plural_ending(noun: str) -> str:
    return "es" if noun.endswith(("ch", "sh", "s", "x")) else "s"
