"""Parameters of rules, written as `RULE.PARAMETER=VALUE`, and the inputs with them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rostering.domain.inputs import Inputs
from rostering.errors import Fault
from rostering.rules.book import OTHER_SPELLING, faults_of, unknown_names_in

_WRITTEN = re.compile(r"\s*([^.=\s]+)\.([^=\s]+)\s*=\s*(.*\S)\s*")
_WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)


@dataclass(frozen=True)
class Parameter:
    """A parameter of a rule with its value; `overrides.anna.nights` stands in tables of its own."""

    rule: str
    name: str
    value: int | str

    def __str__(self) -> str:
        return f"{self.rule}.{self.name} = {self.value}"


def read_parameter(text: str) -> Parameter | None:
    """Read `RULE.PARAMETER=VALUE`, a value as in `policy.toml` but without quotes; None if it is written otherwise."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    rule, name, value = match.groups()
    return Parameter(rule, OTHER_SPELLING.get(name, name), int(value) if _WHOLE.fullmatch(value) else value)


def with_parameters(inputs: Inputs, parameters: Iterable[Parameter]) -> Inputs:
    """The inputs with some parameters set anew."""
    rules = dict(inputs.policy.rules)
    for parameter in parameters:
        rules[parameter.rule] = _set(rules.get(parameter.rule), parameter.name, parameter.value)
    return replace(inputs, policy=replace(inputs.policy, rules=rules))


def faults_in(inputs: Inputs, parameter: Parameter) -> Iterator[Fault]:
    """What is wrong with one parameter alone."""
    alone = with_parameters(replace(inputs, policy=replace(inputs.policy, rules={})), [parameter])
    yield from faults_of(alone.policy)
    yield from unknown_names_in(alone)


def _set(table: object, name: str, value: object) -> dict[str, object]:
    named: Mapping[str, object] = table if isinstance(table, Mapping) else {}
    known = {OTHER_SPELLING.get(key, key): old for key, old in named.items()}
    key, _, inner = name.partition(".")
    return known | {key: _set(known.get(key), inner, value) if inner else value}
