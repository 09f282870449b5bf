"""Who is on, what a customer sees of it, and the log, as people use them in a real browser."""

import pytest

from rostering.domain.users import Role
from samples.browsing import Visiting, follow


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_customers_link_is_made_opened_without_signing_in_and_revoked(work: Visiting, script: bool) -> None:
    lead = work(Role.OPS, "/on-call", script=script)
    follow(lead.page.get_by_role("link", name="Links of customers"))
    lead.page.get_by_label("Customer").select_option("Tidselbo Dyrefoder A/S")
    lead.page.get_by_label("Whom it is for").fill("service desk")
    follow(lead.page.get_by_role("button", name="Make the link"))
    address = lead.page.locator("pre.command").inner_text()
    lead.fits()
    customer = work(None, address.removeprefix(lead.base), phone=True, dark=True, script=script)
    assert "On call for Tidselbo Dyrefoder A/S" in customer.text()
    assert customer.page.locator("header").count() == 0
    customer.fits()
    if script:
        customer.axe()
    customer.picture("customer-dark-phone")
    lead.goto("/on-call/links")
    assert address not in lead.page.content()
    lead.page.get_by_role("button", name="Revoke").click()
    asked = lead.page.get_by_role("dialog").inner_text()
    assert "Revoke this link?" in asked
    assert "Tidselbo Dyrefoder A/S · service desk" in asked
    follow(lead.page.get_by_role("button", name="Revoke it"))
    assert "No customer has a link." in lead.text()
    assert customer.goto(address.removeprefix(lead.base)).status == 410
    assert "This link has ended" in customer.text()


def test_weeks_are_turned_by_links(look: Visiting) -> None:
    visit = look(Role.VIEWER, "/on-call", phone=True, language="da")
    assert "Denne uge" in visit.text()
    for name in ("Ugen efter", "Ugen efter", "Ugen før"):
        follow(visit.page.get_by_role("link", name=name))
    follow(visit.page.get_by_role("link", name="Denne uge"))
    assert visit.path == "/on-call"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_log_is_filtered_and_an_entry_opened(look: Visiting, script: bool) -> None:
    visit = look(Role.OPS, "/log", script=script, phone=True)
    visit.page.get_by_label("Who").select_option("tester")
    visit.page.get_by_label("What it was about").fill("leave.csv")
    follow(visit.page.get_by_role("button", name="Show"))
    assert visit.page.locator(".entry").count() == 1
    follow(visit.page.get_by_role("link", name="more records"))
    assert visit.page.locator(".records > li").count() > 100
    visit.fits()
    follow(visit.page.get_by_role("link", name="Log").last)
    visit.page.get_by_label("From").fill("2001-01-01")
    visit.page.get_by_label("To", exact=True).fill("2001-01-31")
    follow(visit.page.get_by_role("button", name="Show"))
    assert "Nothing was done that fits this filter." in visit.text()
    follow(visit.page.get_by_role("link", name="Show all"))
    assert visit.page.locator(".entry").count() > 5
