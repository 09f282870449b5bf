"""Shortages, proven: which needs cannot be met, and how many people would meet them."""

from rostering.domain.inputs import Policy
from rostering.rules.book import rules_of
from rostering.rules.roster import Roster
from rostering.solver.mend.shortages import proven_shortages
from rostering.solver.model.budget import Budget, SearchLimits
from samples.hand_made import away, firm, person, real_problem, roster, seat, with_one_pim_consultant

RULES = rules_of(firm().policy)


def capped(**caps: object) -> Policy:
    return Policy({"caps": caps}, {}, firm().policy.ordinary_work, ())


def test_a_full_roster_has_no_shortage() -> None:
    assert proven_shortages(roster({"anna": [seat("2026-11-07")]}), RULES, Budget(SearchLimits())) == ()


def test_easter_needs_two_people_of_a_role_that_has_one() -> None:
    problem = real_problem("2026-03-28..2026-04-06", with_one_pim_consultant)
    held = {seat.id: "anna" for seat in problem.seats if seat.role != "pim"}
    expected = ("PIM: 1 consultant, Easter 2026 needs 2 (10 of 10 seats stay empty)",)
    assert proven_shortages(Roster(problem, held), RULES, Budget(SearchLimits()))[-1:] == expected


def test_what_could_be_met_is_not_called_short_of_people() -> None:
    made = roster({"anna": []}, empty=[seat("2026-11-07")])
    expected = ("PIM: 1 consultant, and 2026-11-07 is still not covered (1 of 1 seat stays empty)",)
    assert proven_shortages(made, RULES, Budget(SearchLimits())) == expected


def test_a_cap_over_several_weekends_names_the_smallest_set_of_them() -> None:
    weekends = [seat(f"2026-11-{day:02d}") for day in (7, 14, 21, 28)]
    made = roster({"anna": weekends[:2]}, empty=weekends[2:], period="2026-11-02..2026-11-29")
    rules = rules_of(capped(weekends_in_a_row=2))
    (sentence,) = proven_shortages(made, rules, Budget(SearchLimits()))
    assert sentence == "PIM: 1 consultant, 2026-11-14 to 2026-11-28 needs 2 (2 of 3 seats stay empty)"


def test_a_person_with_two_roles_is_missing_in_one_of_them() -> None:
    both = [seat("2026-11-07"), seat("2026-11-07", role="backend")]
    made = roster({"anna": both[:1]}, empty=both[1:], people=[person("anna", "pim", "backend")])
    (sentence,) = proven_shortages(made, RULES, Budget(SearchLimits()))
    assert sentence == "Backend and PIM: 1 consultant, 2026-11-07 needs 2 (1 of 2 seats stays empty)"


def test_a_cap_lower_than_a_run_is_long_asks_for_as_many_people_as_it_takes() -> None:
    days = [seat(f"2026-11-{day:02d}") for day in range(3, 7)]
    made = roster({"anna": []}, empty=days, leave=[away("anna", "2026-11-03", "2026-11-06")])
    (sentence,) = proven_shortages(made, rules_of(capped(duties_per_month=2)), Budget(SearchLimits()))
    assert sentence.startswith("PIM: 1 consultant, 2026-11-03 to 2026-11-06 needs 3 (4 of 4 seats")


def test_a_stopped_budget_proves_nothing_and_says_what_is_empty_where_no_fewer_can_be() -> None:
    problem = real_problem("2026-03-28..2026-04-06", with_one_pim_consultant)
    made = Roster(problem, {seat.id: "anna" for seat in problem.seats if seat.role != "pim"})
    budget = Budget(SearchLimits())
    budget.stop()
    (sentence,) = proven_shortages(made, RULES, budget)
    assert sentence == "PIM: 1 consultant, and Easter 2026 is still not covered (10 of 10 seats stay empty)"
    assert proven_shortages(made, RULES, budget, fewest=False) == ()
