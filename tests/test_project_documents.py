import re
import tomllib
from collections import Counter
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from command_reference import help_of, names_of
from make_docs import PAGES
from rostering import __version__
from rostering.billing.files.formats import FORMATS
from rostering.billing.files.profile_files import profile_files
from rostering.cli.main import app
from rostering.folder.orders import AGREEMENTS, BOOKINGS, CUSTOMERS
from rostering.folder.people import CONSULTANTS, LEAVE, LEDGER, PINS
from rostering.folder.sheets import SheetForm
from rostering.rules.book import FORBIDDEN, RULES
from rostering.rules.rule import Rule

TOP = Path(__file__).parents[1]
SOURCE = TOP / "src" / "rostering"
DOCUMENTS = sorted(
    path.relative_to(TOP).as_posix()
    for pattern in ("*.md", "docs/*.md", "examples/*.md", "benchmarks/*.md")
    for path in TOP.glob(pattern)
)
FORMS: tuple[SheetForm[Any], ...] = (CONSULTANTS, CUSTOMERS, AGREEMENTS, BOOKINGS, LEAVE, LEDGER, PINS)


def text_of(name: str) -> str:
    return (TOP / name).read_text(encoding="utf-8")


def words_of(rule: type[Rule]) -> list[str]:
    """What the row of a rule has to say: each parameter with its default, and the penalty."""
    said = []
    for field in fields(rule):
        if field.name == "penalty":
            said.append(f"| {FORBIDDEN if field.default is None else field.default} |")
        elif field.default is MISSING:
            said.append(f"`{field.name}`")
        else:
            default = f'"{field.default}"' if isinstance(field.default, str) else field.default
            said.append(f"`{field.name} = {default}`")
    return said


def shown_in(text: str) -> list[str]:
    """What a document shows behind the word rostering, as a line of its own or within a sentence."""
    return re.findall(r"(?:^|(?<=`))rostering ([^\n`|]+)", text, re.MULTILINE)


def command_of(call: str) -> str:
    """The command that a call names; empty for the options of all commands."""
    words = re.sub(r"^(--db \S+|--json) ", "", call)
    return max((name for name in names_of(app) if f"{words} ".startswith(f"{name} ")), key=len, default="")


def unknown_in(call: str) -> list[str]:
    """What of a call is unknown: the command, or options that neither it nor every command has."""
    name = command_of(call)
    if not name and not call.startswith("-"):
        group = any(known.startswith(f"{call} ") for known in names_of(app))
        return [] if group or call.startswith("COMMAND") else [call]
    known = set(re.findall(r"--[a-z][a-z-]+", help_of(name) + help_of("")))
    return [option for option in re.findall(r"(?<!\S)--[a-z][a-z-]+", call) if option not in known]


def anchors_in(text: str) -> set[str]:
    """What links to headings of a document may end with, by the rule of GitHub."""
    titles = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def is_lost(name: str, link: str) -> bool:
    file, _, anchor = link.partition("#")
    target = (TOP / name).parent / file if file else TOP / name
    return not target.exists() or bool(anchor and anchor not in anchors_in(target.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", PAGES)
def test_what_is_made_from_the_code_is_fresh(name: str) -> None:
    assert text_of(name) == PAGES[name](), f"{name} is stale: make docs writes it anew"


def test_help_in_documents_depends_on_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in (("COLUMNS", "40"), ("TERM", "xterm-256color"), ("FORCE_COLOR", "1"), ("LANGUAGE", "da")):
        monkeypatch.setenv(variable, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert text_of("docs/commands.md") == PAGES["docs/commands.md"]()


def test_every_module_is_named_exactly_once() -> None:
    modules = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py")}
    wanted = {module for module in modules if not module.endswith("__init__.py")}
    rows = re.findall(r"^\| `([\w/]+\.py)` \| \S.*\. \|$", text_of("docs/modules.md"), re.MULTILINE)
    assert Counter(rows) == dict.fromkeys(wanted, 1)


def test_every_command_has_a_chapter_and_no_other_has() -> None:
    chapters = re.findall(r"^## rostering (.+)$", text_of("docs/commands.md"), re.MULTILINE)
    assert Counter(chapters) == dict.fromkeys(names_of(app), 1)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_show_only_commands_and_options_that_there_are(name: str) -> None:
    assert {call: unknown for call in shown_in(text_of(name)) if (unknown := unknown_in(call))} == {}


def test_what_documents_show_is_looked_at() -> None:
    assert shown_in("Call `rostering plan 2026Q4` or\nrostering show | less\n") == ["plan 2026Q4", "show "]
    assert unknown_in("plan 2026Q4 --effort 3 --json") == []
    assert unknown_in("plan 2026Q4 --efort 3") == ["--efort"]
    assert unknown_in("feeds tokens add") == ["feeds tokens add"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_row_with_its_parameters_defaults_and_penalty(rule: type[Rule]) -> None:
    (row,) = re.findall(rf"^\| `{rule.name}`.*$", text_of("docs/rules.md"), re.MULTILINE)
    assert [words for words in words_of(rule) if words not in row] == []
    assert (f"`{rule.name}` *" in row) is not rule.can_forbid


def test_no_other_rule_has_a_row() -> None:
    rows = re.findall(r"^\| `(\w+)`", text_of("docs/rules.md"), re.MULTILINE)
    assert Counter(rows) == dict.fromkeys((rule.name for rule in RULES), 1)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.file)
def test_every_csv_file_has_a_row_with_its_columns_and_which_may_be_left_out(form: SheetForm[Any]) -> None:
    (row,) = re.findall(rf"^\| `{form.file}`.*$", text_of("docs/data-folder.md"), re.MULTILINE)
    left_out = {*form.optional, *form.rare}
    columns = [f"(`{column}`)" if column in left_out else f" `{column}`" for column in form.columns]
    assert [column for column in columns if column not in row] == []


def test_every_format_of_charges_is_named() -> None:
    text = text_of("docs/charges.md")
    assert [name for name in (*FORMATS, *profile_files()) if f"`{name}`" not in text] == []


def test_every_library_has_a_line_of_reason() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    chapter = text_of("DESIGN.md").partition("## What it stands on")[2]
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", chapter, re.MULTILINE)
    named = {word for row in rows for word in re.split(r"[ ,]+", row)}
    assert {name for one in wanted if (name := re.split(r"[^\w-]", one)[0]) not in named} == set()


def test_the_floors_of_the_design_are_those_of_the_contract() -> None:
    contracts = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (layers,) = [one["layers"] for one in contracts if one.get("containers") == ["rostering"]]
    shown = text_of("DESIGN.md").partition("## Floors")[2].split("```")[1]
    assert shown.split("\n")[1:-1] == [layer for layer in layers if layer != "__main__"]


@pytest.mark.parametrize(("name", "most"), [("README.md", 7_000), ("DESIGN.md", 13_000), ("CONTRIBUTING.md", 4_000)])
def test_what_newcomers_read_first_is_short(name: str, most: int) -> None:
    assert len(text_of(name)) <= most


def test_the_changelog_begins_with_the_version_there_is() -> None:
    newest, *_ = re.findall(r"^## (\S+) - \d{4}-\d\d-\d\d$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert newest == __version__


def test_the_glossary_is_sorted_and_has_what_it_sets_in_italics() -> None:
    entries = re.findall(r"^\| ([^|]+) \| (.+) \|$", text_of("docs/glossary.md"), re.MULTILINE)[1:]
    words = [word.partition(" (")[0] for word, _ in entries]
    italics = {word for _, meaning in entries for word in re.findall(r"\*([^*]+)\*", meaning)}
    assert words == sorted(words, key=str.casefold)
    assert {word for word in italics if not {word, singular(word)} & set(words)} == set()


def singular(word: str) -> str:
    for plural, one in (("ies", "y"), ("ches", "ch"), ("s", "")):
        if word.endswith(plural):
            return word.removesuffix(plural) + one
    return word


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_of_a_document_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\(((?!https?:|docs/pictures/)[^)\s]+)\)", text_of(name))  # pictures: test_tour.py
    assert [link for link in links if is_lost(name, link)] == []


def test_every_page_is_reached_from_the_readme() -> None:
    pages = {name for name in DOCUMENTS if name.startswith("docs/")}
    assert {page for page in pages if f"]({page})" not in text_of("README.md")} == set()
