"""Money: Danish notation in and out, never a guess."""

import ast
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rostering
from rostering.money import (
    format_dkk,
    format_kroner,
    format_percent,
    less,
    parse_kroner,
    parse_percent,
    share_of,
)


@pytest.mark.parametrize(
    "text", ["3500", "3.500", "3 500", "3\u00a0500", "3\u202f500", "3500,00", "3.500,00", "3.500,-", "3500,-", " 3500 "]
)
def test_every_danish_way_to_write_3500_kroner_is_read(text: str) -> None:
    assert parse_kroner(text) == 350_000


@pytest.mark.parametrize(
    ("text", "ore"),
    [("0", 0), ("0,05", 5), ("12,50", 1250), ("1.234.567,89", 123_456_789), ("999", 99_900), ("003", 300)],
)
def test_the_oere_stand_after_the_comma(text: str, ore: int) -> None:
    assert parse_kroner(text) == ore


@pytest.mark.parametrize(
    "text",
    [
        *["", "3.5", "3.50", "35.00", "3.5000", "3500.00", "3,500", "3,5", "-3500", "+3500", "1e3", "kr. 3500", ",50"],
        *["3..500", "3. 500", "3500.500", "3.500.", "3500,", "3500 DKK", "٣٥٠٠", "3500,٠٠", "²", "nan"],
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an amount in kroner"):
        parse_kroner(text)


@given(st.integers(0, 10**12))
def test_what_is_written_is_read_back(ore: int) -> None:
    assert parse_kroner(format_kroner(ore)) == parse_kroner(format_dkk(ore)) == ore


@pytest.mark.parametrize(
    ("ore", "plain", "grouped"),
    [
        (0, "0,00", "0,00"),
        (5, "0,05", "0,05"),
        (-5, "-0,05", "-0,05"),
        (350_000, "3500,00", "3.500,00"),
        (-123_456_789, "-1234567,89", "-1.234.567,89"),
    ],
)
def test_amounts_are_written_for_spreadsheets_and_for_people(ore: int, plain: str, grouped: str) -> None:
    assert (format_kroner(ore), format_dkk(ore)) == (plain, grouped)


@pytest.mark.parametrize(
    ("text", "percent"), [("0", 0), ("10", 1000), ("7,5", 750), ("7,05 %", 705), ("100%", 10_000), (" 33,33 ", 3333)]
)
def test_percentages_are_read_in_danish_notation(text: str, percent: int) -> None:
    assert parse_percent(text) == percent


@pytest.mark.parametrize("text", ["", "7.5", "100,01", "101", "-1", "7,555", "ten", "٧"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a percentage from 0 to 100"):
        parse_percent(text)


@given(st.integers(0, 10_000))
def test_a_percentage_that_is_written_is_read_back(percent: int) -> None:
    assert parse_percent(format_percent(percent)) == percent


@given(st.integers(-(10**9), 10**9), st.integers(0, 10_000))
def test_a_share_is_the_nearest_oere_and_halves_go_up(ore: int, percent: int) -> None:
    exact = Decimal(ore) * percent / 10_000
    assert share_of(ore, percent) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    assert share_of(-ore, percent) == -share_of(ore, percent)


@given(st.integers(0, 10**9), st.integers(0, 10_000))
def test_a_discount_takes_nothing_off_twice(ore: int, percent: int) -> None:
    assert 0 <= less(ore, percent) <= ore
    assert abs(less(ore, percent) + share_of(ore, percent) - ore) <= 1


MONEY = Path(rostering.__file__).parent
ROOMS = ("billing", "services/charges", "reports/money")
MODULES = sorted(
    {
        MONEY / "money.py",
        MONEY / "domain" / "charges.py",
        MONEY / "folder" / "rates.py",
        *(MONEY / "store").glob("charge*.py"),
        *(MONEY / "answers" / f"{name}.py" for name in ("chains", "charges", "exports", "proofs")),
        *(module for room in ROOMS for module in (MONEY / room).rglob("*.py")),
    }
)
"""Everything that an amount passes through."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(MONEY)))
def test_no_float_comes_near_an_amount(module: Path) -> None:
    assert list(floats_in(module.read_text(encoding="utf-8"))) == []


def test_the_walk_finds_floats() -> None:
    source = "x = 1.5\ny = float(a)\nz = a / b\nb /= 2\nw: float\nfrom math import floor\nround(x)"
    assert len(list(floats_in(source))) == 7


def floats_in(source: str) -> Iterator[str]:
    """What makes a float, or could: a literal, the type, a true division, math, or rounding to the even neighbour."""
    for node in _nodes(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"line {node.lineno}: {node.value}"
        elif isinstance(node, ast.Name) and node.id in {"float", "round"}:
            yield f"line {node.lineno}: {node.id}"
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div) and not _joins_paths(node):
            yield f"line {node.lineno}: /"
        elif isinstance(node, ast.ImportFrom) and node.module in {"math", "statistics"}:
            yield f"line {node.lineno}: {node.module}"


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but the paper's margins, which are in inches."""
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Attribute) and tree.func.attr == "set_margins":
        return
    yield tree
    for child in ast.iter_child_nodes(tree):
        yield from _nodes(child)


def _joins_paths(node: ast.BinOp | ast.AugAssign) -> bool:
    """Whether a division is a path: something after a folder, or by a text."""
    if isinstance(node, ast.AugAssign):
        return False
    texts = (ast.Constant, ast.JoinedStr)
    by_text = isinstance(node.right, texts) and not isinstance(getattr(node.right, "value", ""), int | float)
    return by_text or (isinstance(node.left, ast.Name) and node.left.id in {"folder", "path", "out"})
