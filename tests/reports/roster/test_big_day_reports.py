"""Big days in reports: the table, the years, and a line about who is far off."""

from dataclasses import replace

from rich.console import Console, RenderableType

from rostering.domain.findings import BigDayAccount
from rostering.language import speaking
from rostering.reports.look.shapes import fairness_shape, history_shape, roster_shape
from rostering.reports.roster.big_days import big_days_over_time, big_days_tables, dates, far_off, with_sign
from rostering.reports.roster.page import roster_page
from rostering.reports.roster.tables import roster_report
from rostering.rosters.version import Status
from samples.reported import CHAPTER, ENTRIES, ROSTER

ALMA = BigDayAccount("alma", 250, 1000, 3000)
BERTIL = BigDayAccount("bertil", -600, 1000, 1000)
NANNA = BigDayAccount("nanna", 0, 2000, 0)
SHARED = replace(ROSTER, big_days=(NANNA, BERTIL, ALMA))
QUIET = replace(ROSTER, big_days=(BigDayAccount("alma", 2250, 0), BigDayAccount("nanna", -2000, 0)))
FAR_OFF = [
    "Alma Thygesen has 3 big days in this period; with earlier ones that is 2.2 more than the fair share.",
    "Nanna Kjeldsen has 0 big days in this period; with earlier ones that is 2 fewer than the fair share.",
]


def lines(*renderables: RenderableType) -> list[str]:
    console = Console(width=120)
    with console.capture() as capture:
        for renderable in renderables:
            console.print(renderable)
    return [" ".join(line.split()) for line in capture.get().splitlines()]


def test_whoever_is_a_whole_date_or_more_from_the_share_is_told_of() -> None:
    assert far_off(SHARED) == FAR_OFF
    just = BigDayAccount("bertil", 0, 0, 1000), BigDayAccount("nanna", 0, 999)
    assert far_off(replace(ROSTER, big_days=just)) == [
        "Bertil Krogh has 1 big day in this period; with earlier ones that is 1 more than the fair share."
    ]


def test_it_is_told_in_danish_too() -> None:
    with speaking("da"):
        assert far_off(SHARED)[0] == (
            "Alma Thygesen har 3 mærkedage i perioden; med de tidligere er det 2,2 flere end den rimelige andel."
        )


def test_a_period_without_big_days_has_nothing_to_tell_of_them() -> None:
    assert far_off(QUIET) == []
    assert big_days_tables(QUIET.big_days, ROSTER.directory) == []
    assert "Big days" not in " ".join(lines(roster_report(QUIET, Status.DRAFT)))
    assert "Dates of Christmas" not in roster_page(QUIET, Status.DRAFT)
    assert far_off(ROSTER) == []


def test_the_terminal_has_the_lines_below_a_heading_of_their_own() -> None:
    said = lines(roster_report(SHARED, Status.DRAFT))
    start = said.index("Big days, far from the fair share")
    assert said[start + 1 : start + 3] == FAR_OFF
    near = replace(ROSTER, big_days=(BERTIL,))
    assert "Big days, far from the fair share" not in lines(roster_report(near, Status.DRAFT))


def test_the_page_has_a_table_of_all_and_the_lines() -> None:
    page = roster_page(SHARED, Status.DRAFT)
    assert all(f"<li>{sentence}</li>" in page for sentence in FAR_OFF)
    section = page[page.index("<h3>Big days</h3>") : page.index("<h3>Balance over time</h3>")]
    assert section.index("Alma Thygesen") < section.index("Bertil Krogh")
    assert '<td class="n quiet">−0.6</td><td class="n">1</td>' in section


def test_the_table_has_everyones_big_days_the_most_first() -> None:
    said = lines(*big_days_tables(SHARED.big_days, ROSTER.directory))
    start = said.index("Alma Thygesen +0.2 3 1 +2.2")
    assert said[start + 1 : start + 3] == ["Bertil Krogh -0.6 1 1 -0.6", "Nanna Kjeldsen 0 0 2 -2"]


def test_the_years_show_everybody_from_period_to_period() -> None:
    later = replace(CHAPTER, days=CHAPTER.days[:31], big_days=(replace(ALMA, opening=2250),))
    said = lines(*big_days_over_time([replace(CHAPTER, big_days=(ALMA, NANNA)), later], ROSTER.directory))
    start = said.index("Alma Thygesen 2026Q4 +0.2 3 1 +2.2")
    assert said[start + 1 : start + 3] == ["2026-10 (in part) +2.2 3 1 +4.2", "Nanna Kjeldsen 2026Q4 0 0 2 -2"]
    assert big_days_over_time([CHAPTER], ROSTER.directory) == []


def test_thousandths_are_said_as_dates() -> None:
    assert [dates(number) for number in (0, 49, 51, 3000, 2666)] == ["0", "0", "0.1", "3", "2.7"]
    assert [with_sign(number) for number in (0, -20, 1250, -1000)] == ["0", "0", "+1.2", "-1"]


def test_scripts_get_dates_with_the_roster_the_ledger_and_its_history() -> None:
    alma = {"consultant": "alma", "opening": 0.25, "held": 3, "share": 1.0, "deviation": 2.25}
    assert roster_shape(SHARED, Status.DRAFT)["big_days"][2] == alma
    accounts = fairness_shape(ENTRIES, SHARED.big_days)
    assert [account["big_days"]["held"] for account in accounts] == [3, 1, 0]
    assert fairness_shape(ENTRIES)[0]["big_days"] is None
    (chapter,) = history_shape([replace(CHAPTER, big_days=(ALMA,))])
    assert chapter["accounts"][0]["big_days"] == alma
