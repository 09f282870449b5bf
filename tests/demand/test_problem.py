"""The problem: what counts as an ordinary working day, which dates a duty takes, and the hash."""

import os
import random
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.demand.problem import Problem, Reference
from rostering.domain.callouts import Worked
from rostering.domain.catalogue import DayKind
from rostering.domain.dues import Meeting
from rostering.domain.findings import Account, BigDayAccount
from rostering.domain.inputs import Policy
from rostering.domain.parties import LeaveKind
from rostering.domain.seats import Day, Duty, Pin
from rostering.spans import Hours, Period
from samples.drawn import problems
from samples.hand_made import ZONE, away, person, problem, real_problem, seat


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        ("2026-11-02", True, "a Monday"),
        ("2026-11-03", False, "a public holiday"),
        ("2026-11-04", False, "leave"),
        ("2026-11-05", True, "a wish is no leave"),
        ("2026-11-07", False, "a Saturday"),
        ("2026-11-12", True, "the last day of the employment"),
        ("2026-11-13", False, "after the employment"),
    ],
)
def test_an_ordinary_working_day_is_a_weekday_without_holiday_leave_or_end(day: str, works: bool, why: str) -> None:
    wishes = [away("anna", "2026-11-05", kind=LeaveKind.RATHER_NOT)]
    made = problem(
        people=[person("anna", employed_to=date(2026, 11, 12))],
        holidays=["2026-11-03"],
        leave=[away("anna", "2026-11-04"), away("bo", "2026-11-02"), *wishes],
    )
    assert made.works("anna", date.fromisoformat(day)) is works, why
    assert (date.fromisoformat(day) in made.work_days("anna")) is works


def test_only_working_days_inside_the_period_can_be_freed() -> None:
    made = problem(period="2026-11-07..2026-11-10")
    assert made.work_days("anna") == (date(2026, 11, 9), date(2026, 11, 10))
    assert made.works("anna", date(2026, 11, 6))


def test_days_of_a_holiday_period_are_worked_as_usual() -> None:
    assert real_problem("2026-12-28..2026-12-30").work_days("karen") == tuple(Period.parse("2026-12-28..2026-12-30"))


def test_a_night_takes_both_of_its_dates() -> None:
    night, evening = seat("2026-11-07", "22:00-08:00"), seat("2026-11-07", "16:00-24:00")
    made = problem([night, evening])
    assert made.touched(night) == (date(2026, 11, 7), date(2026, 11, 8))
    assert made.touched(evening) == (date(2026, 11, 7),)


CHANGES = {
    "period": Period.parse("2026-11-02..2026-11-16"),
    "timezone": "Europe/Oslo",
    "days": {},
    "seats": (seat("2026-11-07"), seat("2026-11-08")),
    "consultants": (person("anna"),),
    "leave": (away("anna", "2026-11-02"),),
    "given": (Duty(seat("2026-11-01"), None),),
    "given_days_off": (("anna", date(2026, 10, 30)),),
    "accounts": (Account("anna", "pim", 0, 1),),
    "big_days": (BigDayAccount("anna", 0, 500),),
    "policy": Policy({"caps": {"nights": 1}}, {}, Hours.parse("08:00-16:00"), (1, 2, 3, 4, 5)),
    "pins": (Pin("team:2026-11-07:pim:1", "anna"),),
    "meetings": (Meeting("anna", seat("2026-11-07").span, "Review"),),
    "worked": (Worked("anna", Hours.parse("22:00-23:00").on(date(2026, 11, 6), ZONE)),),
    "names": {"pim": "Product information"},
    "calendars": {"north": {date(2026, 11, 2): Day(date(2026, 11, 2), DayKind.PUBLIC_HOLIDAY, "")}},
}


def test_no_field_of_the_problem_is_left_out_of_what_is_tried() -> None:
    assert CHANGES.keys() | {"reference"} == {field.name for field in fields(Problem)}


def test_what_a_repair_starts_from_is_no_part_of_the_hash() -> None:
    made = problem([seat("2026-11-07")])
    repair = Reference(date(2026, 11, 1), {"team:2026-11-07:pim:1": "anna"}, frozenset({("anna", date(2026, 11, 9))}))
    assert replace(made, reference=repair).input_hash == made.input_hash


@pytest.mark.parametrize("field", CHANGES)
def test_every_change_of_the_problem_changes_the_hash(field: str) -> None:
    made = problem([seat("2026-11-07")])
    changed = replace(made, **{field: CHANGES[field]})  # type: ignore[arg-type]  # each value is of its field's type
    assert changed.input_hash != made.input_hash


@settings(max_examples=15)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_mappings_does_not_change_the_hash(made: Problem, draw: random.Random) -> None:
    days = draw.sample(sorted(made.days.items()), k=len(made.days))
    shuffled = replace(made, days=dict(days), names=dict(reversed(list(made.names.items()))))
    assert shuffled.input_hash == made.input_hash


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_another_process_finds_the_same_hash(seed: str) -> None:
    code = "from samples.hand_made import real_problem; print(real_problem('2026-11-01..2026-11-08').input_hash)"
    environment = {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed}
    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == real_problem("2026-11-01..2026-11-08").input_hash
