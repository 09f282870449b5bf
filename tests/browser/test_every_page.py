"""What holds of every page: no fault of accessibility, and no wider than the window, by day and in the dark."""

from typing import Any

import pytest

from rostering.domain.users import Role
from samples.browsing import Visiting

PAGES: tuple[tuple[Role | None, str], ...] = (
    (None, "/sign-in"),
    (None, f"/sign-in/{'x' * 43}"),
    (None, "/nowhere"),
    (Role.OPS, "/"),
    (Role.CONSULTANT, "/"),
    (Role.FINANCE, "/"),
    (Role.VIEWER, "/"),
    (Role.OPS, "/components"),
    (Role.VIEWER, "/components"),
    (Role.OPS, "/account"),
    (Role.OPS, "/account?changed=password"),
    (Role.OPS, "/board/plan"),
    (Role.OPS, "/board/plan?period=2027Q1"),
    (Role.OPS, "/board/jobs"),
    (Role.CONSULTANT, "/board/plan"),
    (Role.OPS, "/board?period=2026-12"),
    (Role.CONSULTANT, "/board?period=2026Q4"),
    (Role.VIEWER, "/board?period=2027-05"),
    (Role.OPS, "/board/seat/preparedness:2026-12-25:backend:1"),
    (Role.FINANCE, "/board/day/2026-12-12"),
    (Role.CONSULTANT, "/board/person/bjoern"),
    (Role.VIEWER, "/board/compare?before=1&after=1"),
    (Role.CONSULTANT, "/me"),
    (Role.CONSULTANT, "/me/leave"),
    (Role.CONSULTANT, "/me/leave?month=2027-02"),
    (Role.CONSULTANT, "/me/links"),
    (Role.OPS, "/me"),
    (Role.OPS, "/me?consultant=mads"),
    (Role.OPS, "/on-call"),
    (Role.VIEWER, "/on-call?week=2027-01-02"),
    (Role.OPS, "/on-call/links"),
    (None, f"/on-call/{'x' * 43}"),
    (Role.OPS, "/data"),
    (Role.OPS, "/data/consultants"),
    (Role.OPS, "/data/consultants/record/anna"),
    (Role.FINANCE, "/data/bookings/record/B-2026-041"),
    (Role.OPS, "/data/files/rates.toml"),
    (Role.OPS, "/data/values/policy.toml"),
    (Role.OPS, "/log"),
    (Role.FINANCE, "/log?record=import"),
    (Role.OPS, "/log/1"),
)
"""Who looks at what; whoever builds a page adds it here."""
WAYS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "phone": {"phone": True, "language": "da"},
    "dark": {"dark": True, "language": "da"},
    "dark phone": {"dark": True, "phone": True},
    "wide": {"viewport": {"width": 1920, "height": 1080}},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("role", "path"), PAGES, ids=str)
def test_a_page_is_as_it_has_to_be(look: Visiting, role: Role | None, path: str, way: str) -> None:
    visit = look(role, path, **WAYS[way])
    visit.picture(f"{role or 'nobody'}{path.replace('/', '-')[:20]}-{way}")
    visit.fits()
    visit.axe()


@pytest.mark.parametrize(("role", "path"), PAGES, ids=str)
def test_a_page_says_what_it_is_in_its_title_its_one_heading_and_its_language(
    look: Visiting, role: Role | None, path: str
) -> None:
    page = look(role, path, language="da", script=False).page
    assert page.locator("h1").count() == 1
    assert page.title().endswith("Nordlys Digital")
    assert page.locator("html").get_attribute("lang") == "da"


def test_the_keyboard_leads_past_the_header_and_into_the_menu(look: Visiting) -> None:
    page = look(Role.OPS, "/account").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    menu = page.get_by_role("button", name="You: ops")
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Your account"
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Your account").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == "you"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_dialog_opens_and_closes_with_and_without_a_script(look: Visiting, script: bool) -> None:
    page = look(Role.OPS, "/components", script=script).page
    page.get_by_role("button", name="Opens a dialog").click()
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_role("heading", name="Throw draft 12 away?").is_visible()
    dialog.get_by_role("button", name="Close").click()
    assert not dialog.is_visible()
