"""What others wrote is as they published it, with its version and its licence, and loads nothing from elsewhere."""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

TOP = Path(__file__).parents[3]
FOLDERS = (TOP / "src/rostering/web/assets/vendor", TOP / "tests/browser/vendor")
LISTS = {folder: tomllib.loads((folder / "VENDORED.toml").read_text(encoding="utf-8")) for folder in FOLDERS}
FILES = [(folder, name, said) for folder, listed in LISTS.items() for name, said in listed.items()]


@pytest.mark.parametrize(("folder", "name", "said"), FILES, ids=lambda part: part if isinstance(part, str) else "")
def test_a_file_is_the_one_that_is_listed(folder: Path, name: str, said: dict[str, Any]) -> None:
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == said["sha256"]
    assert set(said) == {"package", "version", "file", "license", "license_file", "sha256"}
    assert len((folder / said["license_file"]).read_text(encoding="utf-8")) > 500
    assert re.fullmatch(r"\d+\.\d+\.\d+", said["version"])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_no_file_is_left_unlisted(folder: Path) -> None:
    licences = {path.name for path in folder.iterdir() if "LICENSE" in path.name}
    assert {path.name for path in folder.iterdir()} - licences - {"VENDORED.toml"} == set(LISTS[folder])
    assert {said["license_file"] for said in LISTS[folder].values()} <= licences
