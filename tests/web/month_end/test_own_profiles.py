"""Profiles of the firm's own: kept from a text or a file, refused with what is wrong beside it, and chosen."""

import re
from collections.abc import Callable

import pytest

from rostering.billing.files.profile_files import profile_files
from rostering.domain.exports import ExportWish
from rostering.domain.users import Role
from rostering.services.charges.exporting import UnknownFormat, made_of
from rostering.services.charges.own_profiles import choosable_profiles
from rostering.services.charges.verifying import verify
from rostering.store import open_store
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from samples.api_callers import Caller, api_of, new_user, token_of
from samples.closable_firm import NOVEMBER
from samples.closed_month import person, store
from samples.page_people import Person, said

OWN, EXPORT = "/month-end/profiles", "/month-end/2026-11/export"
TEXT = profile_files()["generic-da"].read_text()
OTHER = TEXT.replace("Danish form", "our own form")

__all__ = ["person", "store"]


def kept(store: str) -> dict[str, str]:
    with open_store(store).reading() as reading:
        return dict(reading.own_profiles.all())


def test_a_profile_is_kept_chosen_exported_by_and_thrown_away(person: Callable[..., Person], store: str) -> None:
    finance = person()
    assert "Add a profile of your own" in said(finance.get(EXPORT))
    answer = finance.send(OWN, OWN, name="ours", text=OTHER)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{OWN}?done=kept&profile=ours")
    assert "It is kept, and can be chosen" in said(finance.get(answer.headers["location"]))
    assert kept(store) == {"ours": OTHER}
    assert "in our own form" in said(finance.get(EXPORT))
    exported = finance.send(EXPORT, EXPORT, format="ours")
    assert exported.headers["location"] == "/month-end/2026-11/exports/1"
    assert finance.get("/month-end/2026-11/exports/1/all").status_code == 200
    gone = finance.send(OWN, f"{OWN}/ours/drop")
    assert gone.headers["location"] == f"{OWN}?done=gone"
    assert kept(store) == {}
    assert finance.get("/month-end/2026-11/exports/1/all").status_code == 409
    with open_store(store).reading() as reading:
        acts = [(one.action, one.what) for one in reading.entries_after(0, ("profile ours",))]
    assert acts == [("keep profile", "profile ours"), ("drop profile", "profile ours")]


def test_a_name_with_full_stops_is_whole_in_what_is_exported(person: Callable[..., Person], store: str) -> None:
    finance = person()
    finance.send(OWN, OWN, name="ours.v2", text=OTHER)
    kept_as = finance.send(EXPORT, EXPORT, format="ours.v2").headers["location"]
    with open_store(store).reading() as reading:
        assert [one.form for one in reading.charges.exports()] == ["ours.v2"]
    assert finance.get(f"{kept_as}/all").status_code == 200


def test_programs_are_told_of_a_profile_of_ones_own(person: Callable[..., Person], store: str) -> None:
    person().send(OWN, OWN, name="ours", text=OTHER)
    caller = Caller(api_of(Site(store, PAGES)), token_of(store, new_user(store, Role.FINANCE)))
    told = caller.get("/billing/profiles").json()
    assert [one["name"] for one in told] == ["ours", *profile_files()]
    wanted = ExportWish("our")
    with open_store(store).reading() as reading, pytest.raises(UnknownFormat, match="generic-da, ours, uniconta"):
        made_of(reading, NOVEMBER, wanted)
    caller.close()


def test_a_profile_comes_from_a_file(person: Callable[..., Person], store: str) -> None:
    finance = person()
    fields = {key: value for key, value in finance.form(OWN, OWN).items() if key != "file"} | {"name": "ours"}
    answer = finance.run(finance.http.post(OWN, data=fields, files={"file": ("ours.toml", OTHER.encode())}))
    assert answer.status_code == 303
    assert kept(store) == {"ours": OTHER}
    fields["version"] = finance.form(OWN, OWN)["version"]
    wrong = finance.run(finance.http.post(OWN, data=fields, files={"file": ("ours.toml", b"title = 3")}))
    assert wrong.status_code == 422
    assert "title = 3" in said(wrong)
    strange = finance.run(finance.http.post(OWN, data=fields, files={"file": ("ours.toml", b"\xff\xfe")}))
    assert strange.status_code == 422


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("", TEXT, "This has to be filled in."),
        ("ours", "", "Write a profile, or choose a file."),
        ("Not a name", TEXT, "Is no name for a profile"),
        ("ours.toml", TEXT, "Is no name for a profile"),
        ("csv", TEXT, "Csv is a format already"),
        ("ours", "kind = 'csv'\ntitle = 3\n", "Ours.toml"),
        ("ours", "no toml", "Ours.toml"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    person: Callable[..., Person], store: str, name: str, text: str, told: str
) -> None:
    finance = person()
    answer = finance.send(OWN, OWN, name=name, text=text)
    assert answer.status_code == 422
    assert told.casefold() in said(answer).casefold()
    assert kept(store) == {}


def test_all_that_is_wrong_with_a_profile_is_told_at_once(person: Callable[..., Person]) -> None:
    page = said(person().send(OWN, OWN, name="ours", text="kind = 'csv'\ntitle = 3\nnonsense = 1\n"))
    assert "nonsense" in page
    assert "title" in page


def test_of_two_who_change_profiles_the_second_is_told(person: Callable[..., Person], store: str) -> None:
    first, second = person(), person()
    form = second.form(OWN, OWN)
    first.send(OWN, OWN, name="ours", text=OTHER)
    answer = second.post(OWN, **{**form, "name": "ours", "text": TEXT})
    assert answer.status_code == 409
    assert re.search(r"finance \d+: keep profile, profile ours\b(?! \()", said(answer))
    assert kept(store) == {"ours": OTHER}


def test_a_profile_of_ones_own_stands_in_for_one_that_comes_along(person: Callable[..., Person], store: str) -> None:
    person().send(OWN, OWN, name="generic-da", text=OTHER)
    assert [one.title for one in choosable_profiles(store) if one.name == "generic-da"] == [
        "CSV in our own form, a row for each consultant-day"
    ]


def test_exports_of_browsers_are_not_missed_where_they_never_lay(person: Callable[..., Person], store: str) -> None:
    finance = person()
    finance.send(EXPORT, EXPORT, format="csv")
    found = verify(store, NOVEMBER)
    assert (found.exports, found.moved, found.taken) == (1, 0, 1)
