"""What is said of a roster is JSON in its header: earlier releases had no fixes, and called a penalty a price."""

from dataclasses import replace

from rostering.domain.findings import Breach, Candidate, EmptySeat, Fix, JudgedBreach, StageResult
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


def test_what_was_kept_as_a_price_is_a_penalty() -> None:
    stage = StageResult("coverage", penalty=1000, bound=0, proven=False, seconds=1.5)
    judged = JudgedBreach(Breach("coverage", ("pim",), 1, 1000, (EMPTY.seat,)), "PIM stays empty.")
    kept = replace(version(1, Period.parse("2026-12")), empty=(EMPTY,), stages=(stage,), breaches=(judged,))
    row = RosterRow.of(kept)
    for plain in (
        *row.stages,
        *(one["breach"] for one in row.breaches),
        *(fix for e in row.empty for fix in e["fixes"]),
    ):
        plain["price"] = plain.pop("penalty")
    assert row.value(dict.fromkeys(PART_TABLES, ())) == kept
