"""What holds of every page: no fault of accessibility, and no wider than the window, by day and in the dark."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest

from rostering.domain.users import Role
from samples.browsing import RULES, Visit, Visiting, expect


class Seen(NamedTuple):
    """A way to look at a page."""

    name: str
    window: dict[str, int]
    dark: bool = False
    rules: Sequence[str] = RULES


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
    (Role.OPS, "/board/repair"),
    (Role.CONSULTANT, "/me"),
    (Role.CONSULTANT, "/me/leave"),
    (Role.CONSULTANT, "/me/leave?month=2027-02"),
    (Role.CONSULTANT, "/me/links"),
    (Role.CONSULTANT, "/me/swaps"),
    (Role.CONSULTANT, "/me/callouts"),
    (Role.OPS, "/swaps"),
    (Role.CONSULTANT, "/me/pay"),
    (Role.OPS, "/callouts"),
    (Role.OPS, "/callouts/report"),
    (Role.OPS, "/service-reports"),
    (Role.OPS, "/pagers"),
    (Role.OPS, "/chats"),
    (Role.OPS, "/people"),
    (Role.OPS, "/obligations?period=2027Q1"),
    (Role.OPS, "/obligations/egekrone:tactical_meeting:2027Q1"),
    (Role.OPS, "/obligations/promises"),
    (Role.OPS, "/me"),
    (Role.OPS, "/me?consultant=mads"),
    (Role.OPS, "/on-call"),
    (Role.VIEWER, "/on-call?week=2027-01-02"),
    (Role.OPS, "/on-call/links"),
    (None, f"/on-call/{'x' * 43}"),
    (Role.OPS, "/questions/what-if?period=2026-12&change=add_leave+emil:2026-12-12"),
    (Role.FINANCE, "/month-end"),
    (Role.FINANCE, "/month-end/profiles"),
    (Role.OPS, "/month-end/2026-11"),
    (Role.FINANCE, "/month-end/pay/2026-11"),
    (Role.FINANCE, "/month-end/2026-11/export"),
    (Role.FINANCE, "/month-end/2026-11/invoices/2026-11-lyngtoft"),
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
DESK = {"width": 1280, "height": 900}
WIDE = {"width": 1920, "height": 1080}
PHONE = {"width": 375, "height": 812}
MOVED = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
"""Rules that look at colours, places and sizes; all others find the same in the dark and in a wider window."""
WAYS: dict[str, tuple[dict[str, Any], tuple[Seen, ...]]] = {
    "at a desk": (
        {},
        (Seen("desk", DESK), Seen("wide", WIDE, rules=MOVED), Seen("dark phone", PHONE, dark=True, rules=MOVED)),
    ),
    "on a phone": (
        {"phone": True, "language": "da"},
        (Seen("phone", PHONE), Seen("dark", DESK, dark=True, rules=MOVED)),
    ),
}
"""Who opens a page, and how it is then looked at: in either language small and large, by day and in the dark."""
IT_IS = "page => [page.querySelectorAll('h1').length, page.title, page.documentElement.lang]"
IT_IS_WITHOUT_SCRIPTS = f"html => ({IT_IS})(new DOMParser().parseFromString(html, 'text/html'))"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("role", "path"), PAGES, ids=str)
def test_a_page_is_as_it_has_to_be(look: Visiting, role: Role | None, path: str, way: str) -> None:
    options, ways = WAYS[way]
    visit = look(role, **options)
    answer = visit.goto(path)
    for seen in ways:
        visit.page.set_viewport_size(seen.window)  # type: ignore[arg-type]
        visit.page.emulate_media(color_scheme="dark" if seen.dark else "light")
        visit.picture(f"{role or 'nobody'}{path.replace('/', '-')[:20]}-{seen.name}")
        visit.fits()
        visit.axe(rules=seen.rules)
    if options.get("language") == "da":
        says_what_it_is(visit, answer.text())


def says_what_it_is(visit: Visit, html: str) -> None:
    """Let a Danish page have one heading, a title and its language, with scripts and as it is read without them."""
    for headings, title, language in (
        visit.page.evaluate(f"() => ({IT_IS})(document)"),
        visit.page.evaluate(IT_IS_WITHOUT_SCRIPTS, html),
    ):
        assert headings == 1
        assert title.endswith("Nordlys Digital")
        assert language == "da"


def test_the_keyboard_leads_past_the_header_and_into_the_menu(look: Visiting) -> None:
    page = look(Role.OPS, "/account").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    menu = page.get_by_role("button", name="You: ops")
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Your account"
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Your account")).not_to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == "you"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_dialog_opens_and_closes_with_and_without_a_script(look: Visiting, script: bool) -> None:
    page = look(Role.OPS, "/components", script=script).page
    page.get_by_role("button", name="Opens a dialog").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Throw draft 12 away?")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).not_to_be_visible()
