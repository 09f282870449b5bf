from dataclasses import replace

from rostering.domain.seats import Duty
from rostering.reports.roster.people import people_in, workloads
from samples.reported import EVENING, ROSTER, SATURDAY, SUNDAY, seat


def test_a_whole_weekend_counts_as_one_weekend() -> None:
    version = replace(ROSTER, duties=(Duty(seat(SATURDAY, "pim"), "nanna"), Duty(seat(SUNDAY, "pim"), "nanna")))

    nanna = next(load for load in workloads(version) if load.consultant == "nanna")

    assert (nanna.duties, nanna.weekends, nanna.big_days, nanna.points) == (2, 1, 0, 6)


def test_duties_are_counted_by_kind() -> None:
    version = replace(ROSTER, duties=(Duty(EVENING, "alma"), Duty(seat(SUNDAY, "backend"), "alma")))

    alma = next(load for load in workloads(version) if load.consultant == "alma")

    assert alma.figures(["weekend", "readiness", "public_holiday"]) == (1, 1, 0, 1, 0, 6)


def test_someone_with_an_account_and_no_duty_is_still_on_the_list() -> None:
    assert people_in(replace(ROSTER, duties=())) == ["alma", "bertil", "nanna"]
