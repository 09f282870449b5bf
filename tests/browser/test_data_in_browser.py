"""What an ops lead does with the data, as a person would, in a real browser."""

import re

import pytest

from rostering.domain.users import Role
from rostering.store import open_store
from samples.browsing import Visit, Visiting, store_of
from samples.running import Running


def booked(service: Running) -> dict[str, str]:
    with open_store(store_of(service)).reading() as reading:
        return {one.id: f"{one.period} {dict(one.roles)} {one.title}" for one in reading.inputs().bookings}


def fill(visit: Visit, **typed: str) -> None:
    for name, text in typed.items():
        visit.page.locator(f"#f-{name}").fill(text)


@pytest.mark.parametrize(("script", "phone"), [(True, False), (False, True)], ids=["script", "phone without script"])
def test_a_booking_with_a_wrong_role_is_mended_and_stored(
    work: Visiting, working: Running, script: bool, phone: bool
) -> None:
    visit = work(Role.OPS, "/data", script=script, phone=phone)
    page = visit.page
    visit.picture(f"data-{phone}")
    page.get_by_role("link", name=re.compile("Bookings")).click()
    visit.picture(f"bookings-{phone}")
    visit.fits()
    page.get_by_role("link", name="Add a booking").click()
    fill(visit, id="B-2027-900", roles="bakend:1", title="Launch")
    page.get_by_label("Customer", exact=True).select_option("lyngtoft")
    page.get_by_label("Part of the day").select_option("evening")
    fill(visit, **{"from": "2027-03-10", "to": "2027-03-11"})
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Unknown role 'bakend'. Did you mean 'backend'?" in page.locator("#w-roles").inner_text()
    assert page.locator("#f-title").input_value() == "Launch"
    visit.picture(f"wrong-{phone}")
    visit.fits()
    if script:  # axe-core is one
        visit.axe()
    fill(visit, roles="backend:1")
    if script:
        page.get_by_role("button", name="pim PIM").click()
        assert page.locator("#f-roles").input_value() == "backend:1 pim"
    page.get_by_role("button", name="Save", exact=True).click()
    assert "It is added." in visit.text()
    visit.picture(f"added-{phone}")
    roles = {"backend": 1, "pim": 1} if script else {"backend": 1}
    assert booked(working)["B-2027-900"] == f"2027-03-10..2027-03-11 {roles} Launch"
