"""Both kinds of money agree with rosters at each step: closed, swapped, forgotten, closed again, let go of."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rostering.domain.users import Actor
from rostering.services.charges.closing import close_month
from rostering.services.charges.verifying import verify
from rostering.services.pay.pay_closing import close_pay
from rostering.services.pay.pay_exporting import export_pay
from rostering.services.pay.pay_months import pay_month
from rostering.services.pay.pay_verifying import verify_pay
from rostering.services.people.forgetting_people import forget
from rostering.services.people.held import held
from rostering.services.people.retention import retain
from rostering.spans import Period
from rostering.store import open_store
from samples.closable_firm import AUTUMN, DECEMBER, FIRST, JANUARY, NOVEMBER, SECOND, closable, load, post
from samples.small_firm import DOCUMENTS, SHEETS

LEAD = Actor.ops("lead")
AFTER = date(2027, 2, 1)
FORGOTTEN, MONEY_GONE = datetime(2031, 12, 1, 12, tzinfo=UTC), datetime(2032, 1, 1, 12, tzinfo=UTC)
LEFT = SHEETS["consultants.csv"].replace("asta,Asta Fyrlund,,backend,senior,2020-01-01,,", "{}")
PAY = DOCUMENTS["pay.toml"] + '\n[payroll_numbers]\nasta = "LN-7"\nbirk = "LN-8"\n'


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The firm, whose Asta left with November."""
    url = closable(str(tmp_path / "rostering.db"), tmp_path / "firm")
    row = "asta,Asta Fyrlund,,backend,senior,2020-01-01,2026-11-30,"
    load(url, tmp_path / "firm", pay_toml=PAY, consultants_csv=LEFT.format(row))
    return url


def close(store: str, month: Period) -> None:
    close_month(store, month, "cfo", today=AFTER)
    close_pay(store, LEAD, month, today=AFTER)


def numbers(store: str) -> set[str]:
    with open_store(store).reading() as look:
        return {number for closing in look.pay.closings().values() for number in closing.numbers.values()}


def test_what_was_billed_and_paid_agrees_with_rosters_at_each_step_of_a_forgetting(store: str) -> None:
    steps: tuple[Callable[[], object], ...] = (
        lambda: close(store, NOVEMBER),
        lambda: post(store, {FIRST: "birk", SECOND: "asta"}),
        lambda: forget(store, LEAD, "asta", at=FORGOTTEN),
        lambda: close(store, DECEMBER),
        lambda: post(store, {FIRST: "birk", SECOND: "birk"}),
        lambda: close(store, JANUARY),
        lambda: retain(store, LEAD, at=MONEY_GONE),
    )
    for step in steps:
        step()
        assert verify(store, AUTUMN).differences == ()
        assert verify_pay(store, LEAD, AUTUMN).differences == ()
    assert numbers(store) == {"LN-8"}
    with open_store(store).reading() as look:
        lines = [(line.id, line.month, line.amount, line.corrects) for line in look.pay.lines()]
    first, second = f"B1:{FIRST}:former-1", f"B1:{SECOND}:former-1"
    assert lines == [
        (f"B1:{FIRST}:birk", DECEMBER.first, 80_000, first),
        (first, NOVEMBER.first, 80_000, None),
        (f"{first}:credit", DECEMBER.first, -80_000, first),
        (f"B1:{SECOND}:birk", JANUARY.first, 80_000, second),
        (second, NOVEMBER.first, 80_000, None),
        (f"{second}:credit", JANUARY.first, -80_000, second),
    ]


def test_a_payroll_number_goes_with_the_name_and_out_of_closed_months_with_their_time(
    store: str, tmp_path: Path
) -> None:
    close(store, NOVEMBER)
    before = export_pay(store, LEAD, NOVEMBER, "danlon", tmp_path / "before").files[0].read_bytes()
    told = str(held(store, LEAD, "asta"))
    assert "LN-7" in told
    assert "LN-8" not in told
    forget(store, LEAD, "asta", at=FORGOTTEN)
    with open_store(store).reading() as look:
        assert "LN-7" not in look.inputs().documents["pay.toml"]
        assert 'birk = "LN-8"' in look.inputs().documents["pay.toml"]
    assert pay_month(store, LEAD, NOVEMBER).numbers == {"birk": "LN-8", "former-1": "LN-7"}
    again = export_pay(store, LEAD, NOVEMBER, "danlon", tmp_path / "after").files[0].read_bytes()
    assert again == before
    retain(store, LEAD, at=MONEY_GONE)
    assert numbers(store) == set()
    assert "LN-7" not in str(held(store, LEAD, "former-1"))


def test_who_has_no_line_in_a_month_is_in_no_record_of_its_money(store: str) -> None:
    """Or each month that is closed meanwhile would keep the names of all who left for years to come."""
    close(store, NOVEMBER)
    with open_store(store).reading() as look:
        charged, paid = look.charges.closings()[NOVEMBER.first], look.pay.closings()[NOVEMBER.first]
    assert charged.names.consultants == paid.names.consultants == {"asta": "Asta Fyrlund"}
    close(store, DECEMBER)
    assert forget(store, LEAD, "asta", dry_run=True, at=FORGOTTEN).former.money_until == date(2031, 12, 31)
