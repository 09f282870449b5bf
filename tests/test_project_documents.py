import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path

import pytest
from typer import Typer

from make_docs import PAGES
from rostering import __version__
from rostering.cli.main import app
from rostering.rules.book import FORBIDDEN, RULES
from rostering.rules.rule import Rule

TOP = Path(__file__).parents[1]
SOURCE = TOP / "src" / "rostering"


def text_of(name: str) -> str:
    return (TOP / name).read_text(encoding="utf-8")


def commands(group: Typer) -> Iterator[str]:
    for command in group.registered_commands:
        yield command.name or str(getattr(command.callback, "__name__", ""))
    for inner in group.registered_groups:
        if inner.typer_instance:
            yield from (f"{inner.name} {name}" for name in commands(inner.typer_instance))


def words_of(rule: type[Rule]) -> list[str]:
    """What the README's row of a rule has to say: each parameter with its default, and the price."""
    said = []
    for field in fields(rule):
        if field.name == "price":
            said.append(f"| {FORBIDDEN if field.default is None else field.default} |")
        elif field.default is MISSING:
            said.append(f"`{field.name}`")
        else:
            default = f'"{field.default}"' if isinstance(field.default, str) else field.default
            said.append(f"`{field.name} = {default}`")
    return said


@pytest.mark.parametrize("name", PAGES)
def test_what_is_made_from_the_code_is_fresh(name: str) -> None:
    assert text_of(name) == PAGES[name](), f"{name} is stale: make docs writes it anew"


def test_every_module_is_named_exactly_once() -> None:
    modules = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py")}
    wanted = {module for module in modules if not module.endswith("__init__.py")}
    rows = re.findall(r"^\| `([\w/]+\.py)` \| \S.*\.(?: \|)$", text_of("docs/modules.md"), re.MULTILINE)
    assert Counter(rows) == dict.fromkeys(wanted, 1)


def test_the_readme_has_a_row_for_every_command_and_for_no_other() -> None:
    chapter = text_of("README.md").partition("## The commands")[2].partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `([a-z]+(?:[- ][a-z]+)*)", chapter, re.MULTILINE)) == sorted(commands(app))


def test_the_readme_shows_only_commands_that_there_are() -> None:
    shown = re.findall(r"^rostering ([a-z ]+)", text_of("README.md"), re.MULTILINE)
    known = tuple(commands(app))
    assert shown
    assert [line for line in shown if not line.startswith(known)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_readme_has_each_rule_with_its_parameters_defaults_and_price(rule: type[Rule]) -> None:
    (row,) = re.findall(rf"^\| `{rule.name}`.*$", text_of("README.md"), re.MULTILINE)
    assert [words for words in words_of(rule) if words not in row] == []
    assert (f"`{rule.name}` *" in row) is not rule.can_forbid


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


def test_every_link_of_a_document_leads_somewhere() -> None:
    for name in ("README.md", "DESIGN.md", "examples/README.md"):
        links = re.findall(r"\]\(((?!https?:)[^)#]+)", text_of(name))
        assert [link for link in links if not ((TOP / name).parent / link).exists()] == []
