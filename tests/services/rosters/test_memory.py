"""What a service remembers of its store: nothing that has changed meanwhile."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rostering.audit.judgement import judge
from rostering.domain.users import Actor
from rostering.services.cases.versions import roster_of
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.board import board
from rostering.services.rosters.comparing import compare
from rostering.services.rosters.edits import assign
from rostering.services.rosters.memory import MOST, Memory
from rostering.services.rosters.person import person
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.seat_reasons import seat_reasons
from rostering.store import NoInputs, NoRoster, open_store
from samples.small_firm import MONTH, edited, write_firm

LEAD = Actor.ops("tester")
TODAY = date(2026, 11, 3)
AT = datetime(2026, 11, 3, 12, tzinfo=UTC)
SEAT = "preparedness:2026-11-21:backend:1"


class Undone(Exception):
    """Raised so that a transaction is."""


def everything(url: str, memory: Memory | None) -> tuple[object, ...]:
    return (
        board(url, LEAD, MONTH, today=TODAY, memory=memory),
        seat_reasons(url, LEAD, SEAT, memory=memory),
        person(url, LEAD, "asta", MONTH, memory=memory),
    )


def test_what_is_remembered_is_what_would_be_read(published: str, tmp_path: Path) -> None:
    memory = Memory()
    assert everything(published, memory) == everything(published, None) == everything(published, memory)
    more = edited("leave.csv", "elma,2026-11-14", "asta,2026-11-21,2026-11-21,leave\nelma,2026-11-14")
    import_folder(published, write_firm(tmp_path / "more", **more), "tester")
    assert everything(published, memory) == everything(published, None)
    assign(published, 1, SEAT, None, "tester")
    publish(published, 2, "tester", force=True)
    assert everything(published, memory) == everything(published, None)
    first, again = (compare(published, LEAD, 1, 2, memory).changes for _ in range(2))
    assert first == again == compare(published, LEAD, 1, 2).changes


def test_inputs_and_rosters_are_read_once(published: str) -> None:
    memory = Memory()
    with open_store(published).reading() as reading:
        outlines = reading.outlines()
        assert memory.inputs(reading) is memory.inputs(reading)
        assert memory.versions(reading, outlines)[1] is memory.versions(reading, outlines)[1]
        version = memory.versions(reading, outlines)[1]
        assert memory.case(reading, version) is memory.case(reading, version)


def test_only_the_rosters_that_were_looked_at_last_are_kept(published: str) -> None:
    for number in range(1, MOST + 3):
        assign(published, number, SEAT, None if number % 2 else "asta", "tester")
    memory = Memory()
    with open_store(published).reading() as reading:
        outlines = reading.outlines()
        first = memory.versions(reading, outlines[:1])[1]
        memory.versions(reading, outlines[1:])
        assert memory.versions(reading, outlines[:1])[1] is not first
        assert memory.versions(reading, outlines[:1])[1] == first


def test_looks_at_its_own_store_ask_a_memory_that_is_used(published: str, tmp_path: Path) -> None:
    memory, other = Memory(), str(tmp_path / "other.db")
    import_folder(other, write_firm(tmp_path / "other", **edited("leave.csv", "elma", "asta")), "tester")
    with memory.used(published):
        with open_store(published).reading() as first, open_store(published).reading() as again:
            assert first.inputs() is again.inputs()
            assert first.version(1) is again.version(1)
            assert first.publications() is again.publications()
            assert first.publications_on(MONTH) == first.publications()
        with open_store(other).reading() as elsewhere:
            assert elsewhere.inputs() != memory.known_inputs(again.pulse())
            assert elsewhere.publications() == ()
    with open_store(published).reading() as unaided:
        assert unaided.inputs() is not memory.known_inputs(unaided.pulse())
        assert unaided.inputs() == memory.known_inputs(unaided.pulse())


def test_a_transaction_sees_what_it_changes_itself_and_what_is_undone_is_remembered_by_nobody(published: str) -> None:
    memory = Memory()
    with memory.used(published):
        with open_store(published).reading() as before:
            inputs = before.inputs()
        with suppress(Undone), open_store(published).transaction() as tx:
            assert tx.inputs() is inputs
            tx.replace_inputs(replace(inputs, leave=()))
            assert tx.inputs().leave == ()
            draft = tx.add_version(tx.version(1))
            tx.publish(draft.number, AT, "tester")
            assert [each.version.number for each in tx.publications()] == [1, draft.number]
            raise Undone
        with open_store(published).reading() as after:
            assert after.inputs() is inputs
            assert [each.version.number for each in after.publications()] == [1]


def test_an_empty_store_is_remembered_as_empty(tmp_path: Path) -> None:
    url = str(tmp_path / "empty.db")
    with Memory().used(url), open_store(url).reading() as reading:
        assert reading.publications() == ()
        with pytest.raises(NoInputs):
            reading.inputs()
        with pytest.raises(NoRoster):
            reading.version(1)


def test_a_case_judges_a_roster_once_and_every_other_by_itself(published: str) -> None:
    memory = Memory()
    with open_store(published).reading() as reading:
        version = memory.version(reading, 1)
        case = memory.case(reading, version)
    whole = roster_of(version, case.problem)
    emptied = [whole.with_holder(seat.id, None) for seat in case.problem.seats]
    assert case.judgement(whole) is case.judgement(roster_of(version, case.problem))
    assert [case.judgement(one) for one in (whole, *emptied)] == [judge(one, case.rules) for one in (whole, *emptied)]
