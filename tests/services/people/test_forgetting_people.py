"""Who is forgotten is forgotten everywhere, but in records of money while the law asks for them."""

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from rostering.domain.users import Actor
from rostering.services.people.forgetting_people import forget
from rostering.services.people.retention import retain
from rostering.store.columns import TableRow
from rostering.store.holdings import HOLDINGS, MONTHLY
from samples.leaver_firm import ASE, CAPITAL, LATER, MUCH_LATER, QUOTED, Somebody, dump, make_firm

LEAD = Actor.ops("lead")
BY_NUMBER = {"session", "invitation"}
"""Tables that name users by number."""
THERE = TableRow.metadata.tables.keys()
PEOPLE = (HOLDINGS.keys() & THERE) - {"former", "agreement"}
MONEY_ALONE = MONTHLY & THERE


def traces(who: Somebody, found: dict[str, list[str]]) -> set[str]:
    """The tables in which anything of somebody stands, whatever capitals; ids as words by themselves."""
    texts = {text.casefold() for text in who.told}
    return {table for table, cells in found.items() if any(holds(cell.casefold(), texts, who.id) for cell in cells)}


def holds(cell: str, texts: set[str], key: str) -> bool:
    around = cell.split(key)
    bounds = pairwise(around)
    is_alone = (not before[-1:].isalnum() and not after[:1].isalnum() for before, after in bounds)
    return any(text in cell for text in texts) or any(is_alone)


def test_nothing_of_whoever_is_forgotten_stands_anywhere_but_in_records_of_money(url: str, tmp_path: Path) -> None:
    is_forgotten(url, tmp_path, ASE)


@pytest.mark.parametrize("who", [QUOTED, CAPITAL], ids=lambda who: str(who.id))
def test_nor_of_whoever_has_an_awkward_name(sqlite_tables: Path, tmp_path: Path, who: Somebody) -> None:
    is_forgotten(str(shutil.copy(sqlite_tables, tmp_path / "rostering.db")), tmp_path, who)


def is_forgotten(url: str, tmp_path: Path, who: Somebody) -> None:
    """In two steps: first everywhere but in records of money, after years there, too."""
    make_firm(url, tmp_path, who)
    assert traces(who, dump(url)) == PEOPLE - BY_NUMBER
    done = forget(url, LEAD, who.id, also=[who.phone], at=LATER)
    assert done.kept.keys() == MONEY_ALONE
    after = dump(url)
    assert traces(who, after) == MONEY_ALONE | {"former"}
    assert not any(after[table] for table in BY_NUMBER)
    retain(url, LEAD, at=MUCH_LATER)
    assert traces(who, dump(url)) == set()
