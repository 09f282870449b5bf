"""What falls due, moved and noted as held by an ops lead on a phone, without scripts."""

from rostering.domain.users import Role
from rostering.services.clock import now
from samples.browsing import Visiting, expect, follow

NEXT = now().year + 1


def test_a_meeting_is_moved_and_noted_as_held(work: Visiting) -> None:
    visit = work(Role.OPS, f"/obligations?period={NEXT}Q1&customer=egekrone", phone=True, script=False)
    page = visit.page
    visit.picture("obligations-phone")
    follow(page.get_by_role("link", name="Tactical meeting"))
    visit.picture("obligation-phone")
    page.get_by_label("To").fill(f"{NEXT}-03-02")
    page.get_by_label("Hours").fill("ten")
    follow(page.get_by_role("button", name="Move it"))
    expect(page.locator("#w-hours")).to_contain_text("is not hours like 08:00-16:00")
    visit.fits()
    page.get_by_label("Hours").fill("10:00-11:30")
    page.get_by_label("Held by").select_option(label="Mads Ørlund")
    follow(page.get_by_role("button", name="Move it"))
    expect(page.get_by_role("status")).to_have_text("It is moved.")
    expect(page.locator(".state")).to_contain_text("10:00-11:30 Mads Ørlund")
    follow(page.get_by_role("button", name="Note as held"))
    expect(page.get_by_role("status")).to_have_text("It is noted as held.")
    expect(page.locator(".deeds li")).to_have_count(2)
    visit.fits()
    visit.picture("obligation-held-phone")
