"""A call-out as it happens at night: one big button for the start on the phone, and one for the end."""

from rostering.domain.users import Role
from rostering.store import open_store
from samples.browsing import Visiting, expect, follow, store_of
from samples.running import Running


def test_a_callout_is_begun_and_ended_on_the_phone(work: Visiting, working: Running) -> None:
    visit = work(Role.CONSULTANT, "/me/callouts", phone=True, dark=True, language="da")
    page = visit.page
    page.get_by_label("Kunde", exact=True).select_option("egekrone")
    page.get_by_label("Prioritet").select_option("p1")
    page.get_by_label("Hvad det handler om").fill("Butikken er nede")
    start = page.get_by_role("button", name="Start tilkaldet")
    assert is_big(start.bounding_box())
    visit.picture("callout-start")
    follow(start)
    expect(page.get_by_text("Butikken er nede")).to_be_visible()
    follow(page.get_by_role("button", name="Arbejdet er begyndt"))
    end = page.get_by_role("button", name="Afslut tilkaldet")
    assert is_big(end.bounding_box())
    visit.fits()
    visit.axe()
    visit.picture("callout-end")
    follow(end)
    expect(page.get_by_text("Tilkaldet er afsluttet.")).to_be_visible()
    with open_store(store_of(working)).reading() as reading:
        (callout,) = reading.callouts.all()
    call = callout.call
    assert (call.customer, call.consultant, call.priority, call.what) == ("egekrone", "anna", "p1", "Butikken er nede")
    assert call.answered is not None
    assert call.ended is not None
    assert call.called <= call.answered <= call.ended


def is_big(box: object) -> bool:
    """A thumb in the dark finds it: almost as wide as the phone, and high."""
    assert isinstance(box, dict)
    return bool(box["width"] >= 300 and box["height"] >= 56)
