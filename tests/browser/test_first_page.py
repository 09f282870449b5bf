"""The first look at an empty store, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rostering.domain.users import Actor, Role
from rostering.services.access.users import add_user
from samples.browsing import Visiting, follow, visits
from samples.open_pages import OpenPages
from samples.running import Running, running


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Running]:
    """A service of a store in which there is nobody but who may sign in."""
    for role in (Role.OPS, Role.VIEWER):
        add_user(str(tmp_path / "rostering.db"), Actor.ops("tester"), role.value, role)
    with running(str(tmp_path / "rostering.db"), tmp_path) as service:
        yield service


@pytest.fixture
def come(open_pages: OpenPages, fresh: Running) -> Iterator[Visiting]:
    """Makes visits to it."""
    with visits(open_pages, fresh) as visiting:
        yield visiting


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_button_loads_the_example_and_the_firm_has_a_name(come: Visiting, script: bool) -> None:
    visit = come(Role.OPS, "/", script=script)
    assert "Nothing is here yet" in visit.text()
    visit.fits()
    if script:
        visit.axe()
    visit.picture("empty")
    follow(visit.page.get_by_role("button", name="Load the example"))
    visit.page.get_by_role("link", name="Nordlys Digital").wait_for()
    assert "Nothing is here yet" not in visit.text()


def test_whoever_may_not_fill_it_is_told_who_does(come: Visiting) -> None:
    visit = come(Role.VIEWER, "/", phone=True, language="da")
    assert "Her er ikke noget endnu" in visit.text()
    visit.fits()
    visit.axe()
    visit.picture("empty-viewer")
