"""The month's end as finance does it in a real browser: what is in the way, closing, reading, billing, taking away."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from rostering.domain.inputs import Inputs
from rostering.domain.users import Role
from rostering.services.clock import now
from rostering.store import open_store
from samples.browsing import Visit, Visiting, expect, follow, store_of
from samples.running import Running

MONTH = "/month-end/2026-10"
BOOKING = "B-2026-033"


@contextmanager
def more_booked(store: str) -> Iterator[None]:
    """A booking of October asks for one more than was published, until it is mended."""
    with open_store(store).reading() as look:
        inputs = look.inputs()
    more = (replace(one, roles={**one.roles, "frontend": 1}) if one.id == BOOKING else one for one in inputs.bookings)
    _save(store, replace(inputs, bookings=tuple(more)))
    yield
    _save(store, inputs)


def _save(store: str, inputs: Inputs) -> None:
    with open_store(store).transaction() as tx:
        tx.replace_inputs(inputs)
        tx.log("lead", "book", BOOKING, at=now())


def saved(visit: Visit, link: str) -> bytes:
    """What a link lets the browser keep."""
    with visit.page.expect_download() as kept:
        visit.page.get_by_role("link", name=link).click()
    return Path(kept.value.path()).read_bytes()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_finance_closes_a_month_reads_an_invoice_bills_and_exports(
    work: Visiting, working: Running, script: bool
) -> None:
    visit = work(Role.FINANCE, script=script)
    page = visit.page
    with more_booked(store_of(working)):
        visit.goto("/")
        follow(page.get_by_role("link", name="See what is in the way"))
        assert "2 things are in the way of closing October 2026" in visit.text()
        visit.picture("month-hindered")
        follow(page.locator(".hindrances").get_by_role("link", name="See the day").first)
        assert visit.path == "/board/day/2026-10-21"
        assert "Serves Ravnsbo Byg A/S" in visit.text()
        visit.goto(f"{MONTH}/close")
        assert page.get_by_role("button", name="for good").count() == 0
    follow(page.get_by_role("link", name="Look again"))
    follow(page.get_by_role("button", name="Close October 2026 for good"))
    assert "closed, not exported" in visit.text()
    follow(page.get_by_role("link", name="Read invoices"))
    follow(page.get_by_role("link", name="Ravnsbo Byg A/S"))
    paper = page.frame_locator("iframe")
    expect(paper.locator("body")).to_contain_text("To pay, DKK")
    assert saved(visit, "XML, Peppol").startswith(b"<?xml")
    follow(page.get_by_role("link", name="The lines, and where they come from"))
    follow(page.locator(".lines").get_by_role("link").first)
    assert "By agreement" in visit.text()
    visit.goto(MONTH)
    follow(page.get_by_role("row", name="Egekrone").get_by_role("link", name="Mark as billed"))
    page.get_by_label("How it was billed").fill("letter of 4 November")
    follow(page.get_by_role("button", name="Mark as billed"))
    assert "billed by hand letter of 4 November" in visit.text()
    follow(page.get_by_role("link", name="Export", exact=True))
    page.get_by_label("Excel workbook").check()
    follow(page.get_by_role("button", name="Export"))
    book = load_workbook(BytesIO(saved(visit, "Download charges-2026-10.xlsx")))
    assert any(cell.value == "Ravnsbo Byg A/S" for sheet in book for row in sheet.iter_rows() for cell in row)
    visit.goto(MONTH)
    assert "all exported" in visit.text()
    _take_pdf(visit)


def _take_pdf(visit: Visit) -> None:
    page = visit.page
    visit.goto(f"{MONTH}/export")
    page.get_by_text("PDF", exact=True).click()
    follow(page.get_by_role("button", name="Export"))
    page.wait_for_url("**/exports/*", timeout=60_000)
    assert saved(visit, "invoice-2026-10-ravnsbo.pdf").startswith(b"%PDF-")


def test_the_pages_fit_a_phone_in_danish_and_have_no_fault(look: Visiting) -> None:
    visit = look(Role.FINANCE, phone=True, language="da", dark=True)
    line = "line/B-2026-036%3A2026-11-05%3A"
    for path in ("2026-11", "2026-11/close", "2026-11/export", "2026-11/invoices", "2026-11/differences", "forecast"):
        visit.goto(f"/month-end/{path}")
        visit.picture(f"month-end-{path.replace('/', '-')}-dark-phone-da")
        visit.fits()
        visit.axe()
    visit.goto("/month-end/2026-11")
    follow(visit.page.locator(f"a[href*='{line}']").first)
    assert "Efter aftale" in visit.text()
    visit.fits()
    visit.axe()


def test_a_consultant_and_a_viewer_see_no_money(look: Visiting) -> None:
    for role in (Role.CONSULTANT, Role.VIEWER):
        visit = look(role, "/board?period=2026-11")
        assert visit.page.get_by_role("link", name="Month end").count() == 0
        assert visit.goto("/month-end").status == 403
        assert "kr." not in visit.text()
