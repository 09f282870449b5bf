"""Figures of a store that goes away and comes back."""

from dataclasses import replace
from datetime import UTC, datetime

from rostering.answers.health import Health
from rostering.domain.rounds import RoundOutcome, RoundRun
from rostering.errors import StorageFailed
from rostering.web.metrics.store_meter import StoreMeter

AT = datetime(2026, 11, 7, 11, tzinfo=UTC)
HEALTH = Health(AT, (), {}, {}, None, None)


def test_of_regular_work_its_last_success_is_told_and_whether_it_failed_since() -> None:
    rounds = (RoundRun("mails", AT, succeeded=AT), RoundRun("radar", AT, outcome=RoundOutcome.FAILED))
    families = StoreMeter(lambda: replace(HEALTH, rounds=rounds)).collect()
    told = {
        one.name: {each.labels["round"]: each.value for each in one.samples} for one in families if "round_" in one.name
    }
    assert told == {
        "rostering_round_begun_timestamp_seconds": {"mails": AT.timestamp(), "radar": AT.timestamp()},
        "rostering_round_success_timestamp_seconds": {"mails": AT.timestamp()},
        "rostering_round_failed": {"mails": 0, "radar": 1},
    }


def test_a_store_that_is_back_is_told_of_again_and_what_it_said_before_is_not_told_meanwhile() -> None:
    answers: list[Health | StorageFailed] = [HEALTH, StorageFailed("away"), StorageFailed("away"), HEALTH]

    def look() -> Health:
        answer = answers.pop(0)
        if isinstance(answer, StorageFailed):
            raise answer
        return answer

    meter = StoreMeter(look, remembered=0)
    told = [{family.name: family.samples[0].value for family in meter.collect() if family.samples} for _ in range(4)]
    assert [one["rostering_store_up"] for one in told] == [1, 0, 0, 1]
    assert [len(one) for one in told] == [2, 2, 2, 2]
