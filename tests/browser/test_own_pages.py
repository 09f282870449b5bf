"""What a consultant does on a phone, as a person would, in a real browser."""

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from rostering.domain.users import Role
from rostering.services.cases.versions import directory_of
from rostering.services.clock import now, today_in
from rostering.spans import Period
from rostering.store import open_store
from samples.browsing import Visit, Visiting, follow, store_of
from samples.published_samples import duty, version
from samples.running import Running

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def soon(days: int) -> date:
    return today_in(COPENHAGEN) + timedelta(days=days)


def leave_of(service: Running, consultant: str) -> set[str]:
    with open_store(store_of(service)).reading() as reading:
        return {f"{one.kind} {one.period}" for one in reading.inputs().leave if one.consultant == consultant}


def fill(visit: Visit, **dates: date) -> None:
    for name, day in dates.items():
        visit.page.locator(f"#f-{name}").fill(day.isoformat())


@pytest.mark.parametrize(("script", "phone"), [(True, True), (False, True), (True, False)], ids=str)
def test_leave_is_put_in_changed_and_taken_back(work: Visiting, working: Running, script: bool, phone: bool) -> None:
    before = leave_of(working, "anna")
    visit = work(Role.CONSULTANT, "/me/leave", script=script, phone=phone)
    page = visit.page
    first, last, other = soon(100), soon(102), soon(110)
    fill(visit, from_1=first, to_1=last)
    page.get_by_text("More stretches in the same entry").click()
    fill(visit, from_2=other)
    assert page.locator("#f-to_2").input_value() == ""
    follow(page.get_by_role("button", name="See what it clashes with"))
    assert "Leave, 4 days" in visit.text()
    assert "No published duty of yours." in visit.text()
    assert leave_of(working, "anna") == before
    visit.fits()
    visit.picture(f"check-{phone}")
    follow(page.get_by_role("button", name="Put it in"))
    assert "It is put in." in visit.text()
    assert leave_of(working, "anna") - before == {f"leave {first}..{last}", f"leave {other}..{other}"}
    follow(page.get_by_role("link", name=re.compile("Change leave")).last)
    fill(visit, from_1=other, to_1=other + timedelta(days=1))
    page.get_by_label(re.compile("Rather not")).check()
    follow(page.get_by_role("button", name="See what it clashes with"))
    follow(page.get_by_role("button", name="Change it"))
    assert f"rather_not {other}..{other + timedelta(days=1)}" in leave_of(working, "anna")
    page.get_by_role("button", name=re.compile("Take back rather not")).click()
    follow(page.get_by_role("button", name="Take it back"))
    assert "It is taken back." in visit.text()
    assert leave_of(working, "anna") - before == {f"leave {first}..{last}"}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_days_ticked_in_two_months_make_one_entry(work: Visiting, working: Running, script: bool) -> None:
    visit = work(Role.CONSULTANT, f"/me/leave?month={soon(62):%Y-%m}", script=script, phone=True, language="da")
    page = visit.page
    page.get_by_label(re.compile("Helst ikke")).check()
    boxes = page.locator(".calendar input")
    ticked = [boxes.nth(place).get_attribute("value") for place in (11, 13)]
    for place in (11, 13):
        boxes.nth(place).check()
    follow(page.locator(".turn button").last)
    assert page.get_by_label(re.compile("Helst ikke")).is_checked()
    boxes.nth(4).check()
    ticked.append(boxes.nth(4).get_attribute("value"))
    visit.fits()
    visit.picture(f"ticked-{script}")
    follow(page.get_by_role("button", name="Se, hvad det kolliderer med"))
    visit.picture(f"ticked-check-{script}")
    follow(page.get_by_role("button", name="Indberet det"))
    assert {f"rather_not {day}..{day}" for day in ticked} <= leave_of(working, "anna")


def publish_soon(service: Running) -> date:
    """Publish a month from today on, in which Anna has a duty soon, whatever today is."""
    day = soon(9)
    with open_store(store_of(service)).transaction() as tx:
        mates = (("anna", "backend"), ("ida", "frontend"), (None, "pim"))
        duties = [duty(who, each, role=role) for each in (day, soon(16)) for who, role in mates]
        names = directory_of(tx.inputs())
        saved = tx.add_version(version(0, Period(soon(0), soon(40)), duties, names=names))
        tx.publish(saved.number, now(), "tester")
    return day


def test_leave_on_a_published_duty_is_taken_and_shown_to_whoever_repairs(work: Visiting, working: Running) -> None:
    day = publish_soon(working)
    mine = work(Role.CONSULTANT, "/me", phone=True)
    assert mine.page.locator(".next time").get_attribute("datetime") == day.isoformat()
    assert "Ida Brøndgaard" in mine.page.locator(".next").inner_text()
    assert "Nobody" in mine.page.locator(".next").inner_text()
    mine.picture("me-phone")
    mine.goto("/me/leave")
    fill(mine, from_1=day)
    follow(mine.page.get_by_role("button", name="See what it clashes with"))
    assert "Your published duties" in mine.text()
    assert "each duty stays yours until an ops lead has found somebody else" in mine.text()
    mine.axe()
    mine.picture("clash")
    follow(mine.page.get_by_role("button", name="Put it in"))
    assert "Published duties that fall on your leave" in mine.text()
    mine.goto("/me")
    assert "on your leave" in mine.text()
    mine.axe()
    mine.picture("me-clash")
    lead = work(Role.OPS, "/on-call")
    assert "Anna Lyngholt has leave" in lead.text()
    lead.axe()
    lead.picture("on-call-clash")


@pytest.mark.parametrize(("script", "language"), [(True, "en"), (False, "da")], ids=str)
def test_a_link_is_made_shown_once_rotated_and_revoked(
    work: Visiting, working: Running, script: bool, language: str
) -> None:
    words = WORDS[language]
    visit = work(Role.CONSULTANT, "/me/links", script=script, phone=True, language=language)
    page = visit.page
    page.get_by_label(words["name"], exact=True).fill("telefon")
    follow(page.get_by_role("button", name=words["make"]))
    address = page.locator("pre.command").inner_text()
    assert address.startswith(f"{visit.base}/feeds/")
    assert visit.path == "/me/links"
    assert page.locator("svg.qr").is_visible()
    apple = page.get_by_role("link", name=words["apple"]).get_attribute("href")
    assert apple == address.replace("http://", "webcal://")
    visit.fits()
    visit.picture(f"new-link-{language}")
    if script:
        visit.axe()
    assert working.get(address.removeprefix(visit.base), user_agent="Thunderbird/153").status == 200
    visit.goto("/me/links")
    assert address not in page.content()
    page.get_by_role("button", name=words["rotate"]).click()
    follow(page.get_by_role("button", name=words["rotate it"]))
    newer = page.locator("pre.command").inner_text()
    assert newer != address
    visit.goto("/me/links")
    visit.picture(f"links-{language}")
    assert page.locator(".entries > li").count() == 2
    page.get_by_role("button", name=words["revoke"]).last.click()
    follow(page.get_by_role("button", name=words["revoke it"]))
    assert page.locator(".entries > li").count() == 1


WORDS = {
    "en": {
        "name": "Name",
        "make": "Make the link",
        "apple": "Open in Apple Calendar",
        "rotate": "Rotate telefon",
        "rotate it": "Make the new link",
        "revoke": "Revoke telefon",
        "revoke it": "Revoke it",
    },
    "da": {
        "name": "Navn",
        "make": "Opret linket",
        "apple": "Åbn i Apple Kalender",
        "rotate": "Udskift telefon",
        "rotate it": "Opret det nye link",
        "revoke": "Tilbagekald telefon",
        "revoke it": "Tilbagekald det",
    },
}


def test_what_others_changed_meanwhile_is_told_and_nothing_typed_is_lost(work: Visiting, working: Running) -> None:
    one, other = (work(Role.CONSULTANT, "/me/leave", phone=True) for _ in range(2))
    fill(one, from_1=soon(200), to_1=soon(203))
    fill(other, from_1=soon(300))
    for visit in (one, other):
        follow(visit.page.get_by_role("button", name="See what it clashes with"))
    follow(one.page.get_by_role("button", name="Put it in"))
    follow(other.page.get_by_role("button", name="Put it in"))
    assert "This was changed after you opened the form." in other.text()
    assert "New since then: leave," in other.text()
    assert other.page.locator("#f-from_1").input_value() == soon(300).isoformat()
    follow(other.page.get_by_role("button", name="See what it clashes with"))
    follow(other.page.get_by_role("button", name="Put it in"))
    assert f"leave {soon(300)}..{soon(300)}" in leave_of(working, "anna")
