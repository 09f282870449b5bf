"""What all tests of this folder share: one browser, its pages, and a service for those who only look."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from samples.browsing import serving, started
from samples.open_pages import OpenPages
from samples.running import Running

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="package")
def chromium() -> Iterator["Browser"]:
    """The browser, which ends with the folder: others want an event loop, and there is none beside playwright's."""
    with started() as browser:
        yield browser


@pytest.fixture(scope="package")
def open_pages(chromium: "Browser") -> OpenPages:
    """Its pages, which the visits of all tests share, one after the other."""
    return OpenPages(chromium)


@pytest.fixture(scope="package")
def looking(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service for those who only look."""
    with serving(demo_store, tmp_path_factory.mktemp("looking")) as service:
        yield service
