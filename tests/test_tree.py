"""The tree of sources and tests: each test in its room, and each file of others opened at the one door."""

import ast
from collections import Counter
from pathlib import Path

import rostering

TESTS, SOURCE = Path(__file__).parent, Path(rostering.__file__).parent
NO_ROOMS = {"benchmarks", "browser", "clients", "samples"}  # scripts, what needs other programs, and what tests share


def files_of_tests() -> list[Path]:
    return [path for path in TESTS.rglob("test_*.py") if path.relative_to(TESTS).parts[0] not in NO_ROOMS]


def test_every_test_stands_in_a_room_that_the_source_has() -> None:
    rooms = {path.parent.relative_to(SOURCE) for path in SOURCE.rglob("*.py")}
    assert [path for path in files_of_tests() if path.parent.relative_to(TESTS) not in rooms] == []


def test_a_room_with_rooms_of_its_own_keeps_only_tests_of_what_stands_in_none_of_them() -> None:
    halls = {path.parent for path in SOURCE.rglob("*.py") if any(path.parent.glob("*/__init__.py"))} - {SOURCE}
    crowded = [hall for hall in halls if not any(file.name != "__init__.py" for file in hall.glob("*.py"))]
    assert [path for hall in crowded for path in (TESTS / hall.relative_to(SOURCE)).glob("test_*.py")] == []


def test_no_two_files_of_tests_have_one_name() -> None:
    assert [name for name, times in Counter(path.name for path in TESTS.rglob("test_*.py")).items() if times > 1] == []


OPENING = {"open", "read_bytes", "read_text"}
OUR_OWN = {
    "calendars/calendar_files.py": "calendars that come with rostering",
    "files.py": "the door",
    "folder/first.py": "first folders and examples, which come with rostering",
    "language/sentences.py": "catalogues, which come with rostering",
    "language/words.py": "catalogues, which come with rostering",
    "notices/maildir.py": "mails that are written",
    "web/assets/asset_files.py": "assets, which come with rostering",
    "web/frame/alone.py": "styles, which come with rostering",
}
"""Modules that open files which nobody else has put there, but for the door itself."""


def opens_a_file(node: ast.AST) -> bool:
    """Whether this is a call such as `path.read_text()`, `path.open("rb")`, `os.open(path, flags)` or `open(path)`."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "open"
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in OPENING:
        return False
    texts = [each for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return node.func.attr != "open" or bool(texts) or "os" in ast.unparse(node.func.value).split(".")


def test_files_that_people_give_are_opened_at_one_door_where_none_is_waited_for() -> None:
    opening = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if any(map(opens_a_file, ast.walk(ast.parse(path.read_text("utf-8")))))
    }
    assert opening == set(OUR_OWN)
