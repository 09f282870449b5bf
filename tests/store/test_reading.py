"""Inputs, records, rosters, publications and the log come back as they went in."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy.exc import StatementError

from rostering.domain.inputs import Inputs
from rostering.errors import BadCall
from rostering.rosters.version import Version
from rostering.store import LogEntry, NoInputs, NoRoster, UnknownRoster, open_store, records_of
from samples.store_samples import crew, inputs, roster, versions

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
one_database_for_all = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=40,
)


@one_database_for_all
@given(version=versions)
def test_a_roster_comes_back_equal(url: str, version: Version) -> None:
    store = open_store(url)
    with store.transaction() as changes:
        saved = changes.add_version(version)
    with store.reading() as look:
        assert look.version(saved.number) == saved == replace(version, number=saved.number)


@one_database_for_all
@given(wanted=inputs)
def test_inputs_come_back_equal_and_in_order_whatever_was_there_before(url: str, wanted: Inputs) -> None:
    store = open_store(url)
    with store.transaction() as changes:
        changes.replace_inputs(wanted)
    with store.reading() as look:
        assert look.inputs() == wanted


@one_database_for_all
@given(wanted=inputs)
def test_records_are_the_same_before_and_after_saving(url: str, wanted: Inputs) -> None:
    store = open_store(url)
    with store.transaction() as changes:
        changes.replace_inputs(wanted)
    with store.reading() as look:
        assert look.records() == records_of(wanted)


def test_an_empty_store_has_no_inputs(url: str) -> None:
    with open_store(url).reading() as look:
        assert not look.has_inputs()
        with pytest.raises(NoInputs, match="the store is empty: import a data folder first"):
            look.inputs()


def test_a_store_with_documents_has_inputs(url: str) -> None:
    store = open_store(url)
    with store.transaction() as changes:
        changes.replace_inputs(crew(0))
    with store.reading() as look:
        assert look.has_inputs()


def test_an_empty_store_has_no_roster(url: str) -> None:
    with open_store(url).reading() as look:
        assert look.version_numbers() == ()
        for question in (look.newest, lambda: look.version(1)):
            with pytest.raises(NoRoster, match="there is no roster yet: plan one first"):
                question()


@pytest.mark.parametrize("number", [-1, 0, 4, 10**30])
def test_an_unknown_number_is_answered_with_the_newest(url: str, number: int) -> None:
    store = open_store(url)
    with store.transaction() as changes:
        for _ in range(3):
            changes.add_version(roster())
    with store.reading() as look, pytest.raises(UnknownRoster) as refusal:
        look.version(number)
    assert str(refusal.value) == f"there is no roster {number}; the newest is 3"
    assert isinstance(refusal.value, BadCall)


def test_versions_are_numbered_from_one_and_the_newest_is_the_last(url: str) -> None:
    store = open_store(url)
    with store.transaction() as changes:
        first = changes.add_version(roster())
        second = changes.add_version(roster(duties=3, based_on=first.number))
        assert changes.newest() == second
    with store.reading() as look:
        assert look.version_numbers() == (1, 2)
        assert look.newest() == second
        assert second.based_on == 1


def test_publications_come_in_the_order_they_were_made(url: str) -> None:
    store = open_store(url)
    with store.transaction() as changes:
        versions = [changes.add_version(roster(duties)) for duties in (1, 2)]
        made = [changes.publish(number, NOON, "lead") for number in (2, 1, 2)]
    assert [publication.number for publication in made] == [1, 2, 3]
    with store.reading() as look:
        assert look.publications() == tuple(made)
        assert [publication.version for publication in made] == [versions[1], versions[0], versions[1]]


def test_the_audit_log_keeps_what_was_said_in_order(url: str) -> None:
    store = open_store(url)
    with store.transaction() as changes:
        changes.log("lead", "import", "customers.csv: nord", None, "Nord", at=NOON)
        changes.log("lead", "publish", "roster 1", at=NOON)
    with store.reading() as look:
        assert look.audit_log() == (
            LogEntry(NOON, "lead", "import", "customers.csv: nord", None, "Nord"),
            LogEntry(NOON, "lead", "publish", "roster 1", None, None),
        )


def test_an_instant_without_a_zone_is_refused(url: str) -> None:
    naive = datetime(2026, 7, 1)  # noqa: DTZ001 - that is the point
    with pytest.raises(StatementError, match="zoned instants only"), open_store(url).transaction() as changes:
        changes.log("lead", "publish", "roster 1", at=naive)
