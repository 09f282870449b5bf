"""What was done about dues in a store: numbered steps, with what was due as it was called then."""

from dataclasses import replace
from datetime import UTC, date, datetime

from rostering.domain.dues import Deed, DueState, DueStep
from rostering.spans import Hours
from rostering.store import open_store
from samples.due_samples import REVIEW

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
MOVE = DueStep(0, NOW, "lead", Deed.MOVED, date(2027, 1, 12), Hours.parse("10:00-11:30"), "bo", "they asked for it")
DONE = DueStep(0, NOW, "lead", Deed.DONE, date(2027, 1, 12))


def test_steps_are_read_as_they_were_kept(url: str) -> None:
    store = open_store(url)
    with store.transaction() as changes:
        after = changes.dues.go_on(changes.dues.go_on(REVIEW, MOVE), DONE)
    with store.reading() as look:
        (kept,) = look.dues.all().values()
    assert [step.number for step in kept.steps] == [1, 2]
    assert kept == replace(after, manager=None)  # which is no part of what was done
    assert (kept.key, kept.day, kept.holder, kept.settled) == (
        "aaby:review:2026Q4",
        date(2027, 1, 12),
        "bo",
        DueState.DONE,
    )
