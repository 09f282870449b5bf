"""Plans after a period that is only a draft: what does not count yet is told, and counts when it is asked to."""

from pathlib import Path

import pytest

from rostering.answers.rosters import Kept
from rostering.errors import BadCall, Conflict
from rostering.services.cases.case import case_of
from rostering.services.rosters.listing import discard
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import show
from rostering.spans import Period
from rostering.store import UnknownRoster, open_store
from samples.called import Command
from samples.small_firm import MONTH

WEEKS = Period.parse("2026-12-01..2026-12-13")


def planned_next(url: str, after: int | None = None, period: Period = WEEKS) -> Kept:
    return make_plan(url, period, limits_of(60, effort=1), lambda _: None, "tester", after=after, start=MONTH.first)


def test_a_plan_after_a_draft_says_so(planned: str) -> None:
    kept = planned_next(planned)
    assert kept.draft_before is not None
    assert kept.draft_before.number == 1


def test_a_plan_after_what_is_published_or_counts_as_such_has_nothing_to_say(planned: str) -> None:
    assert planned_next(planned, after=1).draft_before is None
    publish(planned, 1, "tester", today=MONTH.first)
    assert planned_next(planned).draft_before is None


def test_a_discarded_draft_and_one_of_long_ago_are_not_waited_for(planned: str) -> None:
    assert planned_next(planned, period=Period.parse("2027-02-01..2027-02-07")).draft_before is None
    discard(planned, 1, "tester")
    assert planned_next(planned).draft_before is None


def test_a_plan_after_a_draft_is_the_plan_after_its_publication(planned: str) -> None:
    after = planned_next(planned, after=1).version
    without = planned_next(planned).version
    publish(planned, 1, "tester", today=MONTH.first)
    later = planned_next(planned).version
    assert after.input_hash == later.input_hash != without.input_hash
    assert after.duties == later.duties
    assert after.ledger == later.ledger
    assert {each.opening for each in after.ledger} != {each.opening for each in without.ledger}


def test_the_case_knows_the_duties_at_the_edge_of_the_draft(planned: str) -> None:
    with open_store(planned).reading() as reading:
        given = case_of(reading, WEEKS, after=reading.version(1)).problem.given
        assert case_of(reading, WEEKS).problem.given == ()
    assert set(given) == set(show(planned, 1).version.duties)


def test_a_draft_that_the_plan_replaces_or_that_is_gone_is_refused(planned: str) -> None:
    with pytest.raises(BadCall) as refused:
        planned_next(planned, after=1, period=MONTH)
    assert str(refused.value) == (
        "roster 1 is for 2026-11-01..2026-11-30, which is all planned anew with 2026-11-01..2026-11-30"
    )
    with pytest.raises(UnknownRoster):
        planned_next(planned, after=7)
    discard(planned, 1, "tester")
    with pytest.raises(Conflict, match="roster 1 has been discarded"):
        planned_next(planned, after=1)


def test_the_command_says_what_does_not_count_and_how_it_would(
    planned: str, rostering: Command, tmp_path: Path
) -> None:
    assert Path(planned).parent == tmp_path
    said = rostering("plan", "2026-12-05..2026-12-06", "--effort", "1").err
    assert (
        "rostering: note: 2026-11-01..2026-11-30 before it is only a draft, roster 1: its balances and the duties at "
        "its edge do not count yet; to plan as if it were published: --after 1\n"
    ) in said
    assert "only a draft" not in rostering("plan", "2026-12-05..2026-12-06", "--effort", "1", "--after", "1").err
