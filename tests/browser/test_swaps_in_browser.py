"""A swap as people make it, in a real browser: offered on a phone, taken, approved; and one that two are traded by."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from rostering.audit.judgement import judge
from rostering.domain.seats import Duty
from rostering.domain.users import Actor, Role
from rostering.rosters.history import current_duties
from rostering.rules.roster import Roster
from rostering.services.cases.case import case_of
from rostering.services.cases.versions import version_of
from rostering.services.clock import now, today_in
from rostering.services.swaps.choosing import choices
from rostering.spans import Period
from rostering.store import open_store
from samples.browsing import Visit, Visiting, follow, store_of
from samples.running import Running

TODAY = today_in(ZoneInfo("Europe/Copenhagen"))
FIRST = TODAY + timedelta(days=21 - TODAY.weekday())
WEEKS = Period(FIRST, FIRST + timedelta(days=27))
"""Four weeks from a Monday on."""
PAIRS = {"backend": ("anna", "emil"), "frontend": ("ida", "signe"), "pim": ("nanna", "dagny")}


def publish_weeks(store: str) -> None:
    """Publish four weeks by hand: of each role one has Saturdays, the other what else there is; without any leave."""
    with open_store(store).transaction() as tx:
        case = case_of(tx, WEEKS)
        held = {seat.id: PAIRS[seat.role][seat.day.isoweekday() != 6] for seat in case.problem.seats}
        roster = Roster(case.problem, held)
        version = tx.add_version(version_of(case, roster, judge(roster, case.rules), now(), 0))
        tx.publish(version.number, now(), "tester")


def duties(store: str, who: str) -> list[Duty]:
    with open_store(store).reading() as look:
        return [each for each in current_duties(look.publications(), WEEKS) if each.consultant == who]


@pytest.fixture
def weeks(working: Running) -> str:
    publish_weeks(store_of(working))
    return store_of(working)


def offer_first(anna: Visit, words: dict[str, str]) -> None:
    """Anna gives the first of her duties in these weeks away."""
    links = anna.page.locator(".duties .to-swap")
    follow(links.first)
    anna.page.get_by_label(re.compile(words["all"])).check()
    anna.page.locator("#note-give").fill("Bryllup & barnedåb")
    anna.fits()
    follow(anna.page.get_by_role("button", name=words["offer"]))
    assert words["offered"] in anna.text()


ENGLISH = {"all": "All who can take it", "offer": "Offer it", "offered": "It is on offer."}
DANISH = {"all": "Alle, der kan tage den", "offer": "Tilbyd den", "offered": "Den er tilbudt."}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_duty_is_offered_on_a_phone_taken_and_approved(work: Visiting, weeks: str, script: bool) -> None:
    before = len(duties(weeks, "anna"))
    anna = work(Role.CONSULTANT, "/me", phone=True, script=script, language="en" if script else "da")
    anna.page.locator(".duties .to-swap").first.wait_for()
    offer_first(anna, ENGLISH if script else DANISH)
    anna.picture(f"offered-{script}")
    lead = work(Role.OPS, "/swaps", script=script)
    follow(lead.page.get_by_role("link", name=re.compile("Anna Lyngholt")))
    follow(lead.page.locator(".people a").nth(1))
    assert "What it means for you both" in lead.text()
    lead.fits()
    follow(lead.page.get_by_role("button", name="Take it"))
    assert "changes hands once an ops lead approves" in lead.text()
    lead.goto("/swaps")
    follow(lead.page.get_by_role("link", name=re.compile("Anna Lyngholt")))
    assert "penalty of the whole roster" in lead.text()
    if script:  # axe-core is one
        lead.axe()
    lead.picture(f"judged-{script}")
    follow(lead.page.get_by_role("button", name="Approve", exact=True))
    assert "It is approved, and published." in lead.text()
    assert len(duties(weeks, "anna")) == before - 1
    anna.goto("/me/swaps")
    anna.page.locator("summary").click()
    assert ("done" if script else "færdig") in anna.text()


def lawful_trade(store: str) -> tuple[str, str]:
    """A duty of Anna's, and somebody with whom the rules let her trade it."""
    lead = Actor.ops("lead")
    for duty in duties(store, "anna"):
        for trader in choices(store, lead, "anna", duty.seat.id).traders:
            found = choices(store, lead, "anna", duty.seat.id, trader)
            if any(one.prospect.is_lawful for one in found.returns):
                return duty.seat.id, trader
    raise LookupError("the weeks have no trade that is lawful")


def test_a_trade_is_proposed_refused_with_a_reason_and_told(work: Visiting, weeks: str) -> None:
    seat, trader = lawful_trade(weeks)
    anna = work(Role.CONSULTANT, f"/me/swaps/offer?seat={seat}&with={trader}", phone=True, dark=True)
    anna.fits()
    anna.axe()
    anna.picture("trade")
    follow(anna.page.get_by_role("button", name="Propose the swap"))
    assert "You give" in anna.text()
    lead = work(Role.OPS, anna.path.partition("?")[0] + f"?consultant={trader}")
    follow(lead.page.get_by_role("button", name="Swap", exact=True))
    lead.goto("/swaps")
    follow(lead.page.get_by_role("link", name=re.compile("Anna Lyngholt")))
    lead.page.get_by_role("button", name="Do not approve").click()
    assert lead.path.startswith("/swaps/")  # the browser itself asks for a reason
    lead.page.locator("#f-reason").fill("Somebody is needed on Monday")
    follow(lead.page.get_by_role("button", name="Do not approve"))
    assert "It is not approved" in lead.text()
    anna.goto(anna.path.partition("?")[0])
    assert "Somebody is needed on Monday" in anna.text()
    assert seat in [duty.seat.id for duty in duties(weeks, "anna")]
