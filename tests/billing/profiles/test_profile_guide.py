import re
import tomllib
from pathlib import Path

from rostering.billing.files.profile_files import profile_files
from rostering.billing.profiles.fields import FIELDS

GUIDE = (Path(__file__).parents[3] / "docs" / "profiles.md").read_text(encoding="utf-8")


def chapter(name: str) -> str:
    return GUIDE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def test_the_guide_names_every_field_once_and_no_other() -> None:
    named = [
        name
        for row in re.findall(r"^\| (`.*?`) \|", chapter("Fields"), re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    ]
    assert sorted(named) == sorted(FIELDS)


def test_the_guide_says_which_fields_are_the_same_for_a_whole_invoice() -> None:
    of_line, of_invoice = chapter("Fields").split("the only ones that the keys of a document")
    rows = re.findall(r"^\| (`.*?`) \|", of_invoice, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == {
        name for name, field in FIELDS.items() if field.of_invoice
    }
    assert of_line


def test_the_guide_names_every_key_that_comes_along() -> None:
    for file in profile_files().values():
        keys = tomllib.loads(file.read_text(encoding="utf-8")).keys()
        assert all(re.search(rf"`\[*{key}\]*`", GUIDE) for key in keys), file.name


def test_the_guide_says_what_needs_review() -> None:
    last = chapter("Fields").strip().splitlines()[-2]
    assert set(re.findall(r"`(\w+)`", last)) == {name for name, field in FIELDS.items() if field.needs_vat}
