"""Ids of our own have words, in Danish too; those of firms are shown as they are."""

import pytest

from rostering.domain.catalogue import BIG_DAY, DayKind
from rostering.language import speaking
from rostering.language.labels import LABELS, label
from rostering.rosters.ledger import BROUGHT
from rostering.rules.book import RULES
from rostering.rules.difference import OtherPeople
from rostering.rules.settled import Settled
from rostering.solver.plan.stage_orders import FAIREST, FEWEST_CHANGES, FRESH, name_of
from rostering.solver.plan.stages import LOOK_AHEAD

RULE_IDS = [*(rule.name for rule in RULES), OtherPeople.name, Settled.name]
STAGE_IDS = sorted({name_of(group) for order in (FRESH, FEWEST_CHANGES, FAIREST) for group in order} | {LOOK_AHEAD})
KINDS = [*DayKind, BIG_DAY, BROUGHT]


@pytest.mark.parametrize("one", [*RULE_IDS, *STAGE_IDS, *KINDS])
def test_whatever_has_an_id_of_our_own_has_a_label(one: str) -> None:
    assert label(one) in LABELS


def test_labels_are_danish_for_a_danish_firm() -> None:
    with speaking("da"):
        there = [label(one) for one in ("weekly_rest", BROUGHT, BIG_DAY, "preferences_and_stability", "big_day_shares")]
    assert there == ["Ugentligt fridøgn", "Overført", "Mærkedag", "Hensyn og stabilitet", "Fordeling af mærkedage"]


def test_what_a_firm_calls_something_stays_its_own() -> None:
    with speaking("da"):
        assert label("late_shift") == "Late shift"
