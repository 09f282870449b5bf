"""The pages of pay, and one's own: who sees what, closing on what was shown, files, margins."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rostering.domain.users import Actor, Role
from rostering.services.callouts.recording import add
from rostering.services.pay.pay_closing import close_pay
from rostering.store import open_store
from samples.closable_firm import FIRST, HOLDERS, NOVEMBER, closable, load, post
from samples.own_pages import site_of
from samples.page_people import Person, said, session_of
from samples.small_firm import DOCUMENTS

AT = datetime(2026, 12, 3, 12, tzinfo=UTC)
MONTH = "/month-end/pay/2026-11"
ALLOWANCE = '[[packages.allowances]]\nid = "urgent"\nname = "Urgent tickets"\noften = "2 a month"\ncounts = ["p1"]\n'
PACKAGES = DOCUMENTS["packages.toml"].replace("[[packages.obligations]]", f"{ALLOWANCE}\n[[packages.obligations]]", 1)
Someone = Callable[..., Person]


@pytest.fixture
def store(tmp_path: Path) -> str:
    return closable(str(tmp_path / "rostering.db"), tmp_path / "firm")


@pytest.fixture
def person(store: str) -> Iterator[Someone]:
    made: list[Person] = []

    def make(role: Role = Role.FINANCE, consultant: str | None = None, language: str | None = None) -> Person:
        one = Person(store, site=site_of(store, AT)).sign_in(session_of(store, role, consultant, language))
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


def test_finance_closes_a_month_on_what_was_shown_and_takes_its_files(person: Someone, store: str) -> None:
    finance = person()
    assert "November 2026 can be closed" in said(finance.get("/month-end/pay"))
    page = said(finance.get(MONTH))
    assert "1.600,00 kr." in page
    assert "Asta Fyrlund none 1.600,00 kr." in page
    form = finance.form(MONTH, f"{MONTH}/close")
    post(store, {**HOLDERS, FIRST: "birk"})
    assert finance.post(f"{MONTH}/close", **form).status_code == 409
    assert finance.send(MONTH, f"{MONTH}/close").status_code == 303
    assert "closed, not exported" in said(finance.get(MONTH))
    taken = finance.send(MONTH, f"{MONTH}/files", form="csv")
    assert taken.headers["Content-Disposition"].startswith('attachment; filename="pay-2026-11-csv.zip"')
    assert finance.send(MONTH, f"{MONTH}/files", form="csv").content == taken.content
    refused = finance.send(MONTH, f"{MONTH}/files", form="danlon")
    assert refused.status_code == 422
    assert "Asta Fyrlund has no payroll number" in said(refused)
    with open_store(store).reading() as look:
        assert [one.form for one in look.pay.exports()] == ["csv"]
    post(store, HOLDERS)
    assert "What later months take back and add for dates of November 2026." in said(finance.get(MONTH))


def test_what_is_left_is_shown_to_finance_and_ops_leads_alone(person: Someone) -> None:
    assert "Havnekontoret Køl A/S 7.500,00 kr. 1.600,00 kr. 5.900,00 kr." in said(
        person().get("/month-end/2026-11/margin")
    )
    asta = person(Role.CONSULTANT, "asta")
    for path in ("/month-end/2026-11/margin", "/month-end/pay", MONTH):
        assert asta.get(path).status_code == 403


def test_a_consultant_sees_their_own_lines_and_nobody_elses(person: Someone, store: str) -> None:
    close_pay(store, Actor.ops("lead"), NOVEMBER, early=True)
    post(store, {**HOLDERS, FIRST: "birk"})
    asta, birk = person(Role.CONSULTANT, "asta"), person(Role.CONSULTANT, "birk")
    page = said(asta.get("/me/pay"))
    assert "taken back -800,00 kr." in page
    assert "Sum 1.600,00 kr." in page
    assert "Sum 800,00 kr." in said(birk.get("/me/pay"))
    assert birk.get("/me/pay?consultant=asta").status_code == 403
    assert "Sum 1.600,00 kr." in said(person(Role.OPS).get("/me/pay?consultant=asta"))
    assert "trukket tilbage" in said(person(Role.OPS, None, "da").get("/me/pay?consultant=asta"))


def test_a_firm_that_says_nothing_of_pay_is_told_so(person: Someone, store: str, tmp_path: Path) -> None:
    (tmp_path / "firm" / "pay.toml").unlink()
    load(store, tmp_path / "firm", pay_toml=None)
    assert "there is no pay.toml" in said(person().get("/month-end/pay"))
    assert "The firm does not say here what standby pays." in said(person(Role.CONSULTANT, "asta").get("/me/pay"))


def test_the_month_shows_callouts_and_tells_of_tickets_without_a_price(
    person: Someone, store: str, tmp_path: Path
) -> None:
    priced = DOCUMENTS["rates.toml"] + '\n[[callouts]]\namount = 1200\nbegun = "hour"\nfrom = 2026-01-01\n'
    load(store, tmp_path / "firm", packages_toml=PACKAGES, rates_toml=priced)
    for hour in (10, 12, 14):
        times = {"called": f"2026-11-11T{hour}:00", "ended": f"2026-11-11T{hour}:20"}
        said_of_it = {"customer": "havn", "who": "asta", "priority": "p1", "what": "x", **times}
        add(store, Actor.ops("lead"), said_of_it, AT)
    page = said(person().get("/month-end/2026-11"))
    assert "1 above the 2 that are included (Urgent tickets), without a price" in page
    assert "Call-out · Asta Fyrlund" in page
    line = said(person().get("/month-end/2026-11/line/callout:havn:1"))
    assert "1.200,00 kr. 60 minutes at 1.200,00 an hour" in line
