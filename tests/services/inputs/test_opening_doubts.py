"""Openings that an import leaves to rostering are told, by role and by name."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rostering.domain.findings import Account
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Balance, Consultant
from rostering.language import speaking
from rostering.rosters.version import Publication
from rostering.services.inputs.folders import import_folder
from rostering.services.inputs.openings import opening_doubts
from rostering.spans import Period
from samples.hand_made import firm, person
from samples.published_samples import published, version
from samples.small_firm import SHEETS, write_firm

ROWS = Balance("anna", "pim", 6), Balance("bo", "pim", 2)
PEOPLE = person("anna"), person("bo"), person("cleo"), person("dag")
GRO = person("gro", employed_from=date(2026, 11, 1))


def inputs(*people: Consultant, balances: tuple[Balance, ...] = ROWS) -> Inputs:
    return replace(firm(), consultants=people, balances=balances)


def quarter(*accounts: Account) -> tuple[Publication, ...]:
    return published(version(1, Period.parse("2026Q3"), ledger=accounts))


def test_who_was_there_opens_at_zero_and_who_comes_later_at_the_median() -> None:
    assert opening_doubts(inputs(*PEOPLE, GRO)) == (
        "ledger.csv: Cleo and Dag have no row as PIM, where others have one, and open at 0",
        "ledger.csv: Gro, who comes as PIM on Sun 1 Nov 2026, has no row and opens at the median of the others, 0, "
        "in a period that begins before that date, else at 0",
    )


def test_a_single_one_is_spoken_of_alone_and_the_median_has_its_sign() -> None:
    assert opening_doubts(inputs(*PEOPLE[:3])) == (
        "ledger.csv: Cleo has no row as PIM, where others have one, and opens at 0",
    )
    (told,) = opening_doubts(inputs(*PEOPLE[:2], GRO))
    assert "opens at the median of the others, +2, in a period" in told


def test_where_everybody_or_nobody_has_a_row_there_is_nothing_to_tell() -> None:
    assert opening_doubts(inputs(*PEOPLE[:2])) == ()
    assert opening_doubts(inputs(*PEOPLE, GRO, balances=())) == ()
    assert opening_doubts(inputs(person("cleo"), person("dag"), balances=(Balance("anna", "pim", 6),))) == ()


def test_what_is_published_of_somebody_goes_before_a_row() -> None:
    earlier = quarter(Account("cleo", "pim", 0, 3), Account("dag", "backend", 0, 3))
    assert opening_doubts(inputs(*PEOPLE, GRO), earlier) == (
        "ledger.csv: Dag has no row as PIM, where others have one, and opens at 0",
        "ledger.csv: Gro, who comes as PIM on Sun 1 Nov 2026, has no row and opens at the median of the others, 0",
    )


def test_who_came_before_the_first_published_date_is_no_newcomer() -> None:
    came = person("gro", employed_from=date(2026, 7, 1))
    (told,) = opening_doubts(inputs(*PEOPLE[:2], came), quarter(Account("anna", "pim", 0, 3)))
    assert told == "ledger.csv: Gro has no row as PIM, where others have one, and opens at 0"


def test_it_is_told_in_danish_too() -> None:
    with speaking("da"):
        zero, median = opening_doubts(inputs(*PEOPLE, GRO))
    assert zero == "ledger.csv: Cleo og Dag har ingen række som PIM, hvor andre har en, og begynder på 0"
    assert median == (
        "ledger.csv: Gro, der kommer til som PIM søn 1. nov. 2026, har ingen række og begynder på de andres median, 0, "
        "i en periode, der begynder før den dato, ellers på 0"
    )


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_import_tells_it(tmp_path: Path, dry_run: bool) -> None:
    sheets = {"ledger_csv": SHEETS["ledger.csv"].replace("birk,backend,-1\n", "")}
    found = import_folder(str(tmp_path / "a.db"), write_firm(tmp_path / "firm", **sheets), "tester", dry_run=dry_run)
    assert "ledger.csv: Birk Ålund has no row as Backend, where others have one, and opens at 0" in found.warnings
