"""The name of a month's lines: on every machine, in any order, in this release and in earlier ones the same."""

from dataclasses import replace

from rostering.billing.lines.statement import batch_of
from samples.statement_samples import LINES, NOVEMBER, charge, fee


def test_the_name_of_a_batch_stays_what_it_was_when_lines_had_no_packages() -> None:
    assert batch_of(NOVEMBER, [charge()]) == "2026-11-5ec4ba7b"
    assert batch_of(NOVEMBER, LINES) == batch_of(NOVEMBER, LINES[::-1]) == "2026-11-3fb2e7d4"


def test_what_a_fee_pays_for_is_part_of_the_name() -> None:
    line = fee()
    assert batch_of(NOVEMBER, [line]) == "2026-11-4644feb2"
    assert batch_of(NOVEMBER, [replace(line, paid_to=NOVEMBER.first)]) != "2026-11-4644feb2"
