import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rostering.domain.findings import JudgedBreach
from rostering.reports.roster.page import hue, initials, kind_class, roster_page
from rostering.rosters.version import Status
from rostering.spans import Period
from samples.chromium import CHROMIUM
from samples.framed import overflows
from samples.reported import CHAPTER, ROSTER, directory

PAGE = roster_page(ROSTER, Status.PUBLISHED)
VOID = {"meta", "col", "link", "br", "img", "input", "hr"}


class Outline(HTMLParser):
    """The tags of a page, what is left open, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.text += "" if tag == "bdi" else " "

    def handle_data(self, data: str) -> None:
        self.text += data


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    parser.close()
    return parser


def words(page: str) -> str:
    return " ".join(outline(page).text.split())


def test_every_tag_is_closed_where_it_was_opened() -> None:
    assert outline(PAGE).open == []


def test_the_page_stands_alone() -> None:
    references = [
        value
        for _, attributes in outline(PAGE).tags
        for name, value in attributes.items()
        if name in ("href", "src", "srcset", "action")
    ]

    assert references
    assert all(str(reference).startswith("#") for reference in references)
    assert not re.search(r"https?:|url\(|@import|<script|<link", PAGE)


def test_every_link_within_the_page_leads_somewhere() -> None:
    tags = outline(PAGE).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]

    assert len(ids) == len(set(ids))
    assert {str(attributes["href"])[1:] for tag, attributes in tags if tag == "a"} <= set(ids)


def test_the_same_roster_gives_the_same_bytes() -> None:
    assert roster_page(ROSTER, Status.PUBLISHED) == PAGE
    assert roster_page(replace(ROSTER, duties=ROSTER.duties[::-1]), Status.PUBLISHED) == PAGE


@pytest.mark.parametrize("status", list(Status))
def test_the_page_says_where_the_version_stands(status: Status) -> None:
    assert f"Nordlys Digital{status.value.capitalize()}" in words(roster_page(ROSTER, status))


def test_a_superseded_roster_warns_its_reader() -> None:
    assert "A later roster has taken the place" in words(roster_page(ROSTER, Status.SUPERSEDED))
    assert "A later roster has taken the place" not in words(PAGE)


def test_the_page_tells_all_that_matters() -> None:
    text = words(PAGE)

    for fact in (
        "1 October to 31 December 2026",
        "Version 3, based on version 2. Made 14 September 2026 at 11:32",
        "PIM: 1 consultant, Christmas 2026 needs 2",
        "Fjordbo A/S Evening 16:00–22:00",
        "Nanna Kjeldsen has no free day.",
        "Nanna Kjeldsen, oskar on leave",
        "Mon 26 Oct for Sun 25 Oct",
        "gap 10 (20%)",
        "Input 9f2c Seed 7 Created 2026-09-14T11:32:00+02:00",
    ):
        assert fact in text


def test_the_tiles_count_what_needs_attention() -> None:
    text = words(PAGE)

    assert "Duties 6 5 filled" in text
    assert "Empty seats 1 nobody to fill them" in text
    assert "Consultants 3 1 to 2 duties each" in text
    assert "Large deviations 1 over 6 points off target" in text
    assert "Hard breaches 1 forbidden by the policy" in text


def test_a_person_has_duties_by_kind_weekends_big_days_points_and_deviation() -> None:
    people = words(PAGE).split("Compensating days off")[1]

    assert "AT Alma Thygesen Backend 2 1 1 0 1 1 9" in people
    assert "AT Alma Thygesen +1 9 12 −2" in people


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><img src=x onerror=a>', "=HYPERLINK(1)", "</style>", "שלום\u200f\u202e"]
)
def test_text_from_data_stays_text(name: str) -> None:
    names = directory({"alma": name, "bertil": name}, organisation=name)
    names = replace(names, customers={"fjord": name}, roles={"pim": name, "backend": name}, teams={"b-1": name})
    said = tuple(replace(judged, text=name) for judged in ROSTER.breaches)
    page = roster_page(replace(ROSTER, directory=names, breaches=said, shortages=(name,)), Status.PUBLISHED)

    assert Counter(tag for tag, _ in outline(page).tags) == Counter(tag for tag, _ in outline(PAGE).tags)
    assert outline(page).text.count(name) >= 10


def test_ids_from_data_stay_out_of_the_styles() -> None:
    evil = "x}</style><script>"
    duties = tuple(replace(duty, consultant=evil, seat=replace(duty.seat, kind=evil)) for duty in ROSTER.duties)
    page = roster_page(replace(ROSTER, duties=duties, empty=(), breaches=()), Status.DRAFT)

    assert "script" not in {tag for tag, _ in outline(page).tags}
    assert evil not in page


def test_names_are_isolated_from_the_direction_of_the_text_around_them() -> None:
    page = roster_page(replace(ROSTER, directory=directory({"alma": "\u202eamla"})), Status.DRAFT)

    assert page.count("<bdi>\u202eamla</bdi>") >= 3


def test_a_roster_without_anything_still_makes_a_page() -> None:
    bare = replace(
        ROSTER,
        number=0,
        duties=(),
        compensating_days=(),
        empty=(),
        breaches=(),
        stages=(),
        penalty_by_rule={},
        shortages=(),
        ledger=(),
        based_on=None,
    )

    text = words(roster_page(bare, Status.DRAFT))

    assert "Nothing has to be staffed in this period." in text
    assert "Not saved yet" in text
    assert "No rule is broken" in text
    assert outline(roster_page(bare, Status.DRAFT)).open == []


def test_rules_with_breaches_unfold_and_forbidden_ones_are_open() -> None:
    many = tuple(JudgedBreach(ROSTER.breaches[0].breach, f"Wish {number}.") for number in range(9))
    page = roster_page(replace(ROSTER, breaches=(*many, ROSTER.breaches[2])), Status.DRAFT)

    folded = [attributes for tag, attributes in outline(page).tags if tag == "details"]
    assert [("open" in attributes, attributes["class"]) for attributes in folded] == [(True, "hard"), (False, "")]


@example("ῆ")
@example("ß ŉ")
@given(st.text(max_size=40))
def test_initials_are_at_most_two_letters_or_digits(name: str) -> None:
    letters = initials(name)

    assert not letters or all(sign.isalnum() for sign in name if sign.upper() in letters)
    assert letters.isalnum() == any(sign.isalnum() for sign in name)


@pytest.mark.parametrize(("name", "letters"), [("Ida Maria Vest", "IV"), ("Ørn", "Ø"), ("(Bo) 'Ask", "BA"), ("", "")])
def test_initials_come_from_the_first_and_last_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_colour_belongs_to_a_person_for_good() -> None:
    assert (hue("alma"), hue("bertil")) == (hue("alma"), hue("bertil"))
    assert len({hue(f"person-{number}") for number in range(30)}) > 20
    assert f"{{--hue:{hue('alma')}}}" in PAGE


def test_only_known_kinds_have_a_style_of_their_own() -> None:
    assert kind_class("public_holiday") == "k-public-holiday"
    assert kind_class('x" onclick="y') == "k-other"


def test_the_page_draws_the_balances_over_time() -> None:
    before = replace(CHAPTER, days=tuple(Period.parse("2026Q3")))
    page = roster_page(ROSTER, Status.PUBLISHED, [before])
    drawn = [attributes["aria-label"] for tag, attributes in outline(page).tags if attributes.get("role") == "img"]

    assert drawn == ["2026Q3 +7, 2026Q4 +7", "2026Q3 +1, 2026Q4 +1", "2026Q3 -2, 2026Q4 -2"]
    assert "2026Q3: opening +4, earned 6, target 3, deviation +7" in words(page)
    assert "2026Q4: opening +1, earned 9, target 12, deviation −2" in words(page)


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.parametrize(
    "name", ["M" * 75, "Maximilian Theodor Alexander von Hohenlohe-Waldenburg-Schillingsfuerst-Ohr"]
)
def test_the_longest_names_do_not_make_the_page_scroll_sideways(name: str, tmp_path: Path) -> None:
    names = ROSTER.directory
    long = replace(
        names,
        organisation=name,
        consultants=dict.fromkeys(names.consultants, name),
        customers=dict.fromkeys(names.customers, name),
        roles=dict.fromkeys(names.roles, name),
        teams=dict.fromkeys(names.teams, name),
    )
    page = roster_page(replace(ROSTER, directory=long), Status.DRAFT, [CHAPTER])
    widths = (320, 390, 600, 760, 900, 1060, 1100, 1300, 1600)
    assert dict(zip(widths, overflows(page, widths, tmp_path), strict=True)) == dict.fromkeys(widths, 0)
