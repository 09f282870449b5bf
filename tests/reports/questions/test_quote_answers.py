import json
from dataclasses import replace
from datetime import date

from rich.console import Console

from rostering.answers.quotes import Quote
from rostering.domain.findings import Candidate, EmptySeat
from rostering.domain.parties import Booking
from rostering.domain.seats import Duty
from rostering.reports.questions.quotes import quote_report, quote_shape
from rostering.rosters.changes import Changes, changes
from rostering.spans import Period
from samples.reported import EVENING, ROSTER, SATURDAY, SUNDAY, billed, seat

WEEKEND = Period(SATURDAY, SUNDAY)
PIM = seat(SATURDAY, "pim")


YES = Quote(
    booking=Booking("b-1", "fjord", Period(SATURDAY, SATURDAY), "evening", {"backend": 1}, shared=True),
    source="published",
    roster=3,
    version=replace(ROSTER, empty=(), duties=(Duty(EVENING, "bertil"), Duty(PIM, "alma"))),
    certain=True,
    charges=(billed(440000),),
    moves=changes([Duty(PIM, "nanna")], [Duty(PIM, "alma")]),
    days_off=frozenset({("alma", date(2026, 10, 26))}),
    days_back=frozenset({("nanna", date(2026, 10, 23))}),
    nearest=(),
    reach=35,
    row="ID,fjord,2026-10-24,2026-10-24,evening,backend:1,yes,",
)
EMPTY = EmptySeat(EVENING.id, (Candidate("alma", "on leave"), Candidate("bertil", "on leave"), Candidate("x", "away")))
NO = replace(
    YES,
    version=replace(ROSTER, empty=(EMPTY,), duties=(Duty(EVENING, None),), shortages=("Backend: 2 consultants",)),
    charges=(),
    moves=Changes(),
    days_off=frozenset(),
    days_back=frozenset(),
    nearest=(WEEKEND, Period(SUNDAY, SUNDAY)),
)


def lines(quote: Quote) -> list[str]:
    console = Console(width=130, color_system=None, force_terminal=False)
    with console.capture() as capture:
        for part in quote_report(quote):
            console.print(part)
    return [" ".join(line.split()) for line in capture.get().splitlines()]


def test_a_yes_in_json_has_people_prices_and_moves() -> None:
    assert json.loads(json.dumps(quote_shape(YES))) == {
        "possible": True,
        "certain": True,
        "booking": {
            "customer": "fjord",
            "from": "2026-10-24",
            "to": "2026-10-24",
            "part": "evening",
            "roles": {"backend": 1},
            "shared": True,
        },
        "base": {"source": "published", "roster": 3},
        "staffing": [{"seat": EVENING.id, "date": "2026-10-24", "role": "backend", "consultant": "bertil"}],
        "price": {
            "lines": [
                {
                    "date": "2026-10-24",
                    "consultant": "bertil",
                    "role": "backend",
                    "day_class": "weekend",
                    "unit_price_ore": 440000,
                }
            ],
            "total_ore": 440000,
        },
        "moves": [{"seat": PIM.id, "before": "nanna", "after": "alma"}],
        "days_off": {
            "added": [{"consultant": "alma", "date": "2026-10-26"}],
            "removed": [{"consultant": "nanna", "date": "2026-10-23"}],
        },
        "nearest": [],
        "reasons": [],
        "row": "ID,fjord,2026-10-24,2026-10-24,evening,backend:1,yes,",
        "booked": None,
    }


def test_a_no_in_json_has_reasons_and_other_dates() -> None:
    shape = quote_shape(NO)
    assert (shape["possible"], shape["staffing"], shape["price"]) == (False, [], {"lines": [], "total_ore": None})
    assert shape["nearest"][0] == {"from": "2026-10-24", "to": "2026-10-25"}
    assert shape["reasons"][0]["candidates"][2] == {"consultant": "x", "reason": "away"}


def test_a_yes_tells_who_what_it_costs_and_what_moves() -> None:
    told = lines(YES)
    assert told[:3] == [
        "Fjordbo A/S: Evening, 1 Backend, Sat 24 Oct 2026",
        "On top of roster 3 (published).",
        "It can be staffed, for DKK 4.400,00 excluding VAT.",
    ]
    assert "Sat 24 Oct Backend Bertil Krogh Weekend 4.400,00" in told
    assert "Sat 24 Oct Weekend PIM Nanna Kjeldsen Alma Thygesen" in told
    assert told[-4:] == [
        "Alma Thygesen gets Mon 26 Oct off.",
        "Nanna Kjeldsen works on Fri 23 Oct again.",
        "To book it at once, ask the same with --book ID.",
        "To take it, add to bookings.csv: ID,fjord,2026-10-24,2026-10-24,evening,backend:1,yes,",
    ]


def test_a_yes_without_moves_says_so() -> None:
    still = replace(YES, moves=Changes(), days_off=frozenset(), days_back=frozenset())
    assert lines(still)[-3] == "Nothing else moves."


def test_a_no_tells_what_is_missing_who_was_asked_and_when_else() -> None:
    assert lines(NO)[2:] == [
        "It cannot be staffed, not even when other duties around it change hands.",
        "Backend: 2 consultants",
        "Sat 24 Oct, Backend: 1 seat empty",
        "Alma Thygesen, Bertil Krogh: on leave",
        "x: away",
        "",
        "The nearest dates that can: Sat 24 Oct to Sun 25 Oct 2026, Sun 25 Oct 2026.",
    ]


def test_a_no_that_is_not_proven_is_said_to_be() -> None:
    doubtful = lines(replace(NO, certain=False, nearest=()))
    assert doubtful[2].startswith("No way to staff it was found in the time given")
    assert doubtful[-1] == "Nor can it within 35 days of these."


def test_the_base_is_named() -> None:
    assert lines(replace(YES, roster=None, source="nothing"))[1] == (
        "Nothing is planned for these dates yet: only the booking itself is staffed."
    )
    assert lines(replace(YES, source="nothing"))[1] == (
        "Not all of these dates are planned yet: on top of roster 3, where it has them."
    )
