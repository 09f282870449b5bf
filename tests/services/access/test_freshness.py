"""Whoever saves second is told what changed, and nothing of theirs is taken."""

import pytest

from rostering.errors import Stale
from rostering.services.access.freshness import check_mark, mark_of
from rostering.services.clock import now
from rostering.store import open_store


def log(url: str, what: str, before: str | None = None, after: str | None = None) -> None:
    with open_store(url).transaction() as tx:
        tx.log("ida", "change", what, before, after, at=now())


def test_a_form_is_fresh_until_what_it_shows_is_changed(imported: str) -> None:
    log(imported, "leave of asta")
    with open_store(imported).reading() as reading:
        mark = mark_of(reading, "leave of asta")
    log(imported, "leave of birk")
    with open_store(imported).reading() as reading:
        check_mark(reading, mark, "leave of asta")
        with pytest.raises(Stale):
            check_mark(reading, mark)
    log(imported, "leave of asta", "1 Nov", "2 Nov")
    with open_store(imported).reading() as reading, pytest.raises(Stale) as stale:
        check_mark(reading, mark, "leave of asta")
    assert str(stale.value) == "this was changed after you opened the form"
    (change,) = stale.value.changes
    assert change.endswith(", ida: change, leave of asta (1 Nov → 2 Nov)")


def test_a_form_for_something_new_goes_stale_once_the_first_is_made(imported: str) -> None:
    with open_store(imported).reading() as reading:
        mark = mark_of(reading, "leave of asta")
        assert mark == "0"
        check_mark(reading, mark, "leave of asta")
    log(imported, "leave of asta")
    with open_store(imported).reading() as reading, pytest.raises(Stale, match="changed after you opened"):
        check_mark(reading, mark, "leave of asta")


@pytest.mark.parametrize("mark", ["", "x", "-1", "²", "9" * 18, "9" * 5000])
def test_a_mark_that_no_form_of_ours_has_is_refused(imported: str, mark: str) -> None:
    with open_store(imported).reading() as reading, pytest.raises(Stale, match="does not say what it was made from"):
        check_mark(reading, mark, "leave of asta")


def test_what_begins_alike_is_meant_letter_by_letter(imported: str) -> None:
    log(imported, "leave of a_ta")
    with open_store(imported).reading() as reading:
        assert reading.newest_entry(["leave of a%"]) == 0
        assert reading.newest_entry(["leave of a_"]) > 0
