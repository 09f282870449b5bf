"""docs/modules.md: every module with the first lines of its docstring, package by package, from the ground up."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
SOURCE = TOP / "src" / "rostering"
HEAD = """\
# Modules

Every module in its own words, made by `make docs`. Paths are below `src/rostering/`. Packages stand from the ground up,
as the contracts in `pyproject.toml` have them: each imports from those before it only.
"""


def modules_page() -> str:
    """The page as it has to be."""
    return "\n".join([HEAD, *_table(SOURCE), *_sections(SOURCE)])


def said_of(module: Path) -> str:
    """The first paragraph of a module's docstring, on one line."""
    words = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return " ".join(words.partition("\n\n")[0].split())


def floors_of(package: str, project: dict[str, Any]) -> dict[str, int]:
    """On which floor of a package each of its modules stands, 0 being the lowest; empty where no contract says."""
    contracts = project["tool"]["importlinter"]["contracts"]
    layers: list[str] = next((one["layers"] for one in contracts if package in one.get("containers", ())), [])
    return {name.strip(): floor for floor, names in enumerate(reversed(layers)) for name in names.split("|")}


def _sections(package: Path) -> Iterator[str]:
    for room in _by_floor(package, [path.parent for path in package.glob("*/__init__.py")]):
        level = "#" * (1 + len(room.relative_to(SOURCE).parts))
        yield from (f"{level} {_place(room)}", "", said_of(room / "__init__.py"), "")
        yield from _table(room)
        yield from _sections(room)


def _table(package: Path) -> Iterator[str]:
    modules = _by_floor(package, [path for path in package.glob("*.py") if path.name != "__init__.py"])
    if modules:
        yield from ("| module | holds |", "|---|---|", *(_row(module) for module in modules), "")


def _row(module: Path) -> str:
    words = said_of(module).replace("|", "\\|")
    return f"| `{_place(module)}` | {words} |"


def _place(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _by_floor(package: Path, paths: list[Path]) -> list[Path]:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    floors = floors_of(".".join(package.relative_to(SOURCE.parent).parts), project)
    return sorted(paths, key=lambda path: (floors.get(path.stem, len(floors)), path.stem))
