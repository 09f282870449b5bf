"""Pay in a store: shown, closed, corrected, exported and verified; call-outs' money; margins."""

import json
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path

import pytest

from rostering.billing.pay.pay_by_profile import NotPayable
from rostering.domain.charges import ChargeKind, MonthState
from rostering.domain.users import Actor, Role
from rostering.errors import BadCall, FaultyInput, StorageFailed
from rostering.services.access.rights import Forbidden
from rostering.services.callouts.recording import add, correct, withdraw
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.tracing import trace
from rostering.services.charges.verifying import verify
from rostering.services.month_ends.month_closing import AlreadyClosed, NoPayMonth, NotClosable, NotEnded
from rostering.services.pay.margins import margins
from rostering.services.pay.pay_closing import close_pay
from rostering.services.pay.pay_exporting import export_pay, known_pay_profiles
from rostering.services.pay.pay_ground import NoPay
from rostering.services.pay.pay_pages import own_pay, take_pay
from rostering.services.pay.pay_showing import NobodyPaid, show_pay
from rostering.services.pay.pay_verifying import verify_pay
from rostering.services.rosters.rewriting import rewritten
from rostering.store import Transaction, open_store
from samples.closable_firm import AUTUMN, DECEMBER, FIRST, HOLDERS, NOVEMBER, closable, load, post
from samples.paid_firm import COPENHAGEN
from samples.published_samples import NAMES, duty, version
from samples.small_firm import DOCUMENTS

LEAD = Actor.ops("lead")
FINANCE = Actor("cfo", Role.FINANCE)
ASTA = Actor("asta", Role.CONSULTANT, "asta")
AFTER = date(2027, 2, 1)
NUMBERS = DOCUMENTS["pay.toml"] + '\n[payroll_numbers]\nasta = "7"\nbirk = "=8"\n'
RATES = DOCUMENTS["rates.toml"] + '\n[[callouts]]\namount = 1200\nbegun = "half"\nfrom = 2026-01-01\n'
TICKET = '\n[[tickets]]\nallowance = "urgent"\namount = 500\nfrom = 2026-01-01\n'
LATE = datetime(2027, 1, 20, 12, tzinfo=COPENHAGEN)
CALL = {
    "customer": "havn",
    "who": "asta",
    "called": "2026-11-04T17:00",
    "ended": "2026-11-04T18:05",
    "priority": "p1",
    "what": "The shop is down",
}


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    return tmp_path / "firm"


@pytest.fixture
def store(tmp_path: Path, firm: Path) -> str:
    return closable(str(tmp_path / "rostering.db"), firm)


def told(store: str, **whose: str) -> list[tuple[str, int]]:
    return [(line.id, line.amount) for line in show_pay(store, LEAD, NOVEMBER, **whose).lines]


def test_pay_is_shown_closed_once_and_stays(store: str) -> None:
    assert told(store) == [("B1:2026-11-04:asta", 80_000), ("B1:2026-11-05:asta", 80_000)]
    closed = close_pay(store, FINANCE, NOVEMBER, today=AFTER)
    assert [line.amount for line in closed.lines] == [80_000, 80_000]
    assert closed.warnings == ()
    with pytest.raises(AlreadyClosed, match=f"2026-11 was closed already, .* by cfo: batch {closed.batch}"):
        close_pay(store, FINANCE, NOVEMBER, today=AFTER)
    post(store, {**HOLDERS, FIRST: "birk"})
    shown = show_pay(store, LEAD, NOVEMBER)
    assert shown.states == {NOVEMBER.first: MonthState.CLOSED}
    assert [(line.id, line.amount, state) for line, state in shown.later] == [
        ("B1:2026-11-04:asta:credit", -80_000, MonthState.OPEN),
        ("B1:2026-11-04:birk", 80_000, MonthState.OPEN),
    ]
    assert [line.consultant for line, _ in show_pay(store, LEAD, NOVEMBER, "birk").later] == ["birk"]
    close_pay(store, FINANCE, DECEMBER, today=AFTER)
    assert verify_pay(store, LEAD, AUTUMN).agrees
    with open_store(store).reading() as look:
        assert [entry.what for entry in look.audit_log() if entry.action == "close pay"] == [
            "pay 2026-11",
            "pay 2026-12",
        ]


def test_other_amounts_are_for_open_months(store: str, firm: Path) -> None:
    close_pay(store, FINANCE, NOVEMBER, today=AFTER)
    load(store, firm, pay_toml=NUMBERS.replace("amount = 800", "amount = 999"))
    assert told(store) == [("B1:2026-11-04:asta", 80_000), ("B1:2026-11-05:asta", 80_000)]
    assert show_pay(store, LEAD, DECEMBER).lines == ()


def test_a_month_is_closed_when_it_is_over_and_all_of_it_is_published(store: str) -> None:
    with pytest.raises(NotEnded, match=r"^2026-11 has not ended"):
        close_pay(store, FINANCE, NOVEMBER, today=NOVEMBER.last)
    early = close_pay(store, FINANCE, NOVEMBER, early=True, today=NOVEMBER.last)
    assert early.warnings == ("2026-11 has not ended yet: what changes in it from now on is paid in 2026-12 or later",)
    with pytest.raises(NotClosable, match=r"no roster is published for 2026-10-01\.\.2026-10-31$"):
        close_pay(store, FINANCE, AUTUMN.widened(31, 0).months()[0], today=AFTER)
    with pytest.raises(NoPayMonth, match=r"^pay is closed and exported by the month, and 2026-11-01\.\.2027-01-31"):
        close_pay(store, FINANCE, AUTUMN)


def test_without_pay_toml_nothing_is_paid(store: str, firm: Path) -> None:
    (firm / "pay.toml").unlink()
    load(store, firm, pay_toml=None)
    with pytest.raises(NoPay, match=r"^there is no pay\.toml: write beside the firm's files what standby pays"):
        show_pay(store, LEAD, NOVEMBER)
    assert own_pay(store, ASTA, "asta") is None


def test_a_kind_without_an_amount_is_told_and_in_the_way(store: str, firm: Path) -> None:
    load(store, firm, pay_toml='[[pay_cards]]\nfrom = 2026-01-01\nstandby = [{kind = "weekend", amount = 1}]\n')
    reason = "pay.toml has no amount for a duty of Readiness, Weekday evening (Backend) on 2026-11-04"
    assert show_pay(store, LEAD, NOVEMBER).unpriced[0] == reason
    with pytest.raises(NotClosable) as refused:
        close_pay(store, FINANCE, NOVEMBER, today=AFTER)
    assert refused.value.reasons[0] == reason


def test_nobody_sees_anothers_pay(store: str) -> None:
    assert told(store, who="asta")
    assert show_pay(store, ASTA, NOVEMBER, "asta").total == 160_000
    for whose in ("birk", None):
        with pytest.raises(Forbidden):
            show_pay(store, ASTA, NOVEMBER, whose)
    with pytest.raises(Forbidden):
        margins(store, ASTA, NOVEMBER)
    with pytest.raises(NobodyPaid, match=r"^there is no consultant 'astra' \(did you mean 'asta'\?\)$"):
        show_pay(store, LEAD, NOVEMBER, "astra")


def test_files_of_a_closed_month_are_the_same_bytes_and_payroll_needs_numbers(
    store: str, firm: Path, tmp_path: Path
) -> None:
    close_pay(store, FINANCE, NOVEMBER, today=AFTER)
    with pytest.raises(
        NotPayable, match=r"^Asta Fyrlund has no payroll number: write it into pay\.toml, as asta under"
    ):
        export_pay(store, FINANCE, NOVEMBER, "danlon", tmp_path)
    load(store, firm, pay_toml=NUMBERS)
    written = {}
    for form in ("csv", "xlsx", "json", *(one.name for one in known_pay_profiles())):
        written[form] = export_pay(store, FINANCE, NOVEMBER, form, tmp_path / "a")
        again = export_pay(store, FINANCE, NOVEMBER, form, tmp_path / "b")
        for one, other in zip(written[form].files, again.files, strict=True):
            assert one.read_bytes() == other.read_bytes()
    danlon = (tmp_path / "a" / "pay-2026-11.danlon.csv").read_text("cp1252").splitlines()
    assert [row.split(";")[1:] for row in danlon] == [["7", "10", "100", "80000", "80000"]] * 2
    table = (tmp_path / "a" / "pay-2026-11.csv").read_text("utf-8-sig").splitlines()
    assert table[0] == "Date;Consultant;Payroll number;For;Hours;Rate;Amount;Id;Corrects"
    manifest = written["zenegy"].manifest
    assert (manifest["control_sum_ore"], manifest["column_sums_ore"]) == (160_000, {"Amount": 160_000})
    assert written["zenegy"].warnings[0].startswith("2026-11 was exported as ")
    assert json.loads((tmp_path / "a" / "pay-2026-11.json").read_text())["lines"][0]["payroll_number"] == "7"
    assert take_pay(store, FINANCE, NOVEMBER, "csv").body == take_pay(store, FINANCE, NOVEMBER, "csv").body
    assert verify_pay(store, LEAD, NOVEMBER).agrees
    with pytest.raises(BadCall, match=r"^pay cannot be exported as 'dataløn'; known: csv, xlsx, json, danlon, datalon"):
        export_pay(store, FINANCE, NOVEMBER, "dataløn", tmp_path)


def test_what_is_taken_back_is_a_number_in_the_table_and_texts_are_no_formulas(
    store: str, firm: Path, tmp_path: Path
) -> None:
    close_pay(store, FINANCE, NOVEMBER, today=AFTER)
    post(store, {**HOLDERS, FIRST: "birk"})
    load(store, firm, pay_toml=NUMBERS.replace('"7"', '"=7+1"'))
    export_pay(store, FINANCE, DECEMBER, "csv", tmp_path)
    rows = [row.split(";") for row in (tmp_path / "pay-2026-12.csv").read_text("utf-8-sig").splitlines()]
    assert {("'=7+1", "-800,00")} == {(row[2], row[6]) for row in rows if row[1] == "Asta Fyrlund"}


def test_a_browser_names_a_profile_and_no_file(store: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('title = "Ours"\n')
    with pytest.raises(BadCall, match=r"^pay cannot be exported as '.*ours\.toml'; known: csv, xlsx, json, danlon"):
        take_pay(store, FINANCE, NOVEMBER, str(path))


def test_a_profile_of_ones_own_is_read_with_all_its_faults(store: str, tmp_path: Path) -> None:
    profile = 'title = "Ours"\nkind = "csv"\ndate = "dd-mm-yyyy"\n\n[[columns]]\nfield = "payrol_number"\n'
    (tmp_path / "ours.toml").write_text(profile)
    with pytest.raises(FaultyInput, match=r"unknown field 'payrol_number' \(did you mean 'payroll_number'\?\)"):
        export_pay(store, FINANCE, NOVEMBER, "ours", tmp_path / "out", tmp_path)
    (tmp_path / "ours.toml").write_text(profile.replace("payrol_number", "amount"))
    exported = export_pay(store, FINANCE, NOVEMBER, "ours", tmp_path / "out", tmp_path)
    assert exported.preview
    assert exported.files[0].read_bytes() == b"amount\r\n800,00\r\n800,00\r\n"


def test_a_callout_is_paid_and_billed_and_corrected_after_the_close(store: str, firm: Path) -> None:
    load(store, firm, rates_toml=RATES)
    add(store, LEAD, CALL, LATE)
    assert ("callout:1:asta", 60_000) in told(store)
    (line,) = [one for one in show_charges(store, NOVEMBER).lines if one.kind is ChargeKind.CALLOUT]
    assert (line.id, line.amount, line.rule) == ("callout:havn:1", 180_000, "90 minutes at 1.200,00 an hour")
    assert trace(store, line.id).line == line
    close_month(store, NOVEMBER, "cfo", today=AFTER)
    close_pay(store, FINANCE, NOVEMBER, today=AFTER)
    load(store, firm, rates_toml=RATES.replace("1200", "5000"))
    assert show_charges(store, DECEMBER).lines == ()
    correct(store, LEAD, 1, {"ended": "2026-11-04T17:30"}, at=LATE)
    assert [(one.id, one.amount) for one in show_charges(store, DECEMBER).lines] == [
        ("callout:havn:1:credit", -180_000),
        ("callout:havn:1:2", 60_000),
    ]
    close_pay(store, FINANCE, DECEMBER, today=AFTER)
    withdraw(store, LEAD, 1, at=LATE)
    later = show_pay(store, LEAD, NOVEMBER).later
    assert [(one.id, one.amount) for one, _ in later] == [
        ("callout:1:asta:credit", -60_000),
        ("callout:1:asta:2", 40_000),
        ("callout:1:asta:2:credit", -40_000),
    ]
    assert sum(one.amount for one in show_pay(store, LEAD, AUTUMN).lines) == 160_000
    assert verify(store, AUTUMN).agrees
    assert verify_pay(store, LEAD, AUTUMN).agrees


def test_a_callout_that_goes_on_is_in_the_way_of_its_pay(store: str) -> None:
    add(store, LEAD, {**CALL, "called": "2026-11-30T20:00", "ended": ""}, datetime(2026, 11, 30, 21, tzinfo=COPENHAGEN))
    with pytest.raises(NotClosable, match=r"call-out 1 of 2026-11-30 has not ended$"):
        close_pay(store, FINANCE, NOVEMBER, today=AFTER)


def test_margins_add_up_to_charges_less_pay(store: str) -> None:
    found = margins(store, FINANCE, NOVEMBER)
    assert [(one.customer, one.charged, one.paid, one.left) for one in found.customers] == [
        ("havn", 750_000, 160_000, 590_000)
    ]
    assert found.left == show_charges(store, NOVEMBER).lines[0].amount * 2 - show_pay(store, LEAD, NOVEMBER).total


def test_the_database_lets_nobody_add_to_a_closed_month_of_pay(url: str, firm: Path) -> None:
    store = closable(url, firm)
    closed = close_pay(store, FINANCE, NOVEMBER, today=AFTER)
    late = closed.lines[0].again(1, NOVEMBER.first, None)
    with open_store(store).reading() as look:
        closing = look.pay.closings()[NOVEMBER.first]
    assert closing.batch == closed.batch
    with pytest.raises(StorageFailed, match="pay of a closed month is append-only"), _changing(store) as tx:
        tx.pay.close(closing, (late,))


def _changing(store: str) -> AbstractContextManager[Transaction]:
    return open_store(store).transaction()


def test_whoever_publishes_a_change_of_duties_whose_pay_is_closed_is_told(store: str) -> None:
    with open_store(store).transaction() as tx:
        duties = [duty("birk", FIRST, role="backend", hours="16:00-22:00", booking="B1", customers=("havn",))]
        number = tx.add_version(version(0, AUTUMN, duties, names=NAMES)).number

    def told_then() -> tuple[str, ...]:
        with open_store(store).reading() as reading:
            return rewritten(reading, reading.version(number), reading.publications_on(AUTUMN), FIRST)

    assert told_then() == ()
    close_pay(store, FINANCE, NOVEMBER, today=AFTER)
    assert told_then() == ("2 duties of months whose pay is closed, from 2026-11-04 to 2026-11-05",)
