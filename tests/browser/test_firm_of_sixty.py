"""The three lives in a firm of sixty in two local teams: a lead, a consultant on the phone, finance."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rostering.domain.seats import Duty
from rostering.domain.users import Role
from rostering.rosters.history import current_duties
from rostering.store import open_store
from samples.browsing import Visiting, follow, serving, store_of, visits
from samples.open_pages import OpenPages
from samples.running import Running
from samples.shared import made_once
from samples.signing_off import sign_off
from samples.two_teams import CONSULTANT, QUARTER, make_two_teams


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The service of the firm; its tests change different things."""
    made = made_once(tmp_path_factory, "sixty", lambda folder: make_two_teams(folder / "sixty.db")) / "sixty.db"
    with serving(made, tmp_path_factory.mktemp("sixty")) as service:
        yield service


@pytest.fixture
def at_work(open_pages: OpenPages, firm: Running) -> Iterator[Visiting]:
    """Makes visits to it."""
    with visits(open_pages, firm) as visiting:
        yield visiting


def published(firm: Running) -> list[Duty]:
    with open_store(store_of(firm)).reading() as reading:
        return list(current_duties(reading.publications(), QUARTER))


def test_a_lead_gives_a_duty_of_one_team_to_somebody_else_and_publishes(at_work: Visiting, firm: Running) -> None:
    visit = at_work(Role.OPS, "/board?period=2099-12")
    visit.fits()
    visit.goto("/board?period=2099-12&team=team01")
    people = visit.page.locator("tr[data-to]").count()
    assert 0 < people <= 30
    visit.picture("sixty-board")
    seat = next(duty for duty in published(firm) if duty.seat.team == "team01" and duty.seat.day.month == 12)
    visit.goto(f"/board/seat/{seat.seat.id}")
    page = visit.page
    follow(page.locator("button[name=to]:not([value='-'])").first)
    page.wait_for_url("**roster=2")
    assert "One change by hand, since roster 1" in visit.text()
    follow(page.get_by_role("link", name="Publish …"))
    sign_off(visit, "as agreed")
    (after,) = [duty for duty in published(firm) if duty.seat.id == seat.seat.id]
    assert after.consultant != seat.consultant


def test_a_consultant_swaps_on_the_phone_within_the_team(at_work: Visiting, firm: Running) -> None:
    mine = [duty for duty in published(firm) if duty.consultant == CONSULTANT]
    anna = at_work(Role.CONSULTANT, "/me", phone=True)
    anna.fits()
    follow(anna.page.locator(".duties .to-swap").first)
    anna.page.get_by_label(re.compile("All who can take it")).check()
    follow(anna.page.get_by_role("button", name="Offer it"))
    lead = at_work(Role.OPS, "/swaps")
    follow(lead.page.get_by_role("link", name=re.compile("Consultant 0")))
    follow(lead.page.locator(".people a").nth(1))
    follow(lead.page.get_by_role("button", name="Take it"))
    lead.goto("/swaps")
    follow(lead.page.get_by_role("link", name=re.compile("Consultant 0")))
    lead.fits()
    follow(lead.page.get_by_role("button", name="Approve", exact=True))
    assert "It is approved, and published." in lead.text()
    assert len([duty for duty in published(firm) if duty.consultant == CONSULTANT]) == len(mine) - 1


def test_finance_closes_a_month_and_exports_it(at_work: Visiting) -> None:
    visit = at_work(Role.FINANCE, "/month-end/2099-10")
    visit.fits()
    page = visit.page
    follow(page.get_by_role("link", name="Close", exact=False).first)
    page.get_by_role("checkbox").check()
    follow(page.get_by_role("button", name=re.compile("for good")))
    assert "closed, not exported" in visit.text()
    follow(page.get_by_role("link", name="Export", exact=True))
    page.get_by_label("Excel workbook").check()
    follow(page.get_by_role("button", name="Export"))
    with page.expect_download() as kept:
        page.get_by_role("link", name="Download charges-2099-10.xlsx").click()
    assert Path(kept.value.path()).read_bytes().startswith(b"PK")


def test_the_data_of_the_firm_is_searched_and_narrowed(at_work: Visiting) -> None:
    visit = at_work(Role.OPS, "/data/consultants")
    visit.fits()
    assert "Consultant 59" in visit.text()
    visit.goto("/data/bookings")
    visit.fits()
