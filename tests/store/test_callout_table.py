"""Call-outs in a store: numbered, with their entries in order, and never changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rostering.domain.callouts import Call, CalloutAct
from rostering.store import open_store
from rostering.store.callouts import UnknownCallout

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
CALL = Call("nord", "anna", NOW, "p1", "The shop is down", "preparedness:2026-11-01:pim:1", "weekend")
OTHER = Call("syd", "bo", NOW, "p2", "Slow", answered=NOW + HOUR / 2, ended=NOW + HOUR)


def test_callouts_are_read_as_they_were_kept_entry_by_entry(url: str) -> None:
    store = open_store(url)
    ended = replace(CALL, answered=NOW + HOUR / 4, updates=(NOW + HOUR, NOW + 2 * HOUR), ended=NOW + 3 * HOUR)
    with store.transaction() as changes:
        first = changes.callouts.add(CALL, NOW, "anna")
        second = changes.callouts.add(OTHER, NOW, "lead")
        done = changes.callouts.go_on(first, ended, CalloutAct.ENDED, NOW + 3 * HOUR, "anna")
        gone = changes.callouts.go_on(second, OTHER, CalloutAct.WITHDRAWN, NOW, "lead", "a test of the alarm")
    with store.reading() as look:
        assert look.callouts.all() == (done, gone)
        assert look.callouts.one(1) == done
    assert [entry.version for entry in done.entries] == [1, 2]
    assert (done.call, done.is_running, gone.is_withdrawn, gone.number) == (ended, False, True, 2)
    assert first.is_running


@pytest.mark.parametrize("number", [0, -1, 1, 2**40])
def test_a_number_that_no_callout_has_is_said_to_be_none(url: str, number: int) -> None:
    with (
        open_store(url).reading() as look,
        pytest.raises(UnknownCallout, match=f"^there is no call-out {number}$"),
    ):
        look.callouts.one(number)
