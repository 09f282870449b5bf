"""The keys that docs/data-folder.md lists are those that the readers know, and which of them may be left out."""

import re
from pathlib import Path

import pytest

from rostering.folder.documents import DOCUMENTS, take_documents
from rostering.folder.notes import Notes
from samples.small_folder import TEXTS

ODD = "zzzzzz"
DOCUMENT = (Path(__file__).parents[2] / "docs" / "data-folder.md").read_text(encoding="utf-8")
TABLES = {
    "packages.toml": {
        "the top": "",
        "[teams.ID]": "[teams.extra]",
        "[[packages]]": "[[packages]]",
        "[[packages.obligations]]": "[[packages]]\n[[packages.obligations]]",
        "[[packages.cadences]]": "[[packages]]\n[[packages.cadences]]",
        "[[packages.allowances]]": "[[packages]]\n[[packages.allowances]]",
        "[[packages.response]]": "[[packages]]\n[[packages.response]]",
        "[[parts]]": "[[parts]]",
    },
    "rates.toml": {
        "the top": "",
        "[[rate_cards]]": "[[rate_cards]]",
        "[[rate_cards.exceptions]]": "[[rate_cards]]\n[[rate_cards.exceptions]]",
        "[[rate_cards.discounts]]": "[[rate_cards]]\n[[rate_cards.discounts]]",
        "[[cancellation]]": "[[cancellation]]",
        "[[fees]]": "[[fees]]",
        "[[callouts]]": "[[callouts]]",
        "[[tickets]]": "[[tickets]]",
    },
    "pay.toml": {
        "the top": "",
        "[[pay_cards]]": "[[pay_cards]]",
        "[[pay_cards.standby]]": "[[pay_cards]]\n[[pay_cards.standby]]",
        "[[pay_cards.callouts]]": "[[pay_cards]]\n[[pay_cards.callouts]]",
    },
}
CASES = [(file, table) for file, tables in TABLES.items() for table in tables]


def documented(file: str, table: str) -> tuple[set[str], set[str]]:
    """All keys that a row lists, and those that must be there."""
    section = DOCUMENT.split(f"| in `{file}` |")[1].split("\n\n")[0]
    label = table if table == "the top" else f"`{table}`"
    (row,) = re.findall(rf"^\| {re.escape(label)} \| (.*) \|$", section, re.MULTILINE)
    listed = row.split(";")[0]
    optional = set(re.findall(r"\(`(\w+)`\)", listed))
    return {*re.findall(r"`(\w+)`", listed)}, {*re.findall(r"`(\w+)`", listed)} - optional


def read(file: str, table: str) -> tuple[set[str], set[str]]:
    """All keys that a reader knows in a table with one odd key alone, and those that it misses there."""
    notes = Notes(tuple(DOCUMENTS))
    take_documents(notes, TEXTS | {file: f"{TABLES[file][table]}\n{ODD} = 1\n"})
    faults = [fault for fault in notes.found() if fault.place.startswith(file)]
    (odd,) = [fault for fault in faults if fault.message == "unknown key" and fault.place.endswith(ODD)]
    inside = odd.place.removesuffix(ODD)
    missing = {f.place.removeprefix(inside) for f in faults if f.message == "missing" and f.place.startswith(inside)}
    return {*odd.hint.removeprefix("known: ").split(", ")}, {key for key in missing if "." not in key}


@pytest.mark.parametrize(("file", "table"), CASES)
def test_every_key_is_documented_with_whether_it_may_be_left_out(file: str, table: str) -> None:
    assert documented(file, table) == read(file, table)


@pytest.mark.parametrize("file", TABLES)
def test_no_table_is_documented_that_is_not_read(file: str) -> None:
    section = DOCUMENT.split(f"| in `{file}` |")[1].split("\n\n")[0]
    named = {label for label in re.findall(r"^\| `?([^|`]*)`? \|", section, re.MULTILINE) if label != "---"}
    free = {"[roles]`, `[grades]", "[packages.terms]", "[rate_cards.prices]", "[payroll_numbers]"}
    assert named - free - {"[roles]"} == {*TABLES[file]}
