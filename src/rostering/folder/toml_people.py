"""What other programs call somebody, taken out of a TOML document: payroll numbers, users of pagers."""

import tomllib
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from rostering.folder.toml_values import NotByForm

_TABLES = ("payroll_numbers", "users")
"""By ids of consultants."""


def without_person(text: str, key: str) -> str:
    """The document without somebody, with all else as it was written. Raises NotByForm."""
    try:
        wanted: Any = tomllib.loads(text)
        if not _taken_out(wanted, key):
            return text
        document: Any = tomlkit.parse(text)
        _taken_out(document, key)
        changed = tomlkit.dumps(document)
        same = _meant(tomllib.loads(changed)) == _meant(wanted)
    except (TOMLKitError, ValueError, KeyError, TypeError):
        raise NotByForm from None
    if not same:
        raise NotByForm
    return changed


def _taken_out(tree: Any, key: str) -> bool:
    """Take somebody out wherever they stand; whether they stood anywhere."""
    theirs = [table for table in _tables(tree) if key in table]
    for table in theirs:
        del table[key]
    return bool(theirs)


def _tables(tree: Any) -> list[dict[str, Any]]:
    """All tables by ids of consultants, wherever they stand."""
    if isinstance(tree, list):
        return [table for each in tree for table in _tables(each)]
    if not isinstance(tree, dict):
        return []
    here = [tree[name] for name in _TABLES if isinstance(tree.get(name), dict)]
    return [*here, *(table for each in tree.values() for table in _tables(each))]


def _meant(tree: Any) -> Any:
    """The same, whether a table that holds nobody is written or not."""
    if isinstance(tree, list):
        return [_meant(each) for each in tree]
    if not isinstance(tree, dict):
        return tree
    return {name: _meant(each) for name, each in tree.items() if each or name not in _TABLES}
