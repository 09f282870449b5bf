"""What a service remembers of its store: nothing that has changed meanwhile."""

from datetime import date
from pathlib import Path

from rostering.domain.users import Actor
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.board import board
from rostering.services.rosters.comparing import compare
from rostering.services.rosters.edits import assign
from rostering.services.rosters.memory import MOST, Memory
from rostering.services.rosters.person import person
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.seat_reasons import seat_reasons
from rostering.store import open_store
from samples.small_firm import MONTH, edited, write_firm

LEAD = Actor.ops("tester")
TODAY = date(2026, 11, 3)
SEAT = "preparedness:2026-11-21:backend:1"


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
