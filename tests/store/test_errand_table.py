"""The table of errands."""

from datetime import UTC, datetime

import pytest

from rostering.domain.errands import Errand
from rostering.domain.users import Role, User
from rostering.store import Store, open_store

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.fixture
def store(url: str) -> Store:
    return open_store(url)


def test_errands_of_one_second_stand_in_the_order_in_which_they_were_asked_for(store: Store) -> None:
    keys = ["m", "c", "x", "a", "k", "b"]
    with store.transaction() as tx:
        owner = tx.users.add(User(0, "anna", Role.OPS, None, None, AT)).number
    for key in keys:
        with store.transaction() as tx:
            tx.errands.add(Errand(key, owner, "export", {}, "en", AT))
    with store.reading() as reading:
        assert [one.key for one in reading.errands.going_on()] == keys
