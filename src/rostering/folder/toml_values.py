"""Single values of a TOML document, read and changed, with all else as it was written: comments, order, blanks."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from rostering.errors import BadCall
from rostering.language import _

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_HEADER = re.compile(r"(\S\n)(\[\[rate_cards\]\])")
_WHOLE = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class NotByForm(BadCall):
    """A document that is written in a way in which a value cannot be changed alone."""

    def __init__(self) -> None:
        super().__init__(_("this cannot be changed by form, as the file is written: change its text"))


def value_at(document: Mapping[str, Any], path: str) -> str:
    """What is written at a path such as `rate_cards[2].prices.weekend`; empty where nothing is."""
    here: Any = document
    for step in _steps(path):
        if isinstance(step, int):
            here = here[step - 1] if isinstance(here, list) and step <= len(here) else None
        else:
            here = here.get(step) if isinstance(here, Mapping) else None
    return "" if here is None else str(here)


def with_values(text: str, changes: Mapping[str, str]) -> str:
    """The document with other values at some paths; an empty one takes the key out. Raises NotByForm."""
    wanted: Any = tomllib.loads(text)
    try:
        document: Any = tomlkit.parse(text)
        for path, typed in changes.items():
            *way, last = _steps(path)
            for tree in (document, wanted):
                _put(_at(tree, way, made=tomlkit.table if tree is document else dict), last, _value(typed))
        changed = tomlkit.dumps(document)
        same = tomllib.loads(changed) == wanted
    except (TOMLKitError, ValueError, KeyError, TypeError, IndexError):
        raise NotByForm from None
    if not same:
        raise NotByForm
    return changed


def with_card(text: str, first: date, last: date) -> str:
    """The rates with another rate card like the newest, which ends the day before. Raises NotByForm."""
    try:
        document: Any = tomlkit.parse(text)
        cards = document["rate_cards"]
        newest = max(cards, key=lambda card: str(card["from"]))
        said = newest.unwrap()
        newest["to"] = last
        cards.append(_table({**{name: value for name, value in said.items() if name != "to"}, "from": first}))
        written = tomlkit.dumps(document)
        changed = _HEADER.sub(r"\1\n\2", written)
        if tomllib.loads(changed) != tomllib.loads(written):
            return written
    except (TOMLKitError, ValueError, KeyError, TypeError):
        raise NotByForm from None
    return changed


def _table(said: Mapping[str, Any]) -> Any:
    """A table with its tables beneath, each under a header of its own."""
    made = tomlkit.table()
    plain = {name: value for name, value in said.items() if not _is_nested(value)}
    for name, value in plain.items():
        made.add(name, value)
    for name, value in said.items():
        if isinstance(value, dict):
            made.add(name, _table(value))
        elif _is_nested(value):
            items = tomlkit.aot()
            for item in value:
                items.append(_table(item))
            made.add(name, items)
    return made


def _is_nested(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict) for each in value))


def _steps(path: str) -> list[str | int]:
    return [int(number) if number else name for name, number in _STEP.findall(path)]


def _at(tree: Any, way: list[str | int], made: Any) -> Any:
    """The table at the end of a way; one that is not there is made."""
    for step in way:
        if isinstance(step, str) and step not in tree:
            tree[step] = made()
        tree = tree[step - 1] if isinstance(step, int) else tree[step]
    return tree


def _put(table: Any, key: str | int, value: object) -> None:
    if value == "":
        table.pop(key, None)
    else:
        table[key] = value


def _value(typed: str) -> object:
    """What was typed as TOML has it: a whole number, a date, else a text."""
    if _WHOLE.fullmatch(typed):
        return int(typed)
    return date.fromisoformat(typed) if _DAY.fullmatch(typed) else typed
