"""How roles and people are told apart: letters, a colour and an edge for a role, initials and a hue for a person."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

ROLES = 8
"""Looks that differ in colour and edge; beyond them only the letters do."""
HUES = 12
KINDS = frozenset({"weekend", "public_holiday", "holiday_period", "readiness"})
"""The kinds that have a colour of their own."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class RoleLook:
    """How a role is shown, the same everywhere."""

    id: str
    name: str
    letters: str
    """One or two letters that no other role has."""
    place: int
    """The class `role-1` to `role-8` of the style gives it its colour and its edge."""

    @property
    def style(self) -> str:
        """The class of the style."""
        return f"role-{self.place}"


def role_looks(roles: Mapping[str, str]) -> dict[str, RoleLook]:
    """The looks of all roles, by id; `roles` has their names in the order of the catalogue."""
    looks: dict[str, RoleLook] = {}
    for place, (role, name) in enumerate(roles.items()):
        taken = {look.letters for look in looks.values()}
        looks[role] = RoleLook(role, name, _letters(name or role, taken), place % ROLES + 1)
    return looks


def kind_style(kind: str) -> str:
    """The class of the style for a kind of day or window; a catalogue's own kinds share one."""
    return f"k-{kind.replace('_', '-')}" if kind in KINDS else "k-other"


def initials(name: str) -> str:
    """Two letters for a person: of the first and of the last name."""
    words = _WORD.findall(name)
    first, last = (words[0][:1], words[-1][:1]) if len(words) > 1 else ("".join(words)[:1], "".join(words)[1:2])
    return (first + last).upper() or "?"


def hue(key: str) -> str:
    """The class of the style that gives a person their hue, the same everywhere."""
    return f"hue-{hashlib.sha256(key.encode()).digest()[0] % HUES}"


def _letters(name: str, taken: set[str]) -> str:
    """The first letter, or the first with another of the name, that nobody has yet."""
    letters = "".join(_WORD.findall(name)).upper() or "?"
    wanted = [letters[0], *(letters[0] + other for other in letters[1:])]
    return next((each for each in wanted if each not in taken), f"{letters[0]}{len(taken) + 1}")
