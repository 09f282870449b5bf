"""Signing in as a person does, in a real browser."""

import pytest

from rostering.domain.users import Actor, Role
from rostering.services.access.users import invite
from samples.browsing import Visiting, follow, store_of
from samples.running import Running

PASSWORD = "correct horse battery"
LEAD = Actor.ops("tester")


def address_of(service: Running, name: str) -> str:
    return f"/sign-in/{invite(store_of(service), LEAD, name).secret}"


@pytest.mark.parametrize(("script", "phone"), [(True, False), (False, False), (True, True)], ids=str)
def test_a_one_time_address_leads_to_a_password_and_in(
    work: Visiting, working: Running, script: bool, phone: bool
) -> None:
    visit = work(path=address_of(working, "viewer"), script=script, phone=phone)
    page = visit.page
    assert "Welcome, viewer" in visit.text()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Set it and go in"))
    page.get_by_role("button", name="You: viewer").click()
    follow(page.get_by_role("button", name="Sign out"))
    assert visit.path == "/sign-in"
    page.get_by_label("Name").fill("viewer")
    page.get_by_label("Password", exact=True).fill("wrong horse")
    follow(page.get_by_role("button", name="Sign in"))
    assert "Name and password do not belong together." in visit.text()
    assert page.get_by_label("Name").input_value() == "viewer"
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in"))
    assert page.get_by_role("button", name="You: viewer").is_visible()


def test_a_password_can_be_looked_at_while_it_is_typed(look: Visiting) -> None:
    page = look(path="/sign-in").page
    field = page.get_by_label("Password", exact=True)
    field.fill("seen")
    assert field.get_attribute("type") == "password"
    page.get_by_role("button", name="Show").click()
    assert (field.get_attribute("type"), field.input_value()) == ("text", "seen")
    page.get_by_role("button", name="Hide").click()
    assert field.get_attribute("type") == "password"


def test_whoever_opens_a_page_comes_back_to_it_after_signing_in(work: Visiting, working: Running) -> None:
    visit = work(path=address_of(working, "ops"))
    visit.page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(visit.page.get_by_role("button", name="Set it and go in"))
    visit.page.context.clear_cookies()
    visit.goto("/components")
    assert visit.path == "/sign-in?next=%2Fcomponents"
    visit.page.get_by_label("Name").fill("ops")
    visit.page.get_by_label("Password", exact=True).fill(PASSWORD)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/components")


def test_danish_is_spoken_to_whose_browser_wants_it_and_english_once_they_choose_so(work: Visiting) -> None:
    visit = work(Role.FINANCE, "/account", language="da")
    assert "Din konto" in visit.text()
    assert visit.page.locator("html").get_attribute("lang") == "da"
    visit.page.get_by_label("Siderne taler").select_option("en")
    follow(visit.page.get_by_role("button", name="Gem"))
    visit.page.get_by_role("heading", name="Your account").wait_for()
    assert visit.page.get_by_label("Pages speak").input_value() == "en"


def test_signing_out_everywhere_ends_the_other_browser_too(work: Visiting) -> None:
    phone, desk = work(Role.VIEWER, "/account", phone=True), work(Role.VIEWER, "/account")
    follow(desk.page.get_by_role("button", name="Sign out everywhere"))
    desk.page.wait_for_url("**/sign-in")
    phone.goto("/account")
    assert phone.path == "/sign-in?next=%2Faccount"


def test_a_form_of_an_earlier_visit_is_shown_again_and_then_taken(work: Visiting) -> None:
    visit = work(Role.OPS, "/account")
    other = work(Role.OPS)
    (session,) = other.page.context.cookies()
    visit.page.context.add_cookies([{"name": "session", "value": session["value"], "url": visit.base}])
    visit.page.get_by_label("Pages speak").select_option("da")
    follow(visit.page.get_by_role("button", name="Save"))
    assert "This form was made before you signed in, or too long ago: send it once more." in visit.text()
    assert visit.page.get_by_label("Pages speak").input_value() == "da"
    follow(visit.page.get_by_role("button", name="Save"))
    visit.page.get_by_role("heading", name="Din konto").wait_for()


def test_a_token_is_made_on_a_phone_opens_the_api_and_is_revoked(work: Visiting, working: Running) -> None:
    visit = work(Role.CONSULTANT, "/account", phone=True, script=False)
    page = visit.page
    page.get_by_label("Name of the token").fill("payroll script")
    assert page.get_by_label("What it may do").locator("option").all_inner_texts() == ["consultant"]
    follow(page.get_by_role("button", name="Make the token"))
    visit.fits()
    visit.picture("new-token")
    secret = page.locator("pre.command").inner_text().strip()
    assert working.get("/api/v1/me", authorization=f"Bearer {secret}").status == 200
    visit.goto("/account")
    visit.fits()
    visit.picture("account-tokens")
    page.get_by_role("button", name="Revoke payroll script").click()
    follow(page.get_by_role("button", name="Revoke it"))
    page.get_by_text("The token is revoked.").wait_for()
    assert working.get("/api/v1/me", authorization=f"Bearer {secret}").status == 401
