"""Shortages as far as counting goes: which role has too few people for which days."""

import pytest

from rostering.audit.shortages import shortages_of
from samples.hand_made import away, person, roster, seat


def test_a_full_roster_has_no_shortage() -> None:
    assert shortages_of(roster({"anna": [seat("2026-11-07")]})) == ()


def test_a_role_without_people_is_short_by_as_many_as_it_has_seats_a_day() -> None:
    made = roster({}, empty=[seat("2026-11-07"), seat("2026-11-07", number=2)], people=[person("anna", "backend")])
    assert shortages_of(made) == ("PIM: 0 consultants, 2026-11-07 needs 2 (2 of 2 seats stay empty)",)


def test_ten_days_in_a_row_need_two_people() -> None:
    seats = [seat(f"2026-11-{day:02d}", occasion="Easter" if day > 4 else None) for day in range(2, 12)]
    made = roster({"anna": seats[:8]}, empty=seats[8:])
    assert shortages_of(made) == ("PIM: 1 consultant, Easter 2026 needs 2 (2 of 10 seats stay empty)",)


def test_runs_and_roles_have_sentences_and_no_number_where_people_could_be_enough() -> None:
    backend = seat("2026-11-07", role="backend")
    made = roster(
        {"anna": [seat("2026-11-08")]},
        empty=[seat("2026-11-07"), backend, seat("2026-11-14")],
        people=[person("anna"), person("bo"), person("cleo", "backend")],
    )
    assert sorted(shortages_of(made)) == [
        "Backend: 1 consultant, and 2026-11-07 is still not covered (1 of 1 seat stays empty)",
        "PIM: 2 consultants, and 2026-11-07 to 2026-11-08 is still not covered (1 of 2 seats stays empty)",
        "PIM: 2 consultants, and 2026-11-14 is still not covered (1 of 1 seat stays empty)",
    ]


def test_people_who_are_away_all_the_time_are_counted_apart() -> None:
    made = roster({"anna": []}, empty=[seat("2026-11-07")], leave=[away("anna", "2026-11-01", "2026-11-09")])
    note = "1 of 1 seat stays empty; 1 away all the time"
    assert shortages_of(made) == (f"PIM: 1 consultant, 2026-11-07 needs 2 ({note})",)


@pytest.mark.parametrize(("teams", "lends", "people"), [((), (), 1), (("oslo",), (), 0), (("oslo",), ("malmo",), 1)])
def test_only_those_count_who_may_serve_the_team(teams: tuple[str, ...], lends: tuple[str, ...], people: int) -> None:
    seats = [seat("2026-11-07", pool="malmo"), seat("2026-11-07", number=2, pool="malmo")]
    made = roster({}, empty=seats, people=[person("anna", teams=teams, lends=lends)])
    counted = f"{people} consultant{'s' * (people == 0)}"
    assert shortages_of(made) == (f"PIM: {counted}, 2026-11-07 needs 2 (2 of 2 seats stay empty)",)
