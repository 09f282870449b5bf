"""Programs at the API of the small firm, for tests of it."""

from collections.abc import Callable, Iterator

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
