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
