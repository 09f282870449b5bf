"""What all rules share: stages, which forbid and which cost, and which look at no dates."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.rules.book import RULES
from rostering.rules.coverage import Coverage
from rostering.rules.overlap import Overlap
from rostering.rules.rule import Stage, that_cost, that_forbid
from rostering.rules.spacing import Spacing
from samples.drawn import PEOPLE, problems, rules


def test_stages_are_settled_in_order_of_importance() -> None:
    assert [stage.name for stage in sorted(Stage)] == [
        *("COVERAGE", "LARGEST_UNFAIRNESS", "UNFAIRNESS", "PREFERENCES", "NOTICE", "STABILITY")
    ]


def test_what_is_no_preference_has_a_stage_of_its_own() -> None:
    assert {rule.name: rule.stage for rule in RULES if rule.stage is not Stage.PREFERENCES} == {
        "coverage": Stage.COVERAGE,
        "largest_unfairness": Stage.LARGEST_UNFAIRNESS,
        "unfairness": Stage.UNFAIRNESS,
        "notice": Stage.NOTICE,
        "stability": Stage.STABILITY,
    }


def test_a_rule_forbids_or_costs_even_where_it_costs_nothing() -> None:
    coverage, overlap, spacing = Coverage(), Overlap(), Spacing(penalty=0)
    assert that_forbid([coverage, overlap, spacing]) == [overlap]
    assert that_cost([coverage, overlap, spacing]) == [coverage, spacing]


@settings(max_examples=30)
@given(data=st.data())
def test_a_timeless_rule_says_the_same_of_a_place_on_every_date(data: st.DataObject) -> None:
    problem = data.draw(problems())
    for rule in [data.draw(rules(kind)) for kind in RULES if kind.timeless]:
        for who in PEOPLE:
            said = {(s.team, s.pool, s.role, rule.rules_out(problem, s, who)) for s in problem.seats}
            assert len(said) == len({key[:3] for key in said}), rule.name


def test_whom_a_team_has_does_not_hang_on_dates() -> None:
    assert [rule.name for rule in RULES if rule.timeless] == ["membership"]
