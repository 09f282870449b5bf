"""A firm whose November is closed, as pages of the month's end need it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rostering.domain.users import Role
from rostering.services.charges.closing import close_month
from samples.closable_firm import NOVEMBER, closable
from samples.own_pages import site_of
from samples.page_people import Person, session_of

AT = datetime(2026, 12, 3, 12, tzinfo=UTC)
"""When it is on these pages."""


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = closable(str(tmp_path / "rostering.db"), tmp_path / "firm")
    close_month(url, NOVEMBER, "cfo", early=True)
    return url


@pytest.fixture
def person(store: str) -> Iterator[Callable[..., Person]]:
    made: list[Person] = []

    def make(role: Role = Role.FINANCE, language: str | None = None) -> Person:
        made.append(Person(store, site=site_of(store, AT)).sign_in(session_of(store, role, None, language)))
        return made[-1]

    yield make
    for one in made:
        one.close()
