"""What packages promise about call-outs is held against what was noted of them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rostering.domain.response_times import KeptResponse, Used
from rostering.domain.users import Role
from rostering.services.access.rights import Forbidden
from rostering.services.callouts.callout_looks import NobodyCalled
from rostering.services.callouts.recording import add
from rostering.services.callouts.response import report
from rostering.spans import Period
from samples.called import Command
from samples.callout_firm import AT, make, on
from samples.small_firm import DOCUMENTS
from samples.swap_firm import FINANCE, LEAD

NOVEMBER = Period.parse("2025-11")
PROMISES = """
[[packages.response]]
priority = "p1"
first = "30 minutes"
updates = "2 hours"
clock = "always"

[[packages.response]]
priority = "p2"
first = "1 business day"
clock = "business_hours"

[[packages.allowances]]
id = "urgent"
name = "Urgent tickets"
often = "2 a month"
counts = ["p1"]
"""


@pytest.fixture
def store(tmp_path: Path) -> str:
    packages = DOCUMENTS["packages.toml"]
    assert packages.count("[[packages.obligations]]")
    promised = packages.replace("[[packages.obligations]]", f"{PROMISES}\n[[packages.obligations]]", 1)
    return make(str(tmp_path / "calls.db"), tmp_path / "firm", packages_toml=promised)


def called(store: str, day: int, hours: str, answered: str, ended: str, priority: str = "p1", **more: str) -> None:
    """A call-out of a day in November, with times of that day."""
    times = {"called": on(day, hours), "answered": answered and on(day, answered), "ended": ended and on(day, ended)}
    add(store, LEAD, {"customer": "havn", "who": "elma", "priority": priority, "what": "x", **times, **more}, AT)


def test_times_of_response_and_what_a_month_includes(store: str) -> None:
    called(store, 8, "10:00", "10:15", "15:00", updates=f"{on(8, '12:00')} {on(8, '14:30')}")
    called(store, 9, "10:00", "11:00", "12:00", customer="molo")
    called(store, 15, "10:00", "", "10:20")
    called(store, 16, "10:00", "", "12:00")
    called(store, 22, "10:00", "10:05", "12:00", priority="p2")
    called(store, 29, "10:00", "10:05", "12:00", priority="p3")
    found = report(store, LEAD, NOVEMBER)
    assert [each.first.kept for each in found.responses] == [
        KeptResponse.KEPT,
        KeptResponse.BROKEN,
        KeptResponse.KEPT,
        KeptResponse.UNKNOWN,
        KeptResponse.KEPT,
    ]
    assert [one.kept for one in found.responses[0].updates] == [
        KeptResponse.KEPT,
        KeptResponse.BROKEN,
        KeptResponse.KEPT,
    ]
    assert found.responses[-1].first.due == datetime(2025, 11, 24, 15, tzinfo=UTC)
    assert (found.without, found.broken) == (1, True)
    assert [(one.customer, one.month, one.used, one.state) for one in found.used] == [
        ("havn", date(2025, 11, 1), 3, Used.ABOVE),
        ("molo", date(2025, 11, 1), 1, Used.WITHIN),
    ]


def test_a_part_of_a_month_shows_what_the_whole_month_used(store: str) -> None:
    called(store, 8, "10:00", "10:15", "11:00")
    called(store, 22, "10:00", "10:15", "11:00")
    found = report(store, LEAD, Period.parse("2025-11-20..2025-11-30"), "havn")
    assert [one.used for one in found.used] == [2]
    assert len(found.responses) == 1
    assert not found.broken


def test_only_ops_leads_ask_and_only_of_customers_there_are(store: str) -> None:
    with pytest.raises(Forbidden):
        report(store, FINANCE, NOVEMBER)
    assert FINANCE.role is Role.FINANCE
    with pytest.raises(NobodyCalled, match=r"^there is no customer 'haven' \(did you mean 'havn'\?\)$"):
        report(store, LEAD, NOVEMBER, "haven")


def test_the_command_tells_it_and_ends_with_1_where_a_promise_was_broken(store: str, rostering: Command) -> None:
    called(store, 8, "10:00", "10:15", "11:00")
    kept = rostering("--db", store, "callouts", "report", "2025-11")
    text = " ".join(kept.out.split())
    assert (kept.code, kept.err) == (0, "")
    assert "Times of response" in text
    assert "1 of 2" in text
    called(store, 9, "10:00", "11:00", "12:00", who="folke")
    said = rostering("--db", store, "callouts", "report", "2025-11", "--json")
    assert said.code == 1
    assert said.json["customers"] == [
        {
            "customer": "havn",
            "first": {"kept": 1, "broken": 1, "open": 0, "unknown": 0},
            "updates": {"kept": 2, "broken": 0, "open": 0, "unknown": 0},
        }
    ]
    assert [(one["used"], one["allowed"], one["state"]) for one in said.json["allowances"]] == [
        (2, 2, "nearly"),
        (0, 2, "within"),
    ]


def test_where_nothing_was_promised_it_says_so(tmp_path: Path, rostering: Command) -> None:
    store = make(str(tmp_path / "calls.db"), tmp_path / "firm")
    said = rostering("--db", store, "callouts", "report", "2025-11")
    assert (said.code, said.out) == (0, "Nothing was promised about call-outs.\n")
