"""Planning the example firm as an ops lead would: asked for, followed, stopped, and found again elsewhere."""

import pytest

from rostering.domain.jobs import JobState
from rostering.domain.users import Role
from samples.asked_jobs import awaited, rosters, seen
from samples.browsing import Visit, Visiting, expect, follow, store_of
from samples.running import Running


def ask(visit: Visit, period: str, thoroughness: str = "thorough", minutes: str = "240") -> None:
    """Fill the form in and send it, in whichever language it is."""
    page = visit.page
    page.locator("#f-period").fill(period)
    page.locator(f"input[value={thoroughness}]").check()
    page.locator("#f-minutes").fill(minutes)
    follow(page.locator("main button.primary"))
    page.wait_for_url("**/board/jobs/*")


_DRAWN = """() => {
  const canvas = document.querySelector(".way canvas");
  return canvas && canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((each) => each);
}"""
"""Whether something is drawn."""


def test_a_plan_is_asked_for_followed_stopped_and_its_best_is_kept(work: Visiting, working: Running) -> None:
    visit = work(Role.OPS, "/board/plan")
    visit.axe()
    visit.picture("plan")
    ask(visit, "2027Q1")
    visit.page.locator(".way canvas").wait_for()
    before = visit.page.locator("#figures").inner_text()
    visit.page.wait_for_function("before => document.querySelector('#figures').innerText !== before", arg=before)
    visit.page.wait_for_function(_DRAWN)
    visit.page.locator("tr.now", has_text="Preferences").wait_for()
    visit.axe()
    visit.fits()
    visit.picture("planning")
    visit.page.get_by_role("button", name="Stop and keep the best").click()
    visit.page.locator(".banner", has_text="Stopped by").wait_for()
    visit.axe()
    visit.picture("stopped")
    job = seen(store_of(working))
    assert (job.state, job.roster) == (JobState.CANCELLED, 2)
    assert "The best roster that it had found is kept as draft 2." in visit.text()


def test_a_plan_goes_on_without_its_page_and_is_found_again_in_another(work: Visiting, working: Running) -> None:
    first = work(Role.OPS, "/board/plan")
    ask(first, "2027Q1")
    first.page.close()
    awaited(store_of(working), lambda job: job.progress.empty is not None)
    second = work(Role.OPS, "/board/plan")
    follow(second.page.get_by_role("link", name="See how far it is"))
    second.page.locator("#stages table").wait_for()
    second.page.reload()
    second.page.locator("#stages table").wait_for()
    assert second.path == "/board/jobs/1"
    other = work(Role.OPS, "/board/plan")
    other.page.locator("#f-period").fill("2027-02")
    follow(other.page.locator("main button.primary"))
    other.page.locator(".banner.bad", has_text="is being planned already").wait_for()
    assert other.page.locator("#f-period").input_value() == "2027-02"
    second.page.get_by_role("button", name="Stop and keep the best").click()
    second.page.locator(".banner", has_text="Stopped by").wait_for()


def test_a_plan_that_ends_by_itself_says_so_on_the_open_page(work: Visiting, working: Running) -> None:
    visit = work(Role.OPS, "/board/plan", dark=True)
    ask(visit, "2027-01", "quick")
    visit.page.locator(".banner.good", has_text="Draft 2 is ready").wait_for(timeout=300_000)
    visit.axe()
    visit.picture("done-dark")
    assert rosters(store_of(working)) == (1, 2)
    visit.goto("/board/jobs")
    visit.axe()
    visit.fits()
    visit.picture("jobs-dark")


def test_a_plan_without_a_script_comes_again_by_itself_on_a_danish_phone(work: Visiting, working: Running) -> None:
    visit = work(Role.OPS, "/board/plan", script=False, phone=True, language="da")
    visit.fits()
    visit.picture("plan-phone")
    ask(visit, "2027Q1")
    before = visit.page.locator("#figures .figure strong")
    before.first.wait_for()
    text = visit.page.locator("#figures").inner_text()
    awaited(store_of(working), lambda job: len(job.progress.stages) > 1)
    expect(visit.page.locator("#figures")).not_to_have_text(text, use_inner_text=True)
    visit.fits()
    visit.picture("planning-phone-plain")
    visit.page.get_by_role("button", name="Stop og gem den bedste").click()
    visit.page.locator(".banner", has_text="Stoppet af").wait_for()
    assert seen(store_of(working)).state is JobState.CANCELLED


def test_a_plan_is_followed_on_a_danish_phone(work: Visiting) -> None:
    visit = work(Role.OPS, "/board/plan", phone=True, language="da", dark=True)
    visit.axe()
    visit.picture("plan-phone-dark")
    ask(visit, "2027Q1")
    visit.page.locator(".way canvas").wait_for()
    visit.page.locator("tr.now", has_text="Hensyn").wait_for()
    visit.fits()
    visit.axe()
    visit.picture("planning-phone-dark")
    visit.page.get_by_role("button", name="Stop og gem den bedste").click()
    visit.page.locator(".banner", has_text="Stoppet af").wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_what_is_wrong_is_said_beside_the_field_and_stays_as_it_was_typed(work: Visiting, script: bool) -> None:
    visit = work(Role.OPS, "/board/plan", script=script)
    visit.page.locator("#f-period").fill("next year")
    visit.page.locator("input[value=quick]").check()
    follow(visit.page.locator("main button.primary"))
    visit.page.locator("#w-period").wait_for()
    assert visit.page.locator("#f-period").input_value() == "next year"
    assert visit.page.locator("input[value=quick]").is_checked()
    visit.fits()
    if script:
        visit.axe()
    visit.picture("plan-wrong")
