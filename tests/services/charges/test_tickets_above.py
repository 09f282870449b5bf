"""Tickets above what a month includes: told to finance without a price, lines of charges once one is set."""

from datetime import date, datetime
from pathlib import Path

import pytest

from rostering.domain.charges import ChargeKind
from rostering.domain.users import Actor
from rostering.services.callouts.recording import add
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.verifying import verify
from samples.called import Command
from samples.closable_firm import DECEMBER, NOVEMBER, closable, load
from samples.paid_firm import COPENHAGEN
from samples.small_firm import DOCUMENTS

LEAD = Actor.ops("lead")
LATE = datetime(2027, 1, 20, 12, tzinfo=COPENHAGEN)
ALLOWANCE = '[[packages.allowances]]\nid = "urgent"\nname = "Urgent tickets"\noften = "2 a month"\ncounts = ["p1"]\n'
PACKAGES = DOCUMENTS["packages.toml"].replace("[[packages.obligations]]", f"{ALLOWANCE}\n[[packages.obligations]]", 1)
TICKET = '\n[[tickets]]\nallowance = "urgent"\namount = 500\nfrom = 2026-01-01\n'
TOLD = "Havnekontoret Køl A/S, 2026-11: 2 above the 2 that are included (Urgent tickets), without a price"


@pytest.fixture
def store(tmp_path: Path) -> str:
    store = closable(str(tmp_path / "rostering.db"), tmp_path / "firm")
    load(store, tmp_path / "firm", packages_toml=PACKAGES)
    for day in (14, 12, 13, 11):
        times = {"called": f"2026-11-{day}T10:00", "ended": f"2026-11-{day}T10:20"}
        add(store, LEAD, {"customer": "havn", "who": "asta", "priority": "p1", "what": "x", **times}, LATE)
    return store


def test_without_a_price_finance_is_told_and_nothing_is_billed(store: str, rostering: Command) -> None:
    shown = show_charges(store, NOVEMBER)
    assert shown.tickets == (TOLD,)
    assert {line.kind for line in shown.lines} == {ChargeKind.CHARGE}
    answer = rostering("--db", store, "billing", "show", "2026-11")
    assert (answer.code, answer.out.count(TOLD)) == (0, 1)
    assert rostering("--db", store, "billing", "show", "2026-11", "--json").json["tickets_above"] == [TOLD]
    assert close_month(store, NOVEMBER, "cfo", today=date(2027, 2, 1)).warnings == (TOLD,)


def test_with_a_price_the_last_ones_are_lines_and_a_closed_month_keeps_what_it_had(store: str, tmp_path: Path) -> None:
    load(store, tmp_path / "firm", packages_toml=PACKAGES, rates_toml=DOCUMENTS["rates.toml"] + TICKET)
    shown = show_charges(store, NOVEMBER)
    assert shown.tickets == ()
    assert [
        (line.id, line.day.day, line.amount, line.rule) for line in shown.lines if line.kind is ChargeKind.TICKET
    ] == [
        ("ticket-urgent:havn:3", 13, 50_000, "above the 2 that a month includes"),
        ("ticket-urgent:havn:1", 14, 50_000, "above the 2 that a month includes"),
    ]
    close_month(store, NOVEMBER, "cfo", today=date(2027, 2, 1))
    load(
        store,
        tmp_path / "firm",
        packages_toml=PACKAGES,
        rates_toml=DOCUMENTS["rates.toml"] + TICKET.replace("500", "900"),
    )
    assert show_charges(store, DECEMBER).lines == ()
    assert verify(store, NOVEMBER).agrees
