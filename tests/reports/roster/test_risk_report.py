from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rich.console import Console, RenderableType

from rostering.answers.risk import Risk
from rostering.audit.bench import Backing, StandIn
from rostering.audit.dependence import SinglePoint
from rostering.reports.roster.risk import risk_report, risk_shape
from rostering.rosters.version import Directory
from samples.reported import CHRISTMAS, EVENING, SATURDAY, VACANT, directory, seat

BACKEND = seat(SATURDAY, "backend")
POINTS = [
    SinglePoint("role", "pim", ("nanna",), (VACANT.id,), "PIM: only Nanna Kjeldsen has the role."),
    SinglePoint("week", "backend", ("bertil",), (EVENING.id,), "Backend in week 43 hangs on Bertil Krogh."),
]
BACKINGS = [
    Backing(BACKEND, "alma", (StandIn("nanna"), StandIn("bertil", (date(2026, 10, 23), date(2026, 10, 30))))),
    Backing(EVENING, "bertil", ()),
    Backing(VACANT, None, (StandIn("nanna"),)),
]


def risk(backings: Sequence[Backing], points: Sequence[SinglePoint] = (), names: Directory | None = None) -> Risk:
    """With all of it still to come."""
    seats, single = tuple(backings), tuple(points)
    return Risk(seats, single, names or directory(), "roster 1", SATURDAY, seats, single)


def lines(renderable: RenderableType) -> list[str]:
    console = Console(width=150, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(renderable)
    return [line for text in capture.get().splitlines() if (line := " ".join(text.split()))]


def test_seats_with_nobody_stand_first_then_single_points_then_the_bench() -> None:
    said = [line for line in lines(risk_report(risk(BACKINGS, POINTS))) if "─" not in line]
    assert said == [
        "Nobody on the bench: 1 seat",
        "Date Window Role Holder",
        "Sat 24 Oct Fjordbo A/S: Evening Backend Bertil Krogh",
        "Single points of failure",
        "PIM: only Nanna Kjeldsen has the role.",
        "Backend in week 43 hangs on Bertil Krogh.",
        "The bench",
        "Date Window Role Holder Could step in",
        "Sat 24 Oct Weekend Backend Alma Thygesen Nanna Kjeldsen, Bertil Krogh (with Fri 23 Oct and Fri 30 Oct off)",
        "Sat 24 Oct Fjordbo A/S: Evening Backend Bertil Krogh nobody",
        "Fri 25 Dec Juledag PIM nobody Nanna Kjeldsen",
    ]


def test_where_there_is_nothing_to_fear_only_the_bench_is_shown() -> None:
    assert lines(risk_report(risk(BACKINGS[:1])))[0] == "The bench"


def test_names_never_steer_the_terminal() -> None:
    rogue = directory({"alma": "\x1b[31mAlma", "nanna": "[bold]Nanna"})
    said = lines(risk_report(risk([replace(BACKINGS[0], bench=(StandIn("nanna"),))], names=rogue)))
    assert said[-1] == "Sat 24 Oct Weekend Backend [31mAlma [bold]Nanna"


def test_the_shape_has_each_seat_with_bench_and_single_points() -> None:
    backend, evening, vacant = risk_shape(risk(BACKINGS, POINTS))
    assert backend == {
        "date": "2026-10-24",
        "seat": "preparedness:2026-10-24:backend:1",
        "role": "backend",
        "kind": "weekend",
        "occasion": None,
        "booking": None,
        "holder": "alma",
        "bench": ["nanna", "bertil"],
        "days_off_needed": {"bertil": ["2026-10-23", "2026-10-30"]},
        "exposed": False,
        "single_points": [],
    }
    assert (evening["booking"], evening["bench"], evening["exposed"]) == ("b-1", [], True)
    assert (vacant["date"], vacant["occasion"], vacant["holder"]) == (str(CHRISTMAS), "Christmas", None)
    assert vacant["single_points"] == [
        {
            "kind": "role",
            "role": "pim",
            "consultants": ["nanna"],
            "text": "PIM: only Nanna Kjeldsen has the role.",
        }
    ]
