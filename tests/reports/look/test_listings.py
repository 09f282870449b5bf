from dataclasses import replace

from rich.console import Console, RenderableType

from rostering.answers.windows import Demand
from rostering.domain.catalogue import DayKind, Presence
from rostering.domain.seats import Day, Duty, Window
from rostering.reports.look.listings import changes_table, windows_table
from rostering.rosters.changes import changes
from rostering.spans import Hours
from samples.reported import CHRISTMAS, EVENING, ROSTER, SATURDAY, VACANT, ZONE


def rows(renderable: RenderableType) -> list[str]:
    console = Console(width=130, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(renderable)
    return [" ".join(line.split()) for line in capture.get().splitlines()]


def test_a_window_names_its_team_and_the_first_customers() -> None:
    served = tuple(f"c{number}" for number in range(7))
    window = Window(
        Day(CHRISTMAS, DayKind.PUBLIC_HOLIDAY, "Juledag"),
        Hours.parse("08:00-16:00").on(CHRISTMAS, ZONE),
        "public_holiday",
        "Juledag",
        "t",
        {"pim": (served, served)},
        None,
        Presence.HOME_STANDBY,
        False,
        None,
        "",
    )

    assert (
        "Fri 25 Dec 08:00-16:00 Public holiday Juledag 2 PIM Acme, c1, c2, c3 and 3 more"
        in rows(windows_table(Demand((window,), ZONE, {"pim": "PIM"}, {"c0": "Acme"}, ())))
    )  # fmt: skip


def test_changes_stand_by_date_with_both_sides() -> None:
    before = [Duty(VACANT, "alma"), Duty(EVENING, "bertil")]

    lines = rows(changes_table(changes(before, [Duty(EVENING, "nanna")]), ROSTER.directory))

    assert "2 changes" in lines
    assert lines[-3:-1] == [
        "Sat 24 Oct Fjordbo A/S: Evening Backend Bertil Krogh Nanna Kjeldsen",
        "Fri 25 Dec Juledag PIM Alma Thygesen nobody",
    ]


def test_a_duty_that_keeps_its_holder_shows_both_hours() -> None:
    later = replace(EVENING, span=Hours.parse("18:00-22:00").on(SATURDAY, ZONE))

    lines = rows(changes_table(changes([Duty(EVENING, "bertil")], [Duty(later, "bertil")]), ROSTER.directory))

    assert lines[-2].endswith("Bertil Krogh 16:00-22:00 Bertil Krogh 18:00-22:00")
