"""The rule book: every rule there is, and the rules that a policy makes of them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, get_type_hints

from rostering.domain.inputs import Inputs, Policy
from rostering.errors import Fault, FaultyInput
from rostering.folder.notes import nearest
from rostering.language import _
from rostering.rules.absence import NoDutyOnLeave, Wishes
from rostering.rules.average_hours import AverageHours
from rostering.rules.bench import Bench
from rostering.rules.big_day_shares import BigDayShares
from rostering.rules.big_days import BigDays
from rostering.rules.callouts import RestAfterCallout, WorkAfterCallout
from rostering.rules.caps import Caps
from rostering.rules.continuity import Continuity
from rostering.rules.coverage import Coverage
from rostering.rules.daily_rest import DailyRest
from rostering.rules.fairness import LargestUnfairness, Unfairness
from rostering.rules.membership import Lending, Membership
from rostering.rules.nights import WorkAfterNight
from rostering.rules.overlap import Overlap
from rostering.rules.pins import Pins
from rostering.rules.qualification import Knowledge, Qualification, Seniority
from rostering.rules.rule import Rule
from rostering.rules.spacing import Spacing
from rostering.rules.stability import Notice, Stability
from rostering.rules.standby import UnbrokenStandby
from rostering.rules.weekly_rest import Compensation, WeeklyRest

RULES: tuple[type[Rule], ...] = (
    Coverage,
    Qualification,
    Membership,
    Pins,
    Lending,
    Seniority,
    Knowledge,
    NoDutyOnLeave,
    Wishes,
    Overlap,
    DailyRest,
    RestAfterCallout,
    WorkAfterCallout,
    WeeklyRest,
    Compensation,
    AverageHours,
    UnbrokenStandby,
    WorkAfterNight,
    Caps,
    Continuity,
    Spacing,
    LargestUnfairness,
    Unfairness,
    BigDays,
    BigDayShares,
    Bench,
    Notice,
    Stability,
)

FORBIDDEN = "forbidden"
"""The penalty of what no plan may do."""

OTHER_SPELLING = {"price": "penalty"}
"""Parameters under the names that they had before 0.5, which are read all the same."""

UNLIMITED = "unlimited"
"""The cap that is none."""

_DEAREST, _MOST = 1_000_000, 1000
"""The highest penalty and the highest other number: far above any use, and within what a solver can add up."""


def rules_of(policy: Policy) -> tuple[Rule, ...]:
    """Every rule with the policy's parameters, in the order of the book. Raises FaultyInput."""
    if faults := tuple(faults_of(policy)):
        raise FaultyInput(faults)
    return tuple(rule(**_arguments(policy.rules.get(rule.name, {}))) for rule in RULES)


def faults_of(policy: Policy, place: str = "policy.toml") -> Iterator[Fault]:
    """What is wrong with the policy's rules: names, parameters, values."""
    known = {rule.name: rule for rule in RULES}
    for name, table in policy.rules.items():
        if name in known:
            yield from _faults_in(known[name], table, f"{place}: rules.{name}")
        else:
            yield Fault(
                f"{place}: rules.{name}",
                _("there is no rule '{name}'", name=name),
                nearest(name, known, len(known)),
            )


def unknown_names_in(inputs: Inputs, place: str = "policy.toml") -> Iterator[Fault]:
    """The consultants and grades that the rules name and the other files do not know."""
    caps, people = inputs.policy.rules.get(Caps.name, {}), {consultant.id for consultant in inputs.consultants}
    overrides = caps.get("overrides", {})
    for name in overrides if isinstance(overrides, dict) else ():
        if name not in people:
            yield Fault(
                f"{place}: rules.caps.overrides.{name}",
                _("unknown consultant '{name}'", name=name),
                nearest(name, people),
            )
    for key, grade in inputs.policy.rules.get(Seniority.name, {}).items():
        known = inputs.catalogue.grades
        if key in ("junior", "senior") and isinstance(grade, str) and grade not in known:
            yield Fault(
                f"{place}: rules.seniority.{key}",
                _("unknown grade '{grade}'", grade=grade),
                nearest(grade, known),
            )


def _faults_in(rule: type[Rule], table: Mapping[str, object], place: str) -> Iterator[Fault]:
    types = _types(rule)
    for key, value in table.items():
        name = OTHER_SPELLING.get(key, key)
        if name != key and name in table:
            yield Fault(
                f"{place}.{key}",
                _("is {name} by its old name, and {name} is given, too", name=name),
                _("leave out {key}", key=key),
            )
        elif name not in types:
            yield Fault(
                f"{place}.{key}",
                _("the rule {rule} has no parameter '{key}'", rule=rule.name, key=key),
                nearest(key, types, len(types)),
            )
        elif problem := _problem(rule, name, value, types[name]):
            yield Fault(f"{place}.{key}", *problem)


def _problem(rule: type[Rule], key: str, value: object, kind: Any) -> tuple[str, str] | None:
    """What is wrong with a parameter's value, with a hint."""
    word = FORBIDDEN if key == "penalty" else UNLIMITED
    if key == "penalty" and value == FORBIDDEN and not rule.can_forbid:
        return _("{rule} cannot be forbidden, only penalised", rule=rule.name), _(
            "a large whole number keeps it above all else"
        )
    bounds = rule.bounds.get(key, (0, _DEAREST if key == "penalty" else _MOST))
    if kind == int | None and value != word and (problem := _count_problem(value, bounds)):
        return problem, _("or the word '{word}'", word=word) if rule.can_forbid or key != "penalty" else ""
    if kind is int and (problem := _count_problem(value, bounds)):
        return problem, ""
    if kind is str and not isinstance(value, str):
        return _("{value} is no text", value=repr(value)), ""
    if kind not in (int, str, int | None) and not _is_caps(value):
        return _("own caps are tables of whole numbers by consultant"), "overrides.anna = { weekends = 2 }"
    return None


def _count_problem(value: object, bounds: tuple[int, int]) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return _("{value} is no whole number", value=repr(value))
    if not bounds[0] <= value <= bounds[1]:
        return _("{value} is not a number from {least} to {most}", value=value, least=bounds[0], most=bounds[1])
    return ""


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_caps(value: object) -> bool:
    tables = value.values() if isinstance(value, dict) else [None]
    names = {name for name, kind in _types(Caps).items() if kind == int | None} - {"penalty"}
    return all(isinstance(t, dict) and all(k in names and _is_count(v) for k, v in t.items()) for t in tables)


def _arguments(table: Mapping[str, object]) -> dict[str, Any]:
    known = {OTHER_SPELLING.get(key, key): value for key, value in table.items()}
    return {key: None if value in (FORBIDDEN, UNLIMITED) else value for key, value in known.items()}


def _types(rule: type[Rule]) -> dict[str, Any]:
    hints = get_type_hints(rule)
    return {field.name: hints[field.name] for field in fields(rule)}
