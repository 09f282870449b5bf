"""Call-outs are noted as they were, gone on with, corrected and withdrawn; what cannot have been is refused."""

from datetime import timedelta
from pathlib import Path

import pytest

from rostering.domain.callouts import CalloutAct
from rostering.domain.users import Actor, Role
from rostering.errors import FaultyInput, Stale
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import Forbidden
from rostering.services.callouts.callout_looks import callouts
from rostering.services.callouts.own_callouts import marked
from rostering.services.callouts.recording import NothingCorrected, OverAlready, add, correct, go_on, withdraw
from rostering.spans import Period
from rostering.store import open_store
from samples.callout_firm import AT, calling, on, pim
from samples.shared import copy_of
from samples.swap_firm import ELMA, FOLKE, LEAD

SATURDAY = {
    "customer": "havn",
    "who": "elma",
    "called": on(8, "10:00"),
    "answered": on(8, "10:15"),
    "ended": on(8, "12:30"),
    "priority": "P1",
    "what": "The shop is down",
}


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> str:
    return copy_of(calling(tmp_path_factory), "calls", tmp_path)


def wrong(store: str, **changed: str) -> list[tuple[str, str, str]]:
    """What is wrong with a call-out."""
    with pytest.raises(FaultyInput) as told:
        add(store, LEAD, {**SATURDAY, **changed}, AT)
    return [(fault.place, fault.message, fault.hint) for fault in told.value.faults]


def test_a_callout_has_the_duty_that_whoever_was_called_had_then(store: str) -> None:
    made = add(store, LEAD, SATURDAY, AT).callout
    assert (made.call.seat, made.call.kind, made.call.priority) == (pim(8), "weekend", "p1")
    assert made.call.span
    assert made.call.span.minutes == 150
    assert made.call.role == "pim"


def test_a_callout_by_its_seat_is_of_whoever_held_it(store: str) -> None:
    made = add(store, LEAD, {**SATURDAY, "who": "", "seat": pim(8)}, AT).callout
    assert (made.call.consultant, made.call.seat) == ("elma", pim(8))


def test_a_callout_outside_any_duty_is_taken_and_marked(store: str) -> None:
    made = add(store, LEAD, {**SATURDAY, "who": "folke"}, AT).callout
    assert (made.call.seat, made.call.kind, made.call.is_outside) == (None, "outside", True)


def test_a_callout_that_ends_in_the_second_of_its_call_took_that_second(store: str) -> None:
    begun = add(store, LEAD, {**SATURDAY, "called": "", "answered": "", "ended": ""}, AT).callout
    ended = go_on(store, LEAD, begun.number, CalloutAct.ENDED, at=AT).callout
    assert ended.call.ended == AT + timedelta(seconds=1)


def test_a_callout_across_the_end_of_summer_time_is_as_long_as_it_was(store: str) -> None:
    times = {"called": on(26, "01:30", 10), "answered": "", "ended": on(26, "02:30+01:00", 10)}
    made = add(store, LEAD, {**SATURDAY, **times}, AT).callout
    assert made.call.span
    assert made.call.span.minutes == 120


@pytest.mark.parametrize(
    ("changed", "flaws"),
    [
        (
            {"ended": on(8, "09:00"), "answered": ""},
            [("ended", "the end is not after the call", "swap the times or correct one")],
        ),
        (
            {"answered": on(8, "09:59"), "updates": f"{on(8, '11:00')} {on(8, '13:00')}"},
            [
                ("answered", "it lies before the call", "swap the times or correct one"),
                ("updates", "it lies after the end", "swap the times or correct one"),
            ],
        ),
        (
            {"customer": "hav", "who": "elm"},
            [
                ("customer", "unknown customer 'hav'", "did you mean 'havn'?"),
                ("who", "unknown consultant 'elm'", "did you mean 'elma'?"),
            ],
        ),
        (
            {"who": "", "called": "", "what": ""},
            [
                ("who", "neither who was called nor a seat is said", "write the id of a consultant"),
                ("what", "what is empty", ""),
            ],
        ),
        (
            {"seat": pim(9)},
            [("seat", "it is held by Folke Birkely", "leave one of the two out")],
        ),
        (
            {"seat": "preparedness:2025-11-10:pim:1"},
            [
                (
                    "seat",
                    "nobody holds a published duty of the seat 'preparedness:2025-11-10:pim:1'",
                    "`show --ids` lists the seats; leave it out where there was no duty",
                )
            ],
        ),
        (
            {"seat": pim(15)},
            [("seat", "the call lies outside its hours", "leave it out where there was no duty")],
        ),
        (
            {"called": "2026-01-01T10:00", "answered": "", "ended": "2026-01-01T12:00"},
            [
                ("called", "it lies in the future", "write down what has happened"),
                ("ended", "it lies in the future", "write down what has happened"),
            ],
        ),
        (
            {"ended": on(9, "10:01")},
            [("ended", "more than 24 hours after the call", "correct one of them")],
        ),
        (
            {"called": on(26, "02:30", 10), "answered": "", "ended": "2025-03-30T02:30"},
            [
                (
                    "called",
                    "'2025-10-26T02:30' comes twice as the clocks go back",
                    "write 2025-10-26T02:30+02:00 or 2025-10-26T02:30+01:00",
                ),
                (
                    "ended",
                    "'2025-03-30T02:30' is skipped as the clocks go forward",
                    "an hour later, the clock shows 03:30",
                ),
            ],
        ),
    ],
)
def test_what_cannot_have_been_is_said_all_at_once(
    store: str, changed: dict[str, str], flaws: list[tuple[str, str, str]]
) -> None:
    assert wrong(store, **changed) == flaws
    assert callouts(store, LEAD).callouts == ()


def test_nobody_is_called_out_twice_at_once(store: str) -> None:
    add(store, LEAD, SATURDAY, AT)
    overlapping = {"called": on(8, "12:00"), "answered": "", "ended": on(8, "13:00")}
    message = "Elma Tangstrup was on call-out 1 then, Sat 8 Nov 2025 10:00-12:30"
    assert wrong(store, **overlapping) == [("called", message, "correct or withdraw one of them")]
    add(store, LEAD, {**SATURDAY, **overlapping, "called": on(8, "12:30")}, AT)
    assert add(store, LEAD, {**SATURDAY, "who": "asta"}, AT).callout.number == 3


def test_a_callout_goes_on_until_it_is_ended(store: str) -> None:
    begun = {each: SATURDAY[each] for each in ("customer", "who", "called", "priority", "what")}
    assert add(store, ELMA, begun, AT).callout.is_running
    message = "Elma Tangstrup was on call-out 1 then, called Sat 8 Nov 2025 10:00 and not ended"
    assert wrong(store, called=on(8, "15:00"), answered="", ended=on(8, "16:00"))[0][1] == message
    go_on(store, ELMA, 1, CalloutAct.ANSWERED, on(8, "10:05"), at=AT)
    go_on(store, ELMA, 1, CalloutAct.UPDATED, on(8, "11:00"), at=AT)
    go_on(store, ELMA, 1, CalloutAct.UPDATED, on(8, "12:00"), at=AT)
    done = go_on(store, ELMA, 1, CalloutAct.ENDED, on(8, "13:00"), at=AT).callout
    assert [entry.act for entry in done.entries] == ["added", "answered", "updated", "updated", "ended"]
    assert len(done.call.updates) == 2
    assert (done.call.seat, done.is_running) == (pim(8), False)
    with pytest.raises(OverAlready, match=r"^call-out 1 has ended$"):
        go_on(store, ELMA, 1, CalloutAct.UPDATED, at=AT)


def test_a_correction_takes_the_place_of_what_was_said_which_stays_to_be_read(store: str) -> None:
    add(store, LEAD, SATURDAY, AT)
    after = correct(store, LEAD, 1, {"ended": on(8, "13:00"), "answered": ""}, "the clock was wrong", at=AT).callout
    assert after.call.span
    assert (after.call.span.minutes, after.call.answered, after.last.reason) == (180, None, "the clock was wrong")
    assert [entry.call.span.minutes for entry in after.entries if entry.call.span] == [150, 180]
    moved = correct(store, LEAD, 1, {"who": "asta"}, at=AT).callout
    assert (moved.call.consultant, moved.call.role) == ("asta", "backend")
    assert marked(store, LEAD, 1).done.callout == moved


def test_what_was_withdrawn_counts_no_more_and_leaves_room(store: str) -> None:
    add(store, LEAD, SATURDAY, AT)
    withdraw(store, LEAD, 1, "a test of the alarm", at=AT)
    with pytest.raises(OverAlready, match=r"^call-out 1 was withdrawn$"):
        withdraw(store, LEAD, 1, at=AT)
    with pytest.raises(OverAlready, match=r"^call-out 1 was withdrawn$"):
        correct(store, LEAD, 1, {}, at=AT)
    assert add(store, LEAD, SATURDAY, AT).callout.number == 2
    assert [each.number for each in callouts(store, LEAD).callouts] == [2]
    assert [each.number for each in callouts(store, LEAD, everything=True).callouts] == [1, 2]


def test_callouts_are_looked_for_by_month_customer_and_person(store: str) -> None:
    add(store, LEAD, {**SATURDAY, "called": on(9, "10:00"), "answered": "", "ended": on(9, "11:00")}, AT)
    add(store, LEAD, {**SATURDAY, "customer": "molo"}, AT)
    add(store, LEAD, {**SATURDAY, "who": "asta"}, AT)
    november, october = Period.parse("2025-11"), Period.parse("2025-10")
    assert [each.number for each in callouts(store, LEAD, november).callouts] == [2, 3, 1]
    assert callouts(store, LEAD, october).callouts == ()
    assert [each.number for each in callouts(store, LEAD, november, customer="molo").callouts] == [2]
    assert [each.number for each in callouts(store, ELMA, november, who="elma").callouts] == [2, 1]
    assert callouts(store, LEAD, november).worked.total_seconds() == 6 * 3600


def test_consultants_note_their_own_callouts_and_correct_none(store: str) -> None:
    with pytest.raises(Forbidden, match="folke may say when they were called to work for themselves only"):
        add(store, FOLKE, SATURDAY, AT)
    add(store, ELMA, SATURDAY, AT)
    with pytest.raises(Forbidden):
        correct(store, ELMA, 1, {}, at=AT)
    with pytest.raises(Forbidden):
        withdraw(store, ELMA, 1, at=AT)
    with pytest.raises(Forbidden):
        marked(store, FOLKE, 1)
    with pytest.raises(Forbidden):
        callouts(store, ELMA)
    with pytest.raises(Forbidden):
        callouts(store, ELMA, who="folke")
    with pytest.raises(Forbidden):
        add(store, Actor("finance", Role.FINANCE), SATURDAY, AT)


def test_whoever_saw_an_older_state_is_told_of_the_newer(store: str) -> None:
    add(store, LEAD, SATURDAY, AT)
    with open_store(store).reading() as look:
        seen = mark_of(look, "call-out 1:")
    correct(store, LEAD, 1, {"priority": "p2"}, version=seen, at=AT)
    with pytest.raises(Stale, match="this was changed after you opened the form"):
        correct(store, LEAD, 1, {"priority": "p3"}, version=seen, at=AT)


def test_a_correction_that_says_what_stands_there_already_is_none(store: str) -> None:
    add(store, LEAD, SATURDAY, AT)
    cases: tuple[dict[str, str], ...] = {}, {"priority": "P1"}, {"ended": on(8, "12:30")}
    for cells in cases:
        with pytest.raises(NothingCorrected, match="this would correct nothing: call-out 1 says so already"):
            correct(store, LEAD, 1, cells, "the clock was wrong", at=AT)
    assert len(callouts(store, LEAD).callouts[0].entries) == 1
