"""The rule book: a policy's tables become rules, and all that is wrong with them is said at once."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from rostering.domain.inputs import Policy
from rostering.errors import FaultyInput
from rostering.rules.absence import Wishes
from rostering.rules.book import RULES, faults_of, rules_of, unknown_names_in
from rostering.rules.caps import Caps
from rostering.rules.rule import Rule
from samples.hand_made import POLICY, firm


def policy(**tables: Mapping[str, object]) -> Policy:
    return replace(POLICY, rules=tables)


def messages(**tables: Mapping[str, object]) -> list[str]:
    return [str(fault) for fault in faults_of(policy(**tables))]


def only(kind: type[Rule], **tables: Mapping[str, object]) -> Rule:
    (rule,) = (rule for rule in rules_of(policy(**tables)) if isinstance(rule, kind))
    return rule


def test_an_empty_policy_has_every_rule_with_its_defaults() -> None:
    assert rules_of(policy()) == tuple(rule() for rule in RULES)


def test_the_example_firm_has_every_rule_without_a_fault() -> None:
    assert [type(rule) for rule in rules_of(firm().policy)] == list(RULES)


def test_every_rule_has_a_name_of_its_own_and_a_docstring() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)


def test_parameters_are_taken_and_words_mean_no_number() -> None:
    assert only(Wishes, wishes={"price": "forbidden", "rather_not": 5}) == Wishes(penalty=None, rather_not=5)
    own = {"overrides": {"anna": {"weekends": 2, "nights": 0}}}
    caps = only(Caps, caps={"nights": "unlimited", "price": 7, **own})
    assert caps == Caps(nights=None, penalty=7, overrides={"anna": {"weekends": 2, "nights": 0}})


def test_consultants_and_grades_that_rules_name_and_nobody_knows_are_told() -> None:
    caps: dict[str, object] = {"nights": 2, "overrides": {"ana": {"weekends": 2}, "anna": {"weekends": 2}}}
    seniority = {"penalty": "forbidden", "junior": "junor", "senior": "senor"}
    known = firm()
    catalogue = replace(known.catalogue, grades={"junior": "Junior", "senior": "Senior"})
    people = tuple(replace(each, id="anna") for each in known.consultants[:1])
    law = policy(caps=caps, seniority=seniority)
    found = unknown_names_in(replace(known, catalogue=catalogue, consultants=people, policy=law))
    assert [str(fault) for fault in found] == [
        "policy.toml: rules.caps.overrides.ana: unknown consultant 'ana' (did you mean 'anna'?)",
        "policy.toml: rules.seniority.junior: unknown grade 'junor' (did you mean 'junior'?)",
        "policy.toml: rules.seniority.senior: unknown grade 'senor' (did you mean 'senior'?)",
    ]


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"wishs": {}}, "policy.toml: rules.wishs: there is no rule 'wishs' (did you mean 'wishes'?)"),
        (
            {"spacing": {"dayz": 3}},
            "policy.toml: rules.spacing.dayz: the rule spacing has no parameter 'dayz' (did you mean 'days'?)",
        ),
        (
            {"overlap": {"zzz": 3}},
            "policy.toml: rules.overlap.zzz: the rule overlap has no parameter 'zzz' (known: penalty)",
        ),
        ({"spacing": {"days": "3"}}, "policy.toml: rules.spacing.days: '3' is no whole number"),
        ({"spacing": {"days": -1}}, "policy.toml: rules.spacing.days: -1 is not a number from 0 to 1000"),
        ({"spacing": {"days": True}}, "policy.toml: rules.spacing.days: True is no whole number"),
        ({"spacing": {"days": "unlimited"}}, "policy.toml: rules.spacing.days: 'unlimited' is no whole number"),
        (
            {"spacing": {"penalty": 1.5}},
            "policy.toml: rules.spacing.penalty: 1.5 is no whole number (or the word 'forbidden')",
        ),
        (
            {"spacing": {"price": 1.5}},
            "policy.toml: rules.spacing.price: 1.5 is no whole number (or the word 'forbidden')",
        ),
        (
            {"spacing": {"price": 1, "penalty": 2}},
            "policy.toml: rules.spacing.price: is penalty by its old name, and penalty is given, too (leave out price)",
        ),
        (
            {"caps": {"nights": "forbidden"}},
            "policy.toml: rules.caps.nights: 'forbidden' is no whole number (or the word 'unlimited')",
        ),
        (
            {"average_hours": {"months": 0}},
            "policy.toml: rules.average_hours.months: 0 is not a number from 1 to 4",
        ),
        (
            {"average_hours": {"months": 5}},
            "policy.toml: rules.average_hours.months: 5 is not a number from 1 to 4",
        ),
        ({"seniority": {"junior": 1}}, "policy.toml: rules.seniority.junior: 1 is no text"),
        ({"coverage": {"penalty": "x"}}, "policy.toml: rules.coverage.penalty: 'x' is no whole number"),
        (
            {"unfairness": {"tolerance": "forbidden"}},
            "policy.toml: rules.unfairness.tolerance: 'forbidden' is no whole number",
        ),
        ({"spacing": {"days": 1001}}, "policy.toml: rules.spacing.days: 1001 is not a number from 0 to 1000"),
        (
            {"coverage": {"penalty": 1_000_001}},
            "policy.toml: rules.coverage.penalty: 1000001 is not a number from 0 to 1000000",
        ),
    ],
)
def test_a_fault_names_place_and_remedy(tables: dict[str, dict[str, object]], message: str) -> None:
    assert messages(**tables) == [message]


def test_a_name_that_is_like_no_other_is_told_with_all_there_are() -> None:
    (message,) = messages(zzzz={})
    assert message.endswith(f"(known: {', '.join(sorted(rule.name for rule in RULES))})")


@pytest.mark.parametrize(
    ("rule", "key", "least", "most"),
    [
        ("average_hours", "months", 1, 4),
        ("daily_rest", "hours", 0, 24),
        ("stability", "weeks", 0, 52),
        ("unbroken_standby", "hours", 1, 168),
        ("unbroken_standby", "pause", 1, 24),
        ("weekly_rest", "days", 1, 31),
        ("work_after_night", "hours", 0, 24),
        ("spacing", "days", 0, 1000),
        ("coverage", "penalty", 0, 1_000_000),
    ],
)
def test_a_number_may_be_the_least_or_the_greatest_and_none_beyond(rule: str, key: str, least: int, most: int) -> None:
    assert messages(**{rule: {key: least}}) == messages(**{rule: {key: most}}) == []
    for beyond in (least - 1, most + 1):
        (message,) = messages(**{rule: {key: beyond}})
        assert message == f"policy.toml: rules.{rule}.{key}: {beyond} is not a number from {least} to {most}"


def test_a_grade_may_be_any_text_that_the_catalogue_has() -> None:
    seniority = {"junior": "junior", "senior": "principal"}
    grades = {"junior": "Junior", "principal": "Principal"}
    known = replace(firm(), policy=policy(seniority=seniority))
    assert messages(seniority=seniority) == []
    assert list(unknown_names_in(replace(known, catalogue=replace(known.catalogue, grades=grades)))) == []


def test_a_grade_that_is_no_text_is_not_looked_for() -> None:
    assert list(unknown_names_in(replace(firm(), policy=policy(seniority={"junior": 1})))) == []


def test_a_policy_that_names_nobody_names_nobody_who_is_unknown() -> None:
    assert list(unknown_names_in(replace(firm(), policy=policy()))) == []


@pytest.mark.parametrize("name", ["coverage", "largest_unfairness", "unfairness", "notice", "stability"])
def test_some_rules_can_only_be_priced(name: str) -> None:
    (message,) = messages(**{name: {"price": "forbidden"}})
    assert f"{name} cannot be forbidden, only penalised" in message


@pytest.mark.parametrize(
    "own",
    [
        *["anna", {"anna": 2}, {"anna": {"weekend": 2}}, {"anna": {"weekends": -2}}],
        *[
            {"anna": {"penalty": 2}},
            {"anna": {"price": 2}},
            {"anna": {"overrides": 2}},
        ],  # parameters of the rule, but no caps
        *[{"anna": {"weekends": True}}, {"anna": {"weekends": 2, "nights": "two"}}],
        *[{"anna": {"weekends": 2}, "bo": 2}, {"anna": {"weekends": 2}, "bo": {"weekend": 2}}],
    ],
)
def test_own_caps_that_are_none_are_a_fault(own: object) -> None:
    (message,) = messages(caps={"overrides": own})
    assert "own caps are tables of whole numbers by consultant" in message


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(FaultyInput) as raised:
        rules_of(policy(wishs={}, spacing={"dayz": 1, "days": "two"}, coverage={"price": "forbidden"}))
    assert len(raised.value.faults) == 4
