"""Pay on the command line: the words, options and exit codes of charges."""

from pathlib import Path

import pytest

from samples.called import Command
from samples.closable_firm import FIRST, HOLDERS, closable, load, post


@pytest.fixture
def store(tmp_path: Path) -> str:
    return closable(str(tmp_path / "rostering.db"), tmp_path / "firm")


def test_a_month_is_shown_closed_exported_and_verified(rostering: Command, store: str, tmp_path: Path) -> None:
    shown = rostering("--db", store, "pay", "show", "2026-11", "--json").json
    assert shown["totals"] == {"amount_ore": 160_000, "count": 2, "by_consultant_ore": {"asta": 160_000}}
    assert shown["months"] == [{"month": "2026-11", "state": "open"}]
    closed = rostering("--db", store, "pay", "close", "2026-11", "--early")
    assert closed.out.startswith("Closed the pay of 2026-11: 2 lines, DKK 1.600,00; batch 2026-11-")
    assert rostering("--db", store, "pay", "close", "2026-11", "--early").code == 3
    post(store, {**HOLDERS, FIRST: "birk"})
    answer = rostering("--db", store, "pay", "show", "2026-11")
    assert "Corrected later, DKK" in answer.out
    assert "2026-12 (open)" in answer.out
    assert [
        line["consultant"] for line in rostering("--db", store, "pay", "show", "2026-12", "--json").json["lines"]
    ] == [
        "asta",
        "birk",
    ]
    files = rostering("--db", store, "pay", "export", "2026-11", "--out", str(tmp_path), "--json").json["files"]
    assert [Path(file).name for file in files] == ["pay-2026-11.csv", "pay-2026-11.csv.manifest.json"]
    verified = rostering("--db", store, "pay", "verify", "2026-11")
    assert verified.out == ("2026-11-01..2026-11-30: duties, call-outs and pay agree; 2 lines closed, 1 export kept.\n")
    assert [one["name"] for one in rostering("pay", "profiles", "--json").json] == ["danlon", "datalon", "zenegy"]


def test_what_is_in_the_way_and_what_is_wrong_has_its_code(rostering: Command, store: str, tmp_path: Path) -> None:
    refused = rostering("--db", store, "pay", "close", "2026-10", "--json")
    assert (refused.code, refused.json["reasons"]) == (1, ["no roster is published for 2026-10-01..2026-10-31"])
    assert rostering("--db", store, "pay", "show", "2026-11", "--who", "nobody").code == 2
    assert rostering("--db", store, "pay", "export", "2026-11", "--profile", "danlon", "--out", str(tmp_path)).code == 1
    load(store, tmp_path / "firm", pay_toml="")
    unset = rostering("--db", store, "pay", "show", "2026-11")
    assert unset.code == 1
    assert "no pay card is in force on 2026-11-04" in unset.out
    margin = rostering("--db", store, "pay", "margin", "2026-11", "--json")
    assert (margin.code, margin.json["totals"]["charged_ore"]) == (1, 750_000)
