from dataclasses import replace

from rich.console import Console, RenderableType

from rostering.reports.roster.ledgers import history_table, ledger_table
from samples.reported import CHAPTER, ENTRIES, ROSTER, directory


def lines(renderable: RenderableType) -> list[str]:
    console = Console(width=100)
    with console.capture() as capture:
        console.print(renderable)
    return [" ".join(line.split()) for line in capture.get().splitlines()]


def test_each_account_stands_above_its_kinds_and_the_highest_deviation_of_a_role_first() -> None:
    said = lines(ledger_table(ENTRIES, ROSTER.directory))
    start = said.index("Alma Thygesen Backend +1 9 12 -2")
    assert said[start + 1 : start + 5] == [
        "Brought +1 0 0 +1",
        "Big day 0 6 6 0",
        "Readiness 0 0 3 -3",
        "Weekend 0 3 3 0",
    ]
    assert said.index("Bertil Krogh Backend 0 3 2 +1") < start


def test_the_history_shows_each_account_from_period_to_period() -> None:
    later = replace(CHAPTER, days=CHAPTER.days[:31])
    said = lines(history_table([CHAPTER, later], ROSTER.directory))
    start = said.index("Alma Thygesen Backend 2026Q4 +1 9 12 -2")
    assert said[start + 1] == "2026-10 (in part) +1 9 12 -2"
    assert said.index("Nanna Kjeldsen PIM 2026Q4 +4 6 3 +7") < start, "roles in the directory's order"


def test_those_whom_the_directory_does_not_know_are_called_by_id() -> None:
    assert "bertil Backend 0 3 2 +1" in lines(ledger_table(ENTRIES, directory({"alma": "Alma Thygesen"})))
