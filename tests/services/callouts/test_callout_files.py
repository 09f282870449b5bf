"""Files of call-outs: read whole or not at all, and nothing twice."""

from pathlib import Path

import pytest

from rostering.errors import FaultyInput
from rostering.services.callouts.callout_files import read_file
from rostering.services.callouts.callout_looks import callouts
from rostering.services.callouts.recording import correct, withdraw
from samples.callout_firm import AT, calling, on, pim
from samples.shared import copy_of
from samples.swap_firm import LEAD

HEAD = "customer,who,called,answered,ended,priority,what\n"
GOOD = f"""\
{HEAD}havn,elma,2025-11-08T10:00,2025-11-08T10:15,2025-11-08T12:30,P1,The shop is down
molo,folke,2025-11-12T22:00,,2025-11-13T01:00,p2,Prices are old
"""
DANISH = """\
Kunde;Plads;Kaldt;Afsluttet;Prioritet;Hvad
havn;preparedness:2025-11-09:pim:1;09-11-2025 10:00;09-11-2025 11:00;p1;Butikken er nede
"""


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> str:
    return copy_of(calling(tmp_path_factory), "calls", tmp_path)


def read(store: str, text: str) -> tuple[int, int, int]:
    """How many rows were added, known, and outside any duty."""
    done = read_file(store, LEAD, "calls.csv", text.encode(), AT)
    return len(done.added), done.known, done.outside


def faults(store: str, text: str) -> list[str]:
    with pytest.raises(FaultyInput) as told:
        read_file(store, LEAD, "calls.csv", text.encode(), AT)
    return list(map(str, told.value.faults))


def test_a_file_is_read_once_however_often_it_is_read(store: str) -> None:
    assert read(store, GOOD) == (2, 0, 1)
    assert read(store, GOOD) == (0, 2, 0)
    correct(store, LEAD, 1, {"ended": on(8, "12:00")}, at=AT)
    withdraw(store, LEAD, 2, at=AT)
    assert read(store, GOOD) == (0, 2, 0)
    assert [each.number for each in callouts(store, LEAD).callouts] == [1]


def test_a_file_in_danish_is_read_with_semicolons_and_by_seats(store: str) -> None:
    assert read(store, DANISH) == (1, 0, 0)
    (found,) = callouts(store, LEAD).callouts
    assert (found.call.consultant, found.call.seat) == ("folke", pim(9))


def test_all_faults_are_told_with_line_and_column_and_nothing_is_kept(store: str) -> None:
    read(store, DANISH)
    text = f"""\
{GOOD}hav,elma,2025-11-15T10:00,,2025-11-15T09:00,p1,x
havn,elma,2025-10-26T02:30,,,p1,x
havn,folke,2025-11-09T10:30,,2025-11-09T12:00,p1,x
havn,elma,2025-11-08T12:00,,2025-11-08T13:00,p1,x
havn,elma,2027-11-08T12:00,,,,
"""
    assert faults(store, text) == [
        "calls.csv:4: unknown customer 'hav' (did you mean 'havn'?)",
        "calls.csv:4: ended: the end is not after the call (swap the times or correct one)",
        "calls.csv:5: called: '2025-10-26T02:30' comes twice as the clocks go back "
        "(write 2025-10-26T02:30+02:00 or 2025-10-26T02:30+01:00)",
        "calls.csv:6: called: Folke Birkely was on call-out 1 then, Sun 9 Nov 2025 10:00-11:00 "
        "(correct or withdraw one of them)",
        "calls.csv:7: called: it overlaps calls.csv:2 (correct or leave out one of them)",
        "calls.csv:8: priority is empty",
        "calls.csv:8: what is empty",
    ]
    assert [each.number for each in callouts(store, LEAD).callouts] == [1]


def test_columns_that_are_not_known_or_missing_are_faults(store: str) -> None:
    assert faults(store, "customer,who,called,prio,what\n") == [
        "calls.csv:1: missing column 'priority' "
        "(columns: customer, seat, who, called, answered, updates, ended, priority, what)",
        "calls.csv:1: unknown column 'prio' (did you mean 'priority'?)",
    ]
    assert faults(store, " " * ((1 << 20) + 1)) == ["calls.csv: is too large (at most 1 MiB)"]
