from pathlib import Path

import pytest

from rostering.domain.inputs import Inputs
from rostering.folder.reader import read_folder
from rostering.rules.book import rules_of
from rostering.rules.caps import Caps
from rostering.services.questions.parameters import Parameter, faults_in, read_parameter, with_parameters
from samples.small_firm import write_firm


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return read_folder(write_firm(tmp_path))


def caps_of(inputs: Inputs) -> Caps:
    return next(rule for rule in rules_of(inputs.policy) if isinstance(rule, Caps))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("caps.weekends=5", Parameter("caps", "weekends", 5)),
        (" caps.nights = unlimited ", Parameter("caps", "nights", "unlimited")),
        ("caps.overrides.asta.nights=1", Parameter("caps", "overrides.asta.nights", 1)),
        ("wishes.price=-1", Parameter("wishes", "penalty", -1)),
    ],
)
def test_a_parameter_is_written_with_point_and_equals_sign(text: str, read: Parameter) -> None:
    assert read_parameter(text) == read


@pytest.mark.parametrize("text", ["", "caps", "caps.weekends", "caps=5", "caps.weekends=", ".weekends=5", "caps.=5"])
def test_what_lacks_a_part_is_no_parameter(text: str) -> None:
    assert read_parameter(text) is None


def test_a_rule_keeps_its_other_parameters(inputs: Inputs) -> None:
    before, after = caps_of(inputs), caps_of(with_parameters(inputs, [Parameter("caps", "weekends", 2)]))
    assert after.weekends == 2
    assert after.duties_per_month == before.duties_per_month


def test_the_last_cap_of_a_person_is_added_to_the_others(inputs: Inputs) -> None:
    mine = [Parameter("caps", "overrides.asta.nights", 1), Parameter("caps", "overrides.asta.weekends", 2)]
    assert caps_of(with_parameters(inputs, mine)).overrides == {"asta": {"nights": 1, "weekends": 2}}


def test_only_the_parameter_itself_is_judged(inputs: Inputs) -> None:
    assert [fault.message for fault in faults_in(inputs, Parameter("caps", "weekend", 2))] == [
        "the rule caps has no parameter 'weekend'"
    ]
    assert [fault.hint for fault in faults_in(inputs, Parameter("cap", "weekends", 2))] == ["did you mean 'caps'?"]
    assert [fault.message for fault in faults_in(inputs, Parameter("caps", "overrides.astra.nights", 2))] == [
        "unknown consultant 'astra'"
    ]
    assert not list(faults_in(inputs, Parameter("caps", "weekends", "unlimited")))
