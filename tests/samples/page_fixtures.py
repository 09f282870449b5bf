"""People at the pages of the small firm, for tests of pages; and what may stand in their addresses."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rostering.domain.users import Role
from samples.page_people import BASE, Person, session_of

CONSULTANTS: dict[Role, str | None] = dict.fromkeys(Role) | {Role.CONSULTANT: "asta"}
PATH_VALUES: dict[str, str] = {
    "secret": "x" * 43,
    "owed": "havn:tactical_meeting:2026Q4",
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
    "profile": "own",
    "answer": "x" * 16,
    "push": "x" * 16,
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


@pytest.fixture(scope="module")
def looker(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Role | None], Person]]:
    """Somebody who only looks, or is refused: one of each role, at one store, for all tests of a file."""
    store = str(shutil.copy(template, tmp_path_factory.mktemp("lookers") / "rostering.db"))
    people: dict[Role | None, Person] = {}

    def the_one(role: Role | None) -> Person:
        if role not in people:
            made = Person(store)
            people[role] = made if role is None else made.sign_in(session_of(store, role, CONSULTANTS[role]))
        return people[role]

    yield the_one
    for one in people.values():
        one.close()
