import json
from dataclasses import replace

from rostering.answers.windows import Demand
from rostering.domain.catalogue import DayKind, Presence
from rostering.domain.seats import Day, Duty, Window
from rostering.errors import Fault
from rostering.reports.look.shapes import (
    diff_shape,
    fairness_shape,
    faults_shape,
    history_shape,
    roster_shape,
    windows_shape,
)
from rostering.rosters.changes import changes
from rostering.rosters.version import Status
from rostering.spans import Hours
from samples.reported import CHAPTER, CHRISTMAS, ENTRIES, EVENING, ROSTER, VACANT, ZONE

ROSTER_SHAPE = roster_shape(ROSTER, Status.DRAFT)


def test_a_roster_has_the_fields_that_scripts_rely_on() -> None:
    promised = (
        "roster status period created seed input_hash duties compensating_days empty breaches stages price_by_rule"
    )

    assert set(promised.split()) <= set(ROSTER_SHAPE)
    assert (ROSTER_SHAPE["roster"], ROSTER_SHAPE["status"], ROSTER_SHAPE["seed"]) == (3, "draft", 7)
    assert ROSTER_SHAPE["period"] == {"from": "2026-10-01", "to": "2026-12-31"}
    assert ROSTER_SHAPE["price_by_rule"] == {"coverage": 1000, "wishes": 8, "fairness": 50}


def test_a_duty_names_its_seat_and_its_holder() -> None:
    duty = next(duty for duty in ROSTER_SHAPE["duties"] if duty["booking"])

    assert duty == {
        "seat": "b-1:2026-10-24:backend:1",
        "date": "2026-10-24",
        "start": "2026-10-24T16:00:00+02:00",
        "end": "2026-10-24T22:00:00+02:00",
        "kind": "readiness",
        "name": "evening",
        "role": "backend",
        "consultant": "bertil",
        "customers": ["fjord"],
        "booking": "b-1",
        "presence": "home_standby",
        "points": 3,
    }


def test_instants_have_the_offset_that_the_zone_has_on_the_date() -> None:
    starts = [duty["start"] for duty in ROSTER_SHAPE["duties"]]

    assert starts[0] == "2026-10-24T08:00:00+02:00"
    assert starts[-1] == "2026-12-25T08:00:00+01:00"
    assert ROSTER_SHAPE["created"] == "2026-09-14T11:32:00+02:00"


def test_duties_stand_by_start_and_then_by_seat_whatever_order_they_came_in() -> None:
    shuffled = roster_shape(replace(ROSTER, duties=ROSTER.duties[::-1]), Status.DRAFT)

    keys = [(duty["start"], duty["seat"]) for duty in shuffled["duties"]]
    assert keys == sorted(keys)
    assert shuffled["duties"] == ROSTER_SHAPE["duties"]


def test_what_is_forbidden_has_no_price() -> None:
    prices = {breach["rule"]: breach["price"] for breach in ROSTER_SHAPE["breaches"]}

    assert prices == {"wishes": 8, "coverage": 1000, "weekly_rest": None}
    assert {breach["text"] for breach in ROSTER_SHAPE["breaches"]} == {judged.text for judged in ROSTER.breaches}


def test_an_empty_seat_lists_its_candidates_and_room_for_fixes() -> None:
    (empty,) = ROSTER_SHAPE["empty"]

    assert empty["seat"] == VACANT.id
    assert empty["candidates"][0] == {"consultant": "nanna", "reason": "on leave"}
    assert empty["fixes"] == []


def test_a_compensating_day_says_what_for() -> None:
    assert ROSTER_SHAPE["compensating_days"] == [
        {"consultant": "nanna", "date": "2026-10-26", "for": ["preparedness:2026-10-25:pim:1"]}
    ]


def test_a_roster_is_plain_json() -> None:
    assert json.loads(json.dumps(ROSTER_SHAPE, allow_nan=False)) == ROSTER_SHAPE


def test_windows_say_who_is_needed_and_for_whom() -> None:
    day = Day(CHRISTMAS, DayKind.PUBLIC_HOLIDAY, "Juledag")
    entitled = {"backend": (("fjord",), ("havn", "fjord")), "pim": (("sol",),)}
    span = Hours.parse("08:00-16:00").on(CHRISTMAS, ZONE)
    window = Window(
        day, span, "public_holiday", "Juledag", "t", entitled, None, Presence.HOME_STANDBY, False, None, "fast"
    )

    assert windows_shape(Demand((window,), ZONE, {}, {}, ())) == [
        {
            "date": "2026-12-25",
            "start": "2026-12-25T08:00:00+01:00",
            "end": "2026-12-25T16:00:00+01:00",
            "kind": "public_holiday",
            "name": "Juledag",
            "team": "t",
            "roles": {"backend": 2, "pim": 1},
            "customers": ["fjord", "havn", "sol"],
            "booking": None,
            "presence": "home_standby",
        }
    ]


def test_fairness_is_a_list_of_accounts_with_their_deviation_and_kinds() -> None:
    assert fairness_shape(ENTRIES)[0] == {
        "consultant": "alma",
        "role": "backend",
        "opening": 1,
        "earned": 9,
        "target": 12,
        "deviation": -2,
        "kinds": [
            {"kind": "brought", "opening": 1, "earned": 0, "target": 0, "deviation": 1},
            {"kind": "big_day", "opening": 0, "earned": 6, "target": 6, "deviation": 0},
            {"kind": "readiness", "opening": 0, "earned": 0, "target": 3, "deviation": -3},
            {"kind": "weekend", "opening": 0, "earned": 3, "target": 3, "deviation": 0},
        ],
        "big_days": None,
    }


def test_the_history_says_which_roster_holds_which_dates() -> None:
    (first, second) = history_shape([CHAPTER, replace(CHAPTER, days=CHAPTER.days[:2])])
    assert (first["roster"], first["whole"], first["accounts"]) == (3, True, fairness_shape(ENTRIES))
    assert (second["whole"], second["period"]) == (False, {"from": "2026-10-01", "to": "2026-10-02"})


def test_a_diff_tells_each_person_and_each_customer_what_changes() -> None:
    shape = diff_shape(changes([Duty(EVENING, "bertil")], [Duty(EVENING, "alma"), Duty(VACANT, "nanna")]))

    handover = {"seat": EVENING.id, "before": "bertil", "after": "alma"}
    filled = {"seat": VACANT.id, "before": None, "after": "nanna"}
    assert shape["changes"] == [handover, filled]
    assert shape["counts"] == {"added": 1, "removed": 0, "moved": 1}
    assert shape["by_consultant"] == {"alma": [handover], "bertil": [handover], "nanna": [filled]}
    assert shape["by_customer"] == {"fjord": [handover, filled], "havn": [filled]}


def test_faults_keep_place_message_and_hint_apart() -> None:
    assert faults_shape([Fault("bookings.csv:14", "unknown part", "see packages.toml")]) == [
        {"place": "bookings.csv:14", "message": "unknown part", "hint": "see packages.toml"}
    ]
