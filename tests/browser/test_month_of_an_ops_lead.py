"""What an ops lead does at the end of a month, on the phone: pay, a report, people who left, pagers, a channel."""

from dataclasses import replace
from datetime import date

import pytest

from rostering.domain.parties import Consultant
from rostering.domain.users import Role
from rostering.services.clock import now
from rostering.store import open_store
from samples.browsing import Visit, Visiting, expect, follow, store_of
from samples.running import Running

PAGER = '[[pagers]]\nid = "duty"\nkind = "pagerduty"\n[[pagers.schedules]]\nschedule = "P1"\nroles = ["backend"]\n'
CHANNEL = "https://hooks.slack.com/services/T0/B0/secret"


@pytest.fixture
def lead(work: Visiting, working: Running) -> Visit:
    """Their phone; somebody left years ago, a pager is set up without its token, and a customer is sent reports."""
    with open_store(store_of(working)).transaction() as tx:
        inputs = tx.inputs()
        left = Consultant("vagn", "Vagn Æbelø", "", ("backend",), "senior", date(2015, 1, 1), date(2020, 6, 30))
        agreements = [replace(one, report_to="drift@egekrone.example") for one in inputs.agreements]
        documents = {**inputs.documents, "pagers.toml": PAGER}
        people = (*inputs.consultants, left)
        tx.replace_inputs(replace(inputs, consultants=people, agreements=tuple(agreements), documents=documents))
        tx.log("tester", "import", "inputs", at=now())
    return work(Role.OPS, phone=True, language="da")


def test_the_month_is_brought_to_its_end_on_the_phone(lead: Visit) -> None:
    pay_is_closed(lead)
    a_report_is_approved(lead)
    somebody_is_forgotten(lead)
    a_pager_is_tried(lead)
    a_channel_is_added(lead)


def is_sound(visit: Visit, name: str) -> None:
    visit.fits()
    visit.axe()
    visit.picture(f"lead-{name}")


def pay_is_closed(lead: Visit) -> None:
    lead.goto("/month-end/pay/2026-10")
    follow(lead.page.get_by_role("button", name="Luk oktober 2026 for altid"))
    expect(lead.page.get_by_text("lukket, ikke eksporteret")).to_be_visible()
    is_sound(lead, "pay")


def a_report_is_approved(lead: Visit) -> None:
    lead.goto("/service-reports")
    lead.page.get_by_label("Kunde").select_option("egekrone")
    lead.page.get_by_label("Periode").fill("2026-10")
    follow(lead.page.get_by_role("button", name="Lav", exact=True))
    follow(lead.page.get_by_role("button", name="Godkend"))
    expect(lead.page.get_by_text("Den er godkendt og kan sendes.")).to_be_visible()
    is_sound(lead, "report")


def somebody_is_forgotten(lead: Visit) -> None:
    lead.goto("/people")
    follow(lead.page.get_by_role("link", name="Vagn Æbelø", exact=True))
    is_sound(lead, "person")
    lead.page.get_by_label("Skriv navnet for at bekræfte").fill("vagn æbelø")
    follow(lead.page.get_by_role("button", name="Glem for altid"))
    expect(lead.page.get_by_text("Navnet er væk: det er nu former consultant 1.")).to_be_visible()
    is_sound(lead, "people")


def a_pager_is_tried(lead: Visit) -> None:
    lead.goto("/pagers")
    is_sound(lead, "pagers")
    follow(lead.page.get_by_role("button", name="Prøv det kun af"))
    expect(lead.page.get_by_text("Variablen ROSTERING_PAGER_DUTY med dens token er ikke sat.")).to_be_visible()
    is_sound(lead, "push")


def a_channel_is_added(lead: Visit) -> None:
    lead.goto("/chats")
    lead.page.get_by_label("Kanal", exact=True).fill("#vagt")
    lead.page.get_by_label("Adresse").fill(CHANNEL)
    follow(lead.page.get_by_role("button", name="Tilføj kanalen"))
    expect(lead.page.get_by_text("Den får besked fra nu af.")).to_be_visible()
    is_sound(lead, "chats")
