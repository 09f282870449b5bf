"""What an ops lead does with the data, as a person would, in a real browser."""

import re
from pathlib import Path

import pytest

from rostering.domain.users import Role
from rostering.folder.zips import packed, unpacked
from rostering.store import open_store
from samples.browsing import Visit, Visiting, follow, store_of
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
    follow(page.get_by_role("link", name=re.compile("Bookings")))
    visit.picture(f"bookings-{phone}")
    visit.fits()
    follow(page.get_by_role("link", name="Add a booking"))
    fill(visit, id="B-2027-900", roles="bakend:1", title="Launch")
    page.get_by_label("Customer", exact=True).select_option("lyngtoft")
    page.get_by_label("Part of the day").select_option("evening")
    fill(visit, **{"from": "2027-03-10", "to": "2027-03-11"})
    follow(page.get_by_role("button", name="Save", exact=True))
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
    follow(page.get_by_role("button", name="Save", exact=True))
    assert "It is added." in visit.text()
    visit.picture(f"added-{phone}")
    roles = {"backend": 1, "pim": 1} if script else {"backend": 1}
    assert booked(working)["B-2027-900"] == f"2027-03-10..2027-03-11 {roles} Launch"


def test_leave_on_published_duties_is_warned_of_before_it_is_stored(work: Visiting, working: Running) -> None:
    visit = work(Role.OPS, "/data/leave/new", language="da")
    page = visit.page
    page.get_by_label("Konsulent", exact=True).select_option("anna")
    fill(visit, **{"from": "2026-12-01", "to": "2026-12-31"})
    page.get_by_label("Slags").select_option("leave")
    follow(page.get_by_role("button", name="Gem", exact=True))
    assert "Intet er gemt endnu" in visit.text()
    assert "Anna Lyngholt har offentliggjorte vagter i dette fravær" in visit.text()
    visit.picture("leave-warning-da")
    visit.axe()
    visit.fits()
    with open_store(store_of(working)).reading() as reading:
        assert not any(str(one.period) == "2026-12-01..2026-12-31" for one in reading.inputs().leave)
    follow(page.get_by_role("button", name="Gem alligevel"))
    assert "Den er tilføjet." in visit.text()
    with open_store(store_of(working)).reading() as reading:
        assert any(str(one.period) == "2026-12-01..2026-12-31" for one in reading.inputs().leave)


def test_a_booking_that_is_cancelled_says_what_becomes_of_its_duties_and_charges(work: Visiting) -> None:
    visit = work(Role.OPS, "/data/bookings/record/B-2026-046", phone=True, dark=True)
    page = visit.page
    visit.picture("booking-phone-dark")
    page.get_by_label("Cancelled", exact=True).check()
    follow(page.get_by_role("button", name="Save", exact=True))
    assert "Published duties would no longer be needed: Mon 14 Dec Frontend" in visit.text()
    assert "Charges of December 2026 would be" in visit.text()
    visit.picture("booking-warning-phone-dark")
    visit.axe()
    visit.fits()
    follow(page.get_by_role("button", name="Save it all the same"))
    assert "It is changed." in visit.text()
    assert "Cancelled nothing → yes" in visit.text().replace("After: ", "")
    page.get_by_role("button", name="Take it out").click()
    follow(page.get_by_role("dialog").get_by_role("button", name="Take it out"))
    assert "keep the line, and write yes under cancelled" in visit.text().lower() or "rests on it" in visit.text()


def test_a_price_and_a_penalty_are_changed_by_form_and_a_text_with_its_lines(work: Visiting, working: Running) -> None:
    visit = work(Role.OPS, "/data/values/rates.toml")
    page = visit.page
    visit.picture("rates")
    visit.axe()
    page.get_by_label("Weekend", exact=True).first.fill("90.000")
    follow(page.get_by_role("button", name="Save", exact=True))
    assert "Price 90000,00 is outside 3500,00-5000,00. Every price lies inside the band." in visit.text()
    visit.picture("rates-wrong")
    page.get_by_label("Weekend", exact=True).first.fill("4.500")
    follow(page.get_by_role("button", name="Save", exact=True))
    if page.get_by_role("button", name="Save it all the same").count():
        visit.picture("rates-warning")
        follow(page.get_by_role("button", name="Save it all the same"))
    assert "It is changed." in visit.text()
    visit.goto("/data/values/policy.toml")
    visit.picture("policy")
    visit.axe()
    visit.goto("/data/files/policy.toml")
    text = page.locator("#f-text")
    assert "[rules.coverage]" in text.input_value()
    text.fill(text.input_value().replace("[rules.spacing]\ndays", "[rules.spacing]\ndais"))
    follow(page.get_by_role("button", name="Save", exact=True))
    assert "1 line is wrong" in visit.text()
    visit.picture("text-wrong")
    visit.axe()
    with open_store(store_of(working)).reading() as reading:
        assert 'weekend = "4.500"' in reading.inputs().documents["rates.toml"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_folder_goes_down_as_a_zip_and_up_again(
    work: Visiting, working: Running, tmp_path: Path, script: bool
) -> None:
    visit = work(Role.OPS, "/data", script=script, accept_downloads=True)
    page = visit.page
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download as zip").click()
    data = Path(coming.value.path()).read_bytes()
    files = unpacked(data)
    changed = files["bookings.csv"].replace(b"B-2026-048,tidselbo", b"B-2026-048,lyngtoft")
    file = tmp_path / "firm.zip"
    file.write_bytes(packed({**files, "bookings.csv": changed}))
    visit.goto("/data/upload")
    visit.picture("upload")
    page.locator("#f-zip").set_input_files({"name": "x.zip", "mimeType": "application/zip", "buffer": b"no zip"})
    follow(page.get_by_role("button", name="See what it would change"))
    assert "This is not a zip, or it is broken." in visit.text()
    page.locator("#f-zip").set_input_files(file)
    follow(page.get_by_role("button", name="See what it would change"))
    assert "bookings.csv B-2026-048" in visit.text()
    visit.picture("upload-looked-at")
    visit.fits()
    follow(page.get_by_role("button", name="Take it"))
    assert "It is uploaded." in visit.text()
    with open_store(store_of(working)).reading() as reading:
        assert next(one.customer for one in reading.inputs().bookings if one.id == "B-2026-048") == "lyngtoft"


def test_the_second_of_two_leads_is_told_and_keeps_what_they_typed(work: Visiting) -> None:
    first, second = (work(Role.OPS, "/data/customers/record/lyngtoft") for _ in range(2))
    fill(first, city="Skagen")
    follow(first.page.get_by_role("button", name="Save", exact=True))
    assert "It is changed." in first.text()
    fill(second, email="ny@lyngtoft.example")
    follow(second.page.get_by_role("button", name="Save", exact=True))
    assert "This was changed after you opened the form." in second.text()
    assert "ops: City: Kolding → Skagen." in second.text()
    second.picture("stale")
    assert second.page.locator("#f-email").input_value() == "ny@lyngtoft.example"
