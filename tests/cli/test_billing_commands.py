"""Month end on the command line: show, close, why, verify."""

from pathlib import Path

import pytest

from samples.called import Command
from samples.closable_firm import FIRST, HOLDERS, closable, post

ASTA = "B1:2026-11-04:asta"


@pytest.fixture
def store(tmp_path: Path) -> str:
    return closable(str(tmp_path / "rostering.db"), tmp_path / "firm")


def test_a_month_is_shown_closed_and_verified(rostering: Command, store: str) -> None:
    shown = rostering("billing", "show", "2026-11", "--json").json
    assert shown["months"] == [{"month": "2026-11", "state": "open"}]
    closed = rostering("billing", "close", "2026-11", "--early", "--json").json
    assert (closed["month"], closed["state"], closed["total_ore"], closed["corrections"]) == (
        "2026-11",
        "closed",
        750_000,
        0,
    )
    assert (closed["files"], closed["manifest"]["rows"], closed["reasons"]) == ([], 2, [])
    again = rostering("billing", "show", "2026-11", "--json").json
    assert (
        [line["id"] for line in again["lines"]]
        == [line["id"] for line in shown["lines"]]
        == [line["id"] for line in closed["lines"]]
    )
    assert again["lines"][0]["state"] == "closed"
    assert rostering("--db", store, "billing", "verify", "2026-11").out == (
        "Roster, charges and exports agree: 2 closed lines, 0 exports; 2026-11 closed.\n"
    )
    assert "2026-11 closed\n" in rostering("billing", "show", "2026-11").out


def test_people_read_what_a_month_was_closed_with(rostering: Command, store: str) -> None:
    answer = rostering("--db", store, "billing", "close", "2026-11", "--early")
    assert answer.code == 0
    assert answer.out.startswith("Closed 2026-11: 2 lines, DKK 7.500,00; batch 2026-11-")
    second = rostering("--db", store, "billing", "close", "2026-11", "--early")
    assert (second.code, second.out) == (3, "")
    assert "rostering: 2026-11 was closed already" in second.err


def test_a_month_that_has_not_ended_wants_to_be_closed_early(rostering: Command, store: str) -> None:
    month = "2099-11"
    answer = rostering("--db", store, "billing", "close", month)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith(f"rostering: {month} has not ended: what changes in it after it is closed becomes")


def test_a_refusal_lists_all_reasons_and_is_exit_code_1(rostering: Command, store: str) -> None:
    post(store, {FIRST: None})
    answer = rostering("--db", store, "--json", "billing", "close", "2026-11", "--early")
    assert (answer.code, answer.json["state"], len(answer.json["reasons"])) == (1, "open", 2)
    assert all(reason in answer.err for reason in answer.json["reasons"])
    said = rostering("--db", store, "billing", "close", "2026-11", "--early")
    assert (said.code, said.out) == (1, "")
    assert "rostering: 2026-11 cannot be closed:\n  nobody fills seat B1:2026-11-04:backend:1" in said.err


def test_a_line_is_traced_through_its_whole_chain(rostering: Command, store: str) -> None:
    said = rostering("--db", store, "billing", "why", ASTA).out
    links = [line.split("  ")[0] for line in said.splitlines()]
    assert links == ["line", "month", "booking", "agreement", "roster", "day", "price", "rate", "band"]
    assert "seat B1:2026-11-04:backend:1" in said
    chain = rostering("--db", store, "billing", "why", ASTA, "--json").json
    assert chain["agreement"]["package"] == "premium"
    assert chain["day"] == {
        "date": "2026-11-04",
        "day_class": "weekday_evening",
        "reason": "Wednesday, which has the class of Evening",
    }
    assert chain["price"]["considered"] == [
        {"kind": "rate", "text": "weekday_evening", "price_ore": 375_000, "won": True}
    ]
    assert (chain["price"]["band_ore"], chain["price"]["frozen"]) == ([350_000, 500_000], None)


def test_a_correction_is_traced_to_what_it_corrects(rostering: Command, store: str) -> None:
    rostering("--db", store, "billing", "close", "2026-11", "--early")
    post(store, {**HOLDERS, FIRST: "birk"})
    birk = rostering("--db", store, "billing", "why", "B1:2026-11-04:birk", "--json").json
    assert [one["id"] for one in birk["corrects"]] == [ASTA]
    assert birk["line"]["month"] == "2026-12"
    asta = rostering("--db", store, "billing", "why", ASTA, "--json").json
    assert [one["id"] for one in asta["corrected_by"]] == [f"{ASTA}:credit", "B1:2026-11-04:birk"]
    assert asta["price"]["frozen"]["why"] == "closed 2026-11"
    said = rostering("--db", store, "billing", "why", f"{ASTA}:credit").out
    assert f"corrects     {ASTA}: charge of DKK 3.750,00, billed in 2026-11" in said


@pytest.mark.parametrize("line", ["B1", "B1:2026-11-04:nobody", "B1:2026-99-99:asta", "", "::"])
def test_a_line_that_is_not_there_is_told(rostering: Command, store: str, line: str) -> None:
    answer = rostering("--db", store, "billing", "why", line)
    assert answer.code == 2
    assert f"there is no line '{line}'" in answer.err


def test_a_difference_is_named_and_exit_code_1(rostering: Command, store: str, tmp_path: Path) -> None:
    rostering("--db", store, "billing", "close", "2026-11", "--early")
    out = tmp_path / "out"
    assert rostering("--db", store, "billing", "export", "2026-11", "--out", str(out)).code == 0
    verified = rostering("--db", store, "billing", "verify", "2026-11", "--files", str(out), "--json")
    assert (verified.code, verified.json["agrees"], verified.json["checked"]["exports"]) == (0, True, 1)
    (table,) = [file for file in out.iterdir() if file.suffix == ".csv"]
    table.write_bytes(table.read_bytes().replace(b"3750", b"3751"))
    broken = rostering("--db", store, "billing", "verify", "2026-11", "--files", str(out))
    assert broken.code == 1
    assert broken.out.splitlines()[-1] == "1 difference."
    assert f"{table.name} is not as it was written" in broken.out
    table.unlink()
    gone = rostering("--db", store, "billing", "verify", "2026-11", "--files", str(out), "--json")
    assert [one["text"] for one in gone.json["differences"]] == [f"{table.name} is missing"]


@pytest.mark.parametrize("month", ["2026Q4", "2026-13", "soon"])
def test_only_a_month_is_closed(rostering: Command, store: str, month: str) -> None:
    assert rostering("--db", store, "billing", "close", month, "--early").code == 2
