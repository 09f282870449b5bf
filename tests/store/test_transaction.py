"""What is written is whole, and touches no more than it must."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement
from rostering.errors import StorageFailed
from rostering.store import Store, digests_of, open_store, records_of
from rostering.store.engine import url_of
from samples.store_samples import crew, firm, roster


class Interrupted(Exception):
    """Something that goes wrong in the middle of a use case."""


def saved(store: Store, *states: Inputs) -> Inputs:
    for state in states:
        with store.transaction() as changes:
            changes.replace_inputs(state)
    with store.reading() as look:
        return look.inputs()


def test_a_use_case_that_fails_leaves_nothing_behind(url: str) -> None:
    store = open_store(url)

    def use_case() -> None:
        with store.transaction() as changes:
            changes.replace_inputs(crew(3))
            changes.add_version(roster())
            raise Interrupted

    with pytest.raises(Interrupted):
        use_case()
    with store.reading() as look:
        assert not look.has_inputs()
        assert look.version_numbers() == ()


def test_a_use_case_sees_what_it_has_written(url: str) -> None:
    with open_store(url).transaction() as changes:
        changes.replace_inputs(crew(3))
        changes.replace_inputs(crew(2))
        assert changes.inputs() == crew(2)


def test_inputs_become_what_they_are_replaced_by(url: str) -> None:
    store = open_store(url)
    assert saved(store, crew(5), crew(2, name="Renamed"), crew(4)) == crew(4)


def test_a_removed_customer_may_leave_its_agreement_to_another(url: str) -> None:
    before, kept = crew(2), crew(2).customers[1:]
    moved = tuple(replace(agreement, customer="k2") for agreement in before.agreements[:1])
    after = replace(before, customers=kept, agreements=moved)
    assert saved(open_store(url), before, after) == after


def test_rows_may_be_put_in_another_order(url: str) -> None:
    before = crew(4)
    after = replace(before, consultants=before.consultants[::-1], leave=before.leave[::-1])
    assert saved(open_store(url), before, after) == after


def test_only_what_differs_is_written(url: str) -> None:
    store = open_store(url)
    before = saved(store, crew(3))
    refuse_writes(url, "customer", "consultant", "leave", "document")
    after = replace(before, agreements=before.agreements[:2])
    assert saved(store, after) == after
    with pytest.raises(StorageFailed, match="touched"):
        saved(store, crew(3, name="Renamed"))


def refuse_writes(url: str, *tables: str) -> None:
    """Let the database refuse every write to these tables."""
    engine = create_engine(url_of(url))
    with engine.begin() as connection:
        for statement in _refusals(engine.dialect.name, tables):
            connection.execute(text(statement))
    engine.dispose()


def _refusals(dialect: str, tables: tuple[str, ...]) -> Iterator[str]:
    if dialect == "postgresql":
        words = "BEGIN RAISE EXCEPTION 'touched'; END"
        yield f"CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS $$ {words} $$"
    for table in tables:
        for verb in ("INSERT", "UPDATE", "DELETE"):
            trigger = f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}"
            if dialect == "postgresql":
                yield f"{trigger} FOR EACH ROW EXECUTE FUNCTION touched()"
            else:
                yield f"{trigger} BEGIN SELECT RAISE(ABORT, 'touched'); END"


def test_the_baseline_is_what_it_was_last_set_to(url: str) -> None:
    store = open_store(url)
    for size in (3, 1, 2):
        with store.transaction() as changes:
            changes.set_baseline(records_of(crew(size)))
    with store.reading() as look:
        assert look.baseline() == digests_of(records_of(crew(2)))


def test_a_record_changed_by_other_means_differs_from_the_baseline(url: str) -> None:
    store = open_store(url)
    with store.transaction() as changes:
        changes.replace_inputs(crew(2))
        changes.set_baseline(changes.records())
        first, second = crew(2).customers
        changes.replace_inputs(replace(crew(2), customers=(replace(first, name="New"), second)))
        now, then = digests_of(changes.records()), changes.baseline()
    assert {place for place in now if now[place] != then[place]} == {("customers.csv", "k1")}


def test_records_are_named_by_file_and_key_and_written_canonically() -> None:
    records = records_of(crew(1))
    assert records["agreements.csv", "k1:2026-01-01"] == (
        '{"customer": "k1", "first": "2026-01-01", "last": null, "package": "premium"}'
    )
    assert ("leave.csv", "c1:2026-01-01:2026-01-01:leave") in records
    assert records["policy.toml", "policy.toml"] == crew(1).documents["policy.toml"]
    assert list(records_of(firm())) == [(name, name) for name in firm().documents]


def test_the_order_of_lines_is_no_part_of_a_record() -> None:
    inputs = crew(3)
    turned = replace(inputs, customers=inputs.customers[::-1])
    assert records_of(turned) == records_of(inputs)


def test_an_agreement_of_nobody_is_refused_by_the_database(url: str) -> None:
    orphan = replace(crew(0), agreements=(Agreement("nobody", "premium", crew(1).agreements[0].first),))
    with pytest.raises(StorageFailed), open_store(url).transaction() as changes:
        changes.replace_inputs(orphan)
