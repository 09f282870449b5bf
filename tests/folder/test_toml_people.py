"""What other programs call somebody goes out of a document, and all else stays as it was written."""

import pytest

from rostering.folder.toml_people import without_person
from rostering.folder.toml_values import NotByForm

PAY = """\
# Amounts of ours
[[pay_cards]]
from = 2026-01-01
standby = [{amount = 800}]

[payroll_numbers]
anna = "1001"  # since 2020
# Bo came later
"bo.b" = "1002"
"""
PAGERS = '[[pagers]]\nid = "a"\nusers = {anna = "P1", bo = "P2"}\n\n[[pagers]]\nid = "b"\nusers.anna = "P3"\n'


@pytest.mark.parametrize(
    ("text", "key", "gone"),
    [
        (PAY, "anna", 'anna = "1001"  # since 2020\n'),
        (PAY, "bo.b", '"bo.b" = "1002"\n'),
        (PAY, "from", ""),
        (PAY, "ann", ""),
        ("", "anna", ""),
    ],
)
def test_one_line_goes_and_all_else_stays_as_it_was(text: str, key: str, gone: str) -> None:
    assert without_person(text, key) == text.replace(gone, "")


def test_somebody_goes_out_of_every_pager() -> None:
    assert without_person(PAGERS, "anna") == '[[pagers]]\nid = "a"\nusers = { bo = "P2"}\n\n[[pagers]]\nid = "b"\n'


def test_what_is_no_toml_is_not_changed() -> None:
    with pytest.raises(NotByForm, match=r"^this cannot be changed by form, as the file is written: change its text$"):
        without_person("payroll_numbers = {", "anna")
