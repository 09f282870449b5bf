"""People at the pages of the small firm, for tests of pages; and what may stand in their addresses."""

from collections.abc import Callable, Iterator

import pytest

from rostering.domain.users import Role
from samples.page_people import BASE, Person, session_of

CONSULTANTS: dict[Role, str | None] = dict.fromkeys(Role) | {Role.CONSULTANT: "asta"}
PATH_VALUES: dict[str, str] = {
    "secret": "x" * 43,
    "seat": "preparedness:2026-12-05:pim:1",
    "day": "2026-12-05",
    "consultant": "asta",
    "job": "1",
    "entry": "1",
    "number": "1",
    "table": "bookings",
    "key": "B1",
    "document": "rates.toml",
    "month": "2026-09",
    "line": "B0:2026-09-05:asta",
    "customer": "havn",
    "reference": "2026-09-havn",
    "form": "html",
    "export": "1",
    "written": "invoice-2026-09-havn.html",
    "making": "x" * 16,
    "answer": "x" * 16,
}
"""By the parameter of a path: what it may be in the store of the fixture `store`, such as a seat that there is."""


@pytest.fixture
def person(store: str) -> Iterator[Callable[..., Person]]:
    """Makes somebody at the pages: `person()` is not signed in, `person(Role.OPS)` is, in that role."""
    people: list[Person] = []

    def make(role: Role | None = None, language: str | None = None, base: str = BASE) -> Person:
        one = Person(store, base)
        people.append(one)
        return one if role is None else one.sign_in(session_of(store, role, CONSULTANTS[role], language))

    yield make
    for one in people:
        one.close()
