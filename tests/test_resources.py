"""The files that come with rostering."""

import pytest

from rostering.resources import shipped


@pytest.mark.parametrize(("folder", "file"), [("calendars", "dk.toml"), ("examples", "picocore/packages.toml")])
def test_what_is_shipped_is_there(folder: str, file: str) -> None:
    assert (shipped(folder) / file).is_file()
