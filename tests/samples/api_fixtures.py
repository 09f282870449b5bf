"""Programs at the API of the small firm, for tests of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rostering.domain.users import Role
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from samples.api_callers import Caller, api_of, new_user, token_of


@pytest.fixture
def caller(store: str) -> Iterator[Callable[..., Caller]]:
    """Makes a program: `caller()` has no token, `caller(Role.OPS)` one of a user in that role."""
    callers: list[Caller] = []
    app = api_of(Site(store, PAGES))

    def make(role: Role | None = None, secret: str | None = None) -> Caller:
        if role is not None:
            secret = token_of(store, new_user(store, role, "asta" if role is Role.CONSULTANT else None))
        callers.append(Caller(app, secret))
        return callers[-1]

    yield make
    for one in callers:
        one.close()


@pytest.fixture(scope="module")
def asker(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Role | None], Caller]]:
    """A program that only looks, or is refused: one of each role, at one store, for all tests of a file."""
    store = str(shutil.copy(template, tmp_path_factory.mktemp("askers") / "rostering.db"))
    app, callers = api_of(Site(store, PAGES)), dict[Role | None, Caller]()

    def the_one(role: Role | None) -> Caller:
        if role not in callers:
            who = "asta" if role is Role.CONSULTANT else None
            callers[role] = Caller(app, token_of(store, new_user(store, role, who)) if role else None)
        return callers[role]

    yield the_one
    for one in callers.values():
        one.close()
