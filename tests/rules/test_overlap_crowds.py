"""Many bookings in the same hours: one sum a person forbids what a clause for each pair does."""

import pytest

from rostering.rules.overlap import Overlap
from rostering.rules.roster import Roster
from samples.hand_made import person, problem, seat
from samples.least_penalties import least_penalty

EVENING = [seat("2026-11-03", "16:00-22:00", booking=f"b{number}") for number in range(20)]
LATER = seat("2026-11-03", "20:00-24:00", booking="late")
TEAM = seat("2026-11-03", "08:00-17:00")
SHARED = [seat("2026-11-03", "16:00-22:00", booking=f"s{number}", shared=True) for number in range(14)]


def roster(*held: int | str, shared: int = 0) -> Roster:
    seats = [*EVENING, LATER, TEAM, *SHARED]
    made = problem(seats, [person("anna"), person("bo")])
    mine = {EVENING[one].id if isinstance(one, int) else {"late": LATER, "team": TEAM}[one].id for one in held}
    return Roster(made, dict.fromkeys([*sorted(mine), *(one.id for one in SHARED[:shared])], "anna"))


@pytest.mark.parametrize(
    ("held", "shared", "lawful"),
    [((), 14, True), ((3,), 0, True), ((3, 17), 0, False), ((3, "late"), 0, False), ((3, "team"), 0, False),
     (("late",), 0, True), (("team",), 14, True), ((3,), 1, False), (("team", "late"), 0, True)],
)  # fmt: skip
@pytest.mark.parametrize("penalty", [None, 5])
def test_a_crowd_of_bookings_is_judged_as_its_pairs_are(
    held: tuple[int | str, ...], shared: int, lawful: bool, penalty: int | None
) -> None:
    rule, made = Overlap(penalty=penalty), roster(*held, shared=shared)
    breaches = list(rule.check(made))
    assert (breaches == []) == lawful
    expected = sum(breach.penalty or 0 for breach in breaches)
    assert least_penalty(rule, made) == (expected if penalty else None if breaches else 0)
