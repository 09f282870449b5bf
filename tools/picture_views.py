"""What the pictures of the tour show: who looks at which page, with what, and what they do there first."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demo_service import BASE

if TYPE_CHECKING:
    from playwright.sync_api import Page


def as_it_is(_page: "Page") -> None:
    """Nothing is done first."""


@dataclass(frozen=True)
class View:
    """A page as somebody sees it."""

    path: str
    who: str | None = "ops"
    first: Callable[["Page"], None] = as_it_is
    """What they do there before the picture is taken."""
    phone: bool = False
    dark: bool = False
    paper: bool = False
    """The first sheet that the page prints."""
    height: int = 860


def plan(page: "Page") -> None:
    """Ask for a plan, and look on while it becomes better."""
    page.locator("#f-period").fill("2027Q1")
    page.locator("input[value=thorough]").check()
    page.locator("#f-minutes").fill("10")
    page.locator("main button.primary").click()
    page.locator(".way canvas").wait_for(timeout=120_000)
    page.locator("tr.now", has_text="Preferences").wait_for(timeout=120_000)
    page.wait_for_timeout(3_500)


def give(page: "Page") -> None:
    """Give a duty to whoever could take it best, and look at the draft."""
    page.locator("button[name=to]").first.click()
    page.locator(".drafted").wait_for()


def fall_ill(page: "Page") -> None:
    """Look for ways to do without somebody over Christmas."""
    page.locator("#f-who_1").select_option("emil")
    page.locator("#f-from_1").fill("2026-12-14")
    page.locator("#f-to_1").fill("2026-12-27")
    page.locator("main button.primary").click()
    page.locator(".three").wait_for(timeout=120_000)


def choose(page: "Page") -> None:
    """Look for ways, and at what publishing the first of them would do."""
    fall_ill(page)
    page.locator(".three a.primary").click()
    page.locator(".signing").wait_for()


def offer(page: "Page") -> None:
    """Offer the next duty to all who can take it."""
    page.locator(".duties .to-swap").first.click()
    page.get_by_label(re.compile("All who can take it")).check()
    page.locator("#note-give").fill("My sister gets married.")
    page.get_by_role("button", name="Offer it").click()
    page.get_by_text("It is on offer.").wait_for()


def decide(page: "Page") -> None:
    """Take the offer for somebody who has said so, and look at it as an ops lead."""
    page.get_by_role("link", name=re.compile("Anna")).click()
    page.locator(".people a").nth(1).click()
    page.get_by_role("button", name="Take it").click()
    page.get_by_text("once an ops lead approves").wait_for()
    page.goto(page.url.partition("/me/")[0] + "/swaps")
    page.get_by_role("link", name=re.compile("Anna")).click()


def ask_for_a_quote(page: "Page") -> None:
    """Ask what two evenings would cost, while the customer waits."""
    page.get_by_label("Customer").select_option("Lyngtoft Legetøj A/S")
    page.get_by_label("From").fill("2026-12-09")
    page.get_by_label("To", exact=True).fill("2026-12-10")
    page.get_by_label("Part of the day").select_option("Evening")
    page.get_by_label("PIM").select_option("1")
    page.get_by_role("button", name="Work it out").click()
    page.get_by_role("button", name="Make it a booking").wait_for(timeout=60_000)


def close(page: "Page") -> None:
    """Close the month."""
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name=re.compile("for good")).click()
    page.get_by_text("closed, not exported").wait_for()


def read_an_invoice(page: "Page") -> None:
    """Open the first of the month's invoices."""
    page.locator("main table.drafts a, main table a").first.click()
    page.frame_locator("iframe").locator("table").wait_for()


def wish(page: "Page") -> None:
    """Wish for days on a month's calendar."""
    page.get_by_label(re.compile("Rather not")).check()
    for day in ("2026-12-04", "2026-12-05"):
        page.locator(f'.calendar input[value="{day}"]').check()
    page.locator(".pick").evaluate("part => part.scrollIntoView()")


def cancel(page: "Page") -> None:
    """Cancel a booking that is published, and be told what that would mean."""
    page.get_by_label("Cancelled", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Save it all the same").wait_for()


def add_link(page: "Page") -> None:
    """Make a calendar link."""
    page.get_by_label("Name", exact=True).fill("My phone")
    page.get_by_role("button", name="Make the link").click()
    page.locator("svg.qr").wait_for()


def open_customers_link(page: "Page") -> None:
    """Make a link for a customer, and open it as the customer."""
    page.get_by_label("Customer").select_option("Tidselbo Dyrefoder A/S")
    page.get_by_label("Whom it is for").fill("service desk")
    page.get_by_role("button", name="Make the link").click()
    address = page.locator("pre.command").inner_text()
    page.context.clear_cookies()
    page.goto(page.url.partition("/on-call")[0] + address.removeprefix(BASE))


VIEWS = {
    "sign-in": View("/sign-in", who=None, height=640),
    "board": View("/board?period=2026Q4", height=1180),
    "board-dark": View("/board?period=2026-12", dark=True),
    "board-phone": View("/board?period=2026-11", who="anna", phone=True),
    "board-printed": View("/board?period=2026-12", paper=True),
    "seat": View("/board/seat/preparedness:2026-12-25:backend:1", height=1100),
    "person": View("/board/person/anna", height=1100),
    "compare": View("/board/compare?before=1&after=2", height=1100),
    "me-phone": View("/me", who="anna", phone=True),
    "leave-phone": View("/me/leave?month=2026-12", who="anna", first=wish, phone=True),
    "links": View("/me/links", who="anna", first=add_link, height=1000),
    "who-is-on": View("/on-call", who="viewer"),
    "customer-phone": View("/on-call/links", first=open_customers_link, phone=True),
    "bookings": View("/data/bookings"),
    "booking": View("/data/bookings/record/B-2026-046", first=cancel, height=960),
    "log": View("/log"),
    "draft": View("/board/seat/preparedness:2026-12-25:backend:1?roster=1", first=give, height=1000),
    "repair": View("/board/repair?roster=1", first=fall_ill, height=1400),
    "publish": View("/board/repair?roster=1", first=choose, height=1900),
    "quote": View("/questions/quote", first=ask_for_a_quote, height=1000),
    "swap-phone": View("/me", who="anna", first=offer, phone=True),
    "swap": View("/swaps", first=decide, height=1000),
    "month-end": View("/month-end/2026-12/close", who="finance", first=close, height=1000),
    "invoice": View("/month-end/2026-12/invoices", who="finance", first=read_an_invoice, height=1100),
    "plan": View("/board/plan", first=plan, height=1000),
}
"""Each picture by its name; the plan comes last, as it goes on beside what follows."""
