"""Empty seats are JSON in a roster's header: those of earlier releases have no fixes."""

from dataclasses import replace

from rostering.domain.findings import Candidate, EmptySeat, Fix
from rostering.spans import Period
from rostering.store.roster_rows import PART_TABLES, RosterRow
from samples.published_samples import version

FIX = Fix("hire:pim:2026-12-24", "One more.", proven=True, penalty=-1000)
EMPTY = EmptySeat("team:2026-12-24:pim:1", (Candidate("anna", "away"),), (FIX,))


def header(*empty: EmptySeat) -> RosterRow:
    return RosterRow.of(replace(version(1, Period.parse("2026-12")), empty=empty))


def value_of(row: RosterRow) -> tuple[EmptySeat, ...]:
    return row.value(dict.fromkeys(PART_TABLES, ())).empty


def test_fixes_are_kept() -> None:
    assert value_of(header(EMPTY)) == (EMPTY,)


def test_what_was_kept_without_fixes_has_none() -> None:
    row = header(EMPTY)
    for plain in row.empty:
        del plain["fixes"]
    assert value_of(row) == (replace(EMPTY, fixes=()),)
