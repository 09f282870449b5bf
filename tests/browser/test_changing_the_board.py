"""The board changed as an ops lead would: by clicks, by dragging, by keyboard, on a phone, and without a script."""

import pytest

from rostering.domain.seats import Duty
from rostering.domain.users import Role
from rostering.rosters.version import Status
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import show
from rostering.spans import Period
from rostering.store import open_store
from samples.browsing import Visiting, expect, follow, store_of
from samples.running import Running
from samples.signing_off import reasons_of, sign_off

DAY = "2026-12-25"
SEAT = f"preparedness:{DAY}:backend:1"
"""A seat of the demo."""
CHIP = 'tbody:not(.cover) a.d[aria-label^="Backend, Fri 25 Dec"]'


def holder(store: str, roster: int, seat: str = SEAT) -> str | None:
    return next(duty.consultant for duty in show(store, roster).version.duties if duty.seat.id == seat)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_duty_is_given_undone_given_again_and_published(work: Visiting, working: Running, script: bool) -> None:
    visit, store = work(Role.OPS, f"/board/seat/{SEAT}", script=script), store_of(working)
    page, before = visit.page, holder(store_of(working), 1)
    follow(page.locator("button[name=to]").first)
    page.wait_for_url("**/board?period=2026-12&roster=2")
    assert "One change by hand, since roster 1" in visit.text()
    taker = holder(store, 2)
    assert taker not in {None, before}
    follow(page.get_by_role("button", name="Undo"))
    page.wait_for_url("**undone=2")
    assert (show(store, 2).status, page.locator(".drafted").count()) == (Status.DISCARDED, 0)
    follow(page.get_by_role("button", name="Do it again"))
    page.wait_for_url("**roster=3")
    if script:
        visit.axe()
        visit.fits()
        visit.picture("draft")
    follow(page.get_by_role("link", name="Publish …"))
    assert page.locator(".letter").count() == 2
    if script:
        visit.axe()
        visit.picture("publish")
    sign_off(visit, "as agreed with both")
    assert "Roster 3 is published" in visit.text()
    assert show(store, 3).status is Status.PUBLISHED
    assert set(reasons_of(store)) == {"as agreed with both"}
    assert holder(store, 3) == taker


def test_a_duty_is_dragged_to_another_line_or_carried_there_by_keyboard(work: Visiting, working: Running) -> None:
    visit, store = work(Role.OPS, "/board?period=2026-12"), store_of(working)
    page, giver = visit.page, holder(store, 1)
    taker = "jonas" if giver != "jonas" else "mads"
    page.locator(CHIP).first.drag_to(page.locator(f'tr[data-to="{taker}"] th'))
    page.wait_for_url("**roster=2")
    assert holder(store, 2) == taker
    page.locator(CHIP).first.focus()
    page.keyboard.press("Space")
    expect(page.locator("#holding")).to_contain_text("choose a line with the arrows")
    page.keyboard.press("ArrowDown")
    visit.axe("table.month")
    page.keyboard.press("Escape")
    expect(page.locator("#holding")).to_have_text("")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    target = page.locator("tr.over").get_attribute("data-to")
    page.keyboard.press("Enter")
    page.wait_for_url("**roster=3")
    assert holder(store, 3) == target
    assert page.locator(".hand .step").count() == 2


def test_nobody_is_dropped_on_who_lacks_the_role(work: Visiting, working: Running) -> None:
    page = work(Role.OPS, "/board?period=2026-12").page
    page.locator(CHIP).first.drag_to(page.locator('tr[data-to="clara"] th'))
    assert page.url.endswith("/board?period=2026-12")
    assert page.locator("table.giving").count() == 0
    with open_store(store_of(working)).reading() as reading:
        assert reading.version_numbers() == (1,)


def test_of_two_leads_the_second_is_told_and_goes_on_from_what_the_first_did(work: Visiting, working: Running) -> None:
    first, second = (work(Role.OPS, f"/board/seat/{SEAT}") for _lead in range(2))
    follow(first.page.locator("button[name=to]").first)
    first.page.wait_for_url("**roster=2")
    follow(second.page.locator('button[name=to][value="-"]'))
    alert = second.page.get_by_role("alert")
    alert.wait_for()
    assert "This was changed after you opened the form." in alert.inner_text()
    assert second.page.locator(".taker.chosen button[value='-']").count() == 1
    second.axe()
    second.picture("second")
    follow(second.page.get_by_role("link", name="Go on from there"))
    follow(second.page.locator('button[name=to][value="-"]'))
    second.page.wait_for_url("**roster=3")
    assert second.page.get_by_text("2 changes by hand, since roster 1").is_visible()
    assert holder(store_of(working), 3) is None


def ahead(store: str) -> Duty:
    """A PIM duty of a published month that is never over, which is roster 2."""
    make_plan(store, Period.parse("2099-12"), limits_of(60, effort=1), lambda _: None, "tester")
    publish(store, 2, "tester")
    return next(duty for duty in show(store, 2).version.duties if duty.seat.role == "pim")


@pytest.mark.parametrize(
    ("script", "phone", "language"), [(True, False, "en"), (False, True, "da")], ids=["desktop", "phone, no script"]
)
def test_somebody_falls_ill_and_one_of_the_ways_is_published(
    work: Visiting, working: Running, script: bool, phone: bool, language: str
) -> None:
    store = store_of(working)
    duty = ahead(store)
    visit = work(Role.OPS, "/board/repair?roster=2", script=script, phone=phone, language=language)
    page = visit.page
    page.locator("#f-who_1").select_option(duty.consultant)
    page.locator("#f-from_1").fill(duty.seat.day.isoformat())
    follow(page.locator("main button.primary"))
    page.wait_for_url("**/board/repair/1")
    page.locator(".three").wait_for(timeout=120_000)
    visit.fits()
    visit.picture(f"ways-{language}")
    if script:
        visit.axe()
    drafts = page.locator(".three .way").count()
    assert drafts >= 1
    follow(page.locator(".three a.primary"))
    visit.fits()
    sign_off(visit, "ill")
    assert show(store, 3).status is Status.PUBLISHED
    assert holder(store, 3, duty.seat.id) != duty.consultant
    assert {show(store, number).status for number in range(4, 3 + drafts)} <= {Status.DISCARDED}
