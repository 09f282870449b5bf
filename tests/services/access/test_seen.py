"""A form carries what it was made from, and whoever saves second is told what is new and what is gone."""

import pytest

from rostering.errors import Stale
from rostering.services.access.seen import check_seen, version_of


def tell(item: str) -> str:
    return f"the {item}" if item.isalpha() else ""


def test_the_same_items_in_any_order_are_no_change() -> None:
    check_seen(version_of(["b", "a"]), ["a", "b"], tell)
    check_seen(version_of([]), [], tell)


def test_what_is_new_and_what_is_gone_is_told() -> None:
    with pytest.raises(Stale, match="this was changed after you opened the form") as stale:
        check_seen(version_of(["a", "b"]), ["b", "c"], tell)
    assert stale.value.changes == ("new since then: the c", "no longer there: the a")


def test_what_somebody_made_up_is_not_repeated() -> None:
    with pytest.raises(Stale) as stale:
        check_seen("<b>|12|a", ["a"], tell)
    assert stale.value.changes == ()


@pytest.mark.parametrize("version", ["", "x" * 100_000])
def test_a_form_that_says_nothing_is_to_be_looked_at_again(version: str) -> None:
    with pytest.raises(Stale, match="does not say what it was made from"):
        check_seen(version, [], tell)
