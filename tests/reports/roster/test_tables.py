from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from rostering.domain.findings import Breach, EmptySeat, JudgedBreach
from rostering.reports.look.days import staffed_windows
from rostering.reports.look.wording import hours_text
from rostering.reports.roster.tables import (
    breaches_table,
    compensating_days,
    empty_seats,
    fairness_table,
    heading,
    roster_report,
    roster_table,
    stages_table,
)
from rostering.rosters.version import Status
from samples.reported import ROSTER, VACANT, directory


def printed(renderable: RenderableType, width: int = 100, *, colours: bool = False) -> str:
    console = Console(width=width, force_terminal=colours, color_system="standard" if colours else None)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


def line_with(text: str, part: str) -> str:
    (line,) = [line for line in text.splitlines() if part in line]
    return " ".join(line.split())


def test_each_window_is_one_row_and_a_booking_has_its_own() -> None:
    lines = [" ".join(line.split()) for line in printed(roster_table(ROSTER)).splitlines()]

    assert lines[4:6] == [
        "Sat 24 Oct 08:00-16:00 Weekend Nanna Kjeldsen Alma Thygesen",
        "Sat 24 Oct 16:00-22:00 Fjordbo A/S: Evening Bertil Krogh",
    ]


def test_roles_are_columns_in_the_directorys_order() -> None:
    assert line_with(printed(roster_table(ROSTER)), "Hours") == "Date Hours Window PIM Backend"


def test_an_empty_seat_is_bold_and_red_and_readable_without_colours() -> None:
    assert "EMPTY" in line_with(printed(roster_table(ROSTER)), "Juledag")
    assert "\x1b[1;31mEMPTY" in printed(roster_table(ROSTER), colours=True)


def test_piped_output_has_no_escape_codes_and_fits_the_width() -> None:
    text = printed(roster_report(ROSTER, Status.DRAFT))

    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_with_ids_each_row_names_its_seats_in_the_order_of_their_holders() -> None:
    text = printed(roster_table(ROSTER, ids=True), 160)
    seats = {duty.seat.id for duty in ROSTER.duties}
    assert line_with(text, "Hours") == "Date Hours Window PIM Backend Seats"
    assert {word for word in text.split() if word in seats} == seats
    assert not seats & set(printed(roster_table(ROSTER), 160).split())


@pytest.mark.parametrize("width", [100, 60, 40, 20])
def test_hours_are_never_broken_across_lines(width: int) -> None:
    names = directory(dict.fromkeys(ROSTER.directory.consultants, "Maximilian Theodor von Hohenlohe-Langenburg"))
    console = Console(width=width)
    with console.capture() as capture:
        console.print(roster_table(replace(ROSTER, directory=names), ids=True), crop=False)
    windows = [window.seat for window in staffed_windows(ROSTER)]
    shown = [hours_text(seat.span, ROSTER.directory.zone) for seat in windows]
    assert [word for word in capture.get().split() if word in shown] == shown


@pytest.mark.parametrize("name", ["[red]Alma[/red]", "[/]", "<script>", '=HYPERLINK("x")'])
def test_names_are_shown_as_they_are_written(name: str) -> None:
    version = replace(ROSTER, directory=directory({"alma": name}))

    assert name in printed(roster_table(version))


def test_a_name_cannot_steer_the_terminal() -> None:
    version = replace(ROSTER, directory=directory({"alma": "Al\x1b[2Jma\u202e\r\n"}))

    text = printed(roster_table(version))

    assert "Al[2Jma" in text
    assert not set(text) & set("\x1b\u202e\r")


def test_someone_the_directory_does_not_know_is_called_by_id() -> None:
    version = replace(ROSTER, directory=directory({"alma": "Alma Thygesen"}))

    assert "nanna" in line_with(printed(roster_table(version)), "Sun 25 Oct")


def test_the_heading_says_which_roster_and_how_it_stands() -> None:
    assert heading(ROSTER, Status.PUBLISHED).plain == (
        "Roster 3 (published): 1 October to 31 December 2026, 6 duties, 1 empty, 1 hard breach"
    )
    assert heading(replace(ROSTER, number=0, interrupted=True), Status.DRAFT).plain.endswith("found until then")


def test_the_ledger_shows_deviations_with_their_sign() -> None:
    text = printed(fairness_table(ROSTER.ledger, ROSTER.directory))

    assert line_with(text, "Nanna") == "Nanna Kjeldsen PIM +4 6 3 +7"
    assert line_with(text, "Alma") == "Alma Thygesen Backend +1 9 12 -2"
    assert text.index("Bertil") < text.index("Alma"), "who did most of a role stands first"


def test_a_stage_is_proven_or_has_a_gap() -> None:
    text = printed(stages_table(ROSTER.stages))

    assert line_with(text, "Empty seats") == "Empty seats 1000 1000 proven"
    assert line_with(text, "Fairness") == "Fairness 50 40 gap 10 (20%)"


def test_forbidden_breaches_stand_before_priced_ones_and_dear_before_cheap() -> None:
    text = printed(breaches_table(ROSTER.breaches, ROSTER.directory))

    assert text.index("forbidden") < text.index("1000") < text.index("Wishes")


def test_breaches_beyond_the_most_are_counted() -> None:
    many = [JudgedBreach(Breach("spacing", (str(day),), 1, 2), f"Day {day}.") for day in range(40)]

    text = printed(breaches_table(many, ROSTER.directory, 3))

    assert "Day 2." in text
    assert "Day 3." not in text
    assert "and 37 more" in text
    assert "and 37 more: rostering audit 3" in printed(breaches_table(many, ROSTER.directory, 3, roster=3))


def test_candidates_with_the_same_reason_stand_together() -> None:
    text = printed(empty_seats(ROSTER))

    assert "Fri 25 Dec PIM (Juledag)" in text
    assert "Nanna Kjeldsen, oskar: on leave" in text
    assert "Bertil Krogh: lacks the role" in text


def test_an_empty_seat_without_candidates_says_so() -> None:
    assert "nobody to ask" in printed(empty_seats(replace(ROSTER, empty=(EmptySeat(VACANT.id, ()),))))


def test_a_compensating_day_says_which_duty_it_makes_up_for() -> None:
    assert line_with(printed(compensating_days(ROSTER)), "26 Oct") == "Mon 26 Oct Nanna Kjeldsen Sun 25 Oct"


def test_a_report_leaves_out_what_there_is_nothing_to_say_of() -> None:
    calm = replace(ROSTER, breaches=(), empty=(), shortages=(), compensating_days=(), stages=(), ledger=())

    text = printed(roster_report(calm, Status.DRAFT))

    assert "Juledag" in text
    for absent in ("Broken rules", "empty seat", "Too few", "Compensating", "Stages", "Fairness"):
        assert absent not in text


def test_shortages_are_told_in_the_report() -> None:
    assert "PIM: 1 consultant, Christmas 2026 needs 2" in printed(roster_report(ROSTER, Status.DRAFT))
