"""The board as people work with it: by mouse, by keyboard, on a phone, on paper, and without a script."""

import re

import pytest

from rostering.domain.users import Role
from rostering.services.rosters.edits import assign
from rostering.services.rosters.showing import show
from samples.browsing import Visiting, expect, follow, store_of
from samples.running import Running

SEAT = "preparedness:2026-12-25:backend:1"
"""A seat of the demo."""
DECEMBER = "/board?period=2026-12"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_ops_lead_finds_why_a_seat_is_empty_and_what_would_fill_it(
    work: Visiting, working: Running, script: bool
) -> None:
    assign(store_of(working), 1, SEAT, None, "tester")
    page = work(Role.OPS, f"{DECEMBER}&roster=2", script=script).page
    alert = page.get_by_role("alert")
    assert alert.get_by_text("1 seat is empty").is_visible()
    follow(alert.get_by_role("link", name="Fri 25 Dec", exact=True))
    assert page.get_by_role("heading", name="Backend, Fri 25 Dec 2026").is_visible()
    assert page.get_by_text("Anna Lyngholt is on leave on Fri 25 Dec.").is_visible()
    page.get_by_role("link", name="Search for what would fill it").click()
    page.get_by_text("proven").first.wait_for()
    assert page.url.partition("?")[0].endswith("/search") is not script  # with a script only a part of the page changes
    expect(page.get_by_role("link", name="Search for what would fill it")).to_have_count(0)
    follow(page.get_by_role("link", name="Board, December 2026"))
    assert page.url.endswith("/board?period=2026-12&roster=2")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_board_is_filtered_and_leafed_through(look: Visiting, script: bool) -> None:
    page = look(Role.OPS, DECEMBER, script=script).page
    page.get_by_label("Role").select_option("PIM")
    follow(page.get_by_role("button", name="Show", exact=True))
    table = page.get_by_role("table", name="Who is on duty, December 2026")
    assert table.get_by_text("Dagny Præstholm").is_visible()
    assert table.get_by_text("Anna Lyngholt").count() == 0
    follow(page.get_by_role("link", name="November 2026"))
    assert page.get_by_role("heading", name="November 2026", level=1).is_visible()
    assert page.get_by_role("table").get_by_text("Anna Lyngholt").count() == 0
    follow(page.get_by_role("link", name="Quarter", exact=True))
    assert page.get_by_role("table").count() == 3
    follow(page.get_by_role("link", name="Show all"))
    assert page.get_by_role("table").get_by_text("Anna Lyngholt").count() == 3


def test_arrows_lead_to_every_duty(look: Visiting) -> None:
    page = look(Role.OPS, DECEMBER).page
    duties = page.locator("table.month tbody td a")
    assert page.locator('table.month tbody td a[tabindex="0"]').count() == 1
    focused = "document.activeElement.getAttribute('aria-label')"
    page.locator('table.month tbody td a[tabindex="0"]').focus()
    page.keyboard.press("Control+Home")
    reached = set()
    for _row in range(page.locator("table.month tbody tr:has(a)").count()):
        page.keyboard.press("Home")
        while (here := page.evaluate(focused)) not in reached:
            reached.add(here)
            page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
    assert len(reached - {None}) == len({duties.nth(at).get_attribute("aria-label") for at in range(duties.count())})
    page.keyboard.press("Control+End")
    last = page.evaluate(focused)
    page.keyboard.press("Control+Home")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.keyboard.press("End")
    assert page.evaluate(focused) == last
    assert page.evaluate("document.activeElement.tabIndex") == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/board/seat/**")


def test_arrows_lead_to_dates_and_names_too_and_tab_stops_once_in_a_month(look: Visiting) -> None:
    page = look(Role.OPS, DECEMBER).page
    assert page.locator('table.month a:not([tabindex="-1"])').count() == 1
    page.locator('table.month a[tabindex="0"]').focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowLeft")
    assert "/board/person/" in page.evaluate("document.activeElement.href")
    for _step in range(5):
        page.keyboard.press("ArrowUp")
    assert "/board/day/2026-12-" in page.evaluate("document.activeElement.href")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.href").endswith("/board/day/2026-12-31")


def test_without_a_script_tab_reaches_every_duty(look: Visiting) -> None:
    page = look(Role.OPS, DECEMBER, script=False).page
    assert page.locator("table.month td a").count() > 30
    assert page.locator("table.month td a[tabindex]").count() == 0


def test_the_header_of_a_month_stays_while_one_scrolls(look: Visiting) -> None:
    page = look(Role.OPS, "/board?period=2026Q4", viewport={"width": 1280, "height": 500}).page
    page.evaluate("document.querySelectorAll('.month tbody tr')[17].scrollIntoView({block: 'end'})")
    heads = page.locator(".month .days").first.locator("th a").nth(3)
    box = heads.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 130
    assert page.evaluate("window.scrollY") > 300


def test_special_days_are_named_as_well_as_shaded(look: Visiting) -> None:
    page = look(Role.OPS, DECEMBER).page
    named = page.get_by_role("list", name="Named days")
    assert "Fri 25 Juledag" in " ".join(named.inner_text().split())
    shade = "getComputedStyle(document.querySelector('col.k-public-holiday')).backgroundColor"
    assert page.evaluate(shade) not in {"rgba(0, 0, 0, 0)", "transparent"}
    assert page.get_by_role("columnheader", name="Fri 25 Juledag").is_visible()
    assert page.get_by_role("columnheader", name="w53").is_visible()


def test_roles_differ_without_their_colours(look: Visiting) -> None:
    page = look(Role.OPS, DECEMBER).page
    edges = page.evaluate(
        """Object.fromEntries([1, 2, 3].map((n) => [n, (({borderLeftStyle, borderLeftWidth}) =>
        borderLeftStyle + borderLeftWidth)(getComputedStyle(document.querySelector(`.month .d.role-${n}`)))]))"""
    )
    assert len(set(edges.values())) == 3
    assert set(page.locator(".month tbody:not(.cover) .d").all_inner_texts()) == {"B", "F", "P"}


@pytest.mark.parametrize(
    ("language", "first"),
    [("en", "Backend, Sat 12 Dec 08:00–16:00, Saturday"), ("da", "Backend, lør 12. dec. 08:00–16:00")],
)
def test_a_duty_says_what_it_is_when_one_points_at_it(look: Visiting, language: str, first: str) -> None:
    page = look(Role.OPS, DECEMBER, language=language).page
    duty = page.locator(f'.month tbody:not(.cover) .d[aria-label^="{first}"]').first
    duty.hover()
    said = duty.evaluate("(one) => getComputedStyle(one, '::after').content")
    assert first in said


def test_on_a_phone_a_consultant_finds_a_list_with_their_own_first(look: Visiting) -> None:
    visit = look(Role.CONSULTANT, DECEMBER, phone=True)
    page = visit.page
    assert not page.get_by_role("table").first.is_visible()
    headings = [text for text in page.get_by_role("heading", level=2).all_inner_texts() if text]
    assert headings == ["Yours", "Everybody"]
    own = page.locator(".list section").first
    assert re.search(r"\w{3} \d+ Dec \d\d:00–\d\d:00 .* B Backend", " ".join(own.inner_text().split()))
    days = page.locator(".list section").nth(1).locator("time").evaluate_all("(all) => all.map((one) => one.dateTime)")
    assert days == sorted(days)
    assert len(days) == len(set(days)) > 10
    visit.fits()


@pytest.mark.parametrize("period", ["2026-12", "2026Q4"])
def test_the_board_prints_a_page_of_a4_across_for_each_month(look: Visiting, period: str) -> None:
    page = look(Role.OPS, f"/board?period={period}", phone=False).page
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    sizes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert [(round(float(wide)), round(float(high))) for wide, high in sizes] == [(842, 595)] * (
        3 if period == "2026Q4" else 1
    )
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1047, "height": 725})
    assert page.locator(".sheet h2").first.is_visible()
    assert not page.locator(".list").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.month thead')).display") == "table-header-group"


def test_a_draft_is_compared_with_what_is_published(work: Visiting, working: Running) -> None:
    before = next(duty.consultant for duty in show(store_of(working), 1).version.duties if duty.seat.id == SEAT)
    taker, name = ("mads", "Mads Ørlund") if before == "jonas" else ("jonas", "Jonas Kildevang")
    assign(store_of(working), 1, SEAT, taker, "tester")
    giver = show(store_of(working), 1).version.directory.consultants[before or ""]
    page = work(Role.OPS, f"{DECEMBER}&roster=2").page
    assert page.get_by_text("1 seat differs from what is published").is_visible()
    changed = page.locator(".month .d.turned")
    assert f"published for {giver}" in (changed.get_attribute("aria-label") or "")
    assert changed.evaluate("(one) => getComputedStyle(one, '::before').content") == '"≠"'
    follow(page.get_by_role("link", name="See what changes, for whom"))
    text = " ".join(page.inner_text("main").split())
    assert f"Fri 25 Dec B Backend Juledag {giver} {name}" in text
    page.locator("summary", has_text=name).click()
    assert page.locator("details[open]").get_by_text(giver).is_visible()
    for heading in ("By customer", "Fairness", "Penalty by rule"):
        assert page.get_by_role("heading", name=heading).is_visible()


def test_a_viewer_and_a_consultant_get_no_further_than_they_may(look: Visiting) -> None:
    assert look(Role.CONSULTANT, DECEMBER).page.locator('a[href*="/board/seat/"]').count() == 0
    assert look(Role.VIEWER, DECEMBER).page.locator('.month a[href*="/board/seat/"]').count() > 30
    assert look(Role.FINANCE, DECEMBER).page.locator('a[href*="/board/person/"]').count() == 0
