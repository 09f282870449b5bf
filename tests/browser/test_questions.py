"""Questions as an ops lead asks them in a real browser: a quote that becomes a booking, risk, and what if."""

from datetime import date, timedelta

from rostering.domain.users import Role
from rostering.services.clock import now
from rostering.store import open_store
from samples.browsing import Visiting, follow, store_of
from samples.running import Running

LONG = 120_000
"""Milliseconds that a busy machine may take for an answer."""


def wednesday() -> date:
    """A Wednesday some weeks from now."""
    day = now().date() + timedelta(days=10)
    return day + timedelta(days=(2 - day.weekday()) % 7)


def test_a_quote_is_given_on_the_phone_and_made_a_booking(work: Visiting, working: Running) -> None:
    visit = work(Role.OPS, "/board")
    page = visit.page
    follow(page.get_by_role("link", name="Questions"))
    visit.axe()
    follow(page.get_by_role("link", name="Quote A customer is on the phone"))
    visit.picture("quote")
    page.get_by_label("Customer").select_option("Lyngtoft Legetøj A/S")
    page.get_by_label("From").fill(wednesday().isoformat())
    page.get_by_label("Part of the day").select_option("Evening")
    page.get_by_label("PIM").select_option("1")
    visit.axe()
    follow(page.get_by_role("button", name="Work it out"))
    page.get_by_role("heading", name="Yes, it can be staffed").wait_for(timeout=LONG)
    visit.picture("quoted")
    visit.axe()
    assert page.get_by_label("Number of the booking").input_value() == "B-2026-050"
    follow(page.get_by_role("button", name="Make it a booking"))
    assert "Booking B-2026-050 is stored" in visit.text()
    with open_store(store_of(working)).reading() as look:
        booked = look.inputs().bookings[-1]
    assert (booked.id, booked.customer, booked.period.first) == ("B-2026-050", "lyngtoft", wednesday())
    follow(page.get_by_role("link", name="Risk", exact=True))
    page.get_by_label("Period").fill(f"{wednesday():%Y-%m}")
    follow(page.get_by_role("button", name="Find out"))
    page.get_by_role("heading", name="Who could step in").wait_for(timeout=LONG)
    visit.picture("risk")
    visit.fits()
    visit.axe()


def test_what_if_is_asked_on_a_phone_in_danish_without_a_script(work: Visiting) -> None:
    visit = work(Role.OPS, "/questions/what-if", phone=True, language="da", script=False, dark=True)
    page, day = visit.page, wednesday()
    page.get_by_text("Nogen har fravær").click()
    form = page.locator("details[open]")
    form.get_by_label("Konsulent").select_option("Emil Storkær")
    follow(form.get_by_role("button", name="Tilføj"))
    assert "Dette skal udfyldes." in visit.text()
    form.get_by_label("Fra").fill(day.isoformat())
    follow(form.get_by_role("button", name="Tilføj"))
    assert "Emil Storkær har fravær" in visit.text()
    visit.picture("what-if-dark-phone-da")
    visit.fits()
    page.get_by_label("Periode").last.fill(f"{day}..{day + timedelta(days=13)}")
    follow(page.get_by_role("button", name="Planlæg begge veje"))
    page.get_by_role("heading", name="Side om side").wait_for(timeout=LONG)
    assert "Ændret" in visit.text()
    visit.picture("compared-dark-phone-da")
    visit.fits()
