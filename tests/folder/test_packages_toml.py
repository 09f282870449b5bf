"""The catalogue's file: inheritance in any order, defaults, and the example's packages."""

from itertools import permutations
from pathlib import Path

import pytest

from rostering.domain.catalogue import Catalogue, DayKind, Presence, Team
from rostering.domain.inputs import Rate
from rostering.folder.documents import Documents, read_documents
from rostering.spans import Hours
from samples.small_folder import PACKAGES, TEXTS

PICOCORE = Path(__file__).parents[2] / "examples" / "picocore"


@pytest.fixture(scope="module")
def picocore() -> Documents:
    return read_documents({path.name: path.read_bytes().decode() for path in PICOCORE.glob("*.toml")})


def catalogue(packages: str) -> Catalogue:
    return read_documents(TEXTS | {"packages.toml": packages}).catalogue


def test_a_package_contains_what_it_extends_whatever_the_order_in_the_file() -> None:
    head, *packages = PACKAGES.split("[[packages]]")
    last, parts = packages.pop().split("[[parts]]")
    orders = permutations([*packages, last])
    texts = ["[[packages]]".join([head, *order]) + f"\n[[parts]]{parts}" for order in orders]
    assert len(set(texts)) == 6
    assert all(catalogue(text) == catalogue(PACKAGES) for text in texts)


def test_a_package_extends_one_that_extends_another() -> None:
    premium = catalogue(PACKAGES).packages["premium"]
    assert premium.terms == {"hotline": "yes", "monitoring": "extended"}
    assert premium.bookable
    assert premium.booking_clause == "Plus, clause 8: readiness is booked"
    assert [duty.on for duty in premium.obligations] == [
        (DayKind.HOLIDAY_PERIOD,),
        (DayKind.WEEKEND, DayKind.PUBLIC_HOLIDAY),
    ]


def test_head_counts_are_the_teams_unless_the_obligation_has_its_own() -> None:
    plus, premium = catalogue(PACKAGES).packages["premium"].obligations
    assert plus.roles == {"pim": 2}
    assert premium.roles == {"backend": 1, "pim": 1}


def test_two_packages_may_extend_the_same_one() -> None:
    packages = catalogue(PACKAGES + '[[packages]]\nid = "other"\nname = "Other"\nextends = "plus"\n').packages
    assert packages["other"].obligations == packages["plus"].obligations


def test_the_packages_of_picocore_are_staffed_and_booked_as_promised(picocore: Documents) -> None:
    packages = picocore.catalogue.packages
    assert {id_: [day for duty in package.obligations for day in duty.on] for id_, package in packages.items()} == {
        "basic": [],
        "essential": [],
        "extended": ["holiday_period"],
        "premium": ["holiday_period", "weekend", "public_holiday"],
    }
    assert [id_ for id_, package in packages.items() if package.bookable] == ["essential", "extended", "premium"]
    assert packages["basic"].booking_clause.startswith("Basic, clause 2: ")
    assert packages["extended"].terms["monitoring"] == "extended (0 to 10 standard alerts)"
    assert packages["premium"].terms["support_hotline"] == "yes"


def test_the_team_of_picocore_has_one_of_each_role(picocore: Documents) -> None:
    found = picocore.catalogue
    duties = [duty for package in found.packages.values() for duty in package.obligations]
    assert found.teams == {"preparedness": Team("preparedness", "Preparedness team")}
    assert all(duty.roles == {"backend": 1, "frontend": 1, "pim": 1} for duty in duties)
    assert all((duty.hours, duty.presence) == (Hours.parse("08:00-16:00"), Presence.HOME_STANDBY) for duty in duties)
    assert found.kinds == ("holiday_period", "weekend", "public_holiday")


def test_the_parts_of_picocore_are_those_of_the_contract(picocore: Documents) -> None:
    assert {part.id: (str(part.hours), part.day_class) for part in picocore.catalogue.parts.values()} == {
        "office": ("08:00-16:00", "weekday_office"),
        "evening": ("16:00-22:00", "weekday_evening"),
        "day": ("08:00-22:00", "weekday_evening"),
        "night": ("22:00-08:00", "weekday_evening"),
    }


def test_the_rate_cards_of_picocore_are_read_from_whole_kroner_and_from_danish_notation(picocore: Documents) -> None:
    first, second = picocore.rate_cards
    assert first.band == second.band == (350_000, 500_000)
    assert Rate("weekday_evening", 360_000) in first.rates
    assert second.rates[-1] == Rate("weekend", 460_000, role="pim")
    assert (str(first.last), second.last) == ("2025-12-31", None)


@pytest.mark.parametrize(
    ("top", "own", "found"),
    [
        ("", "", (350_000, 500_000)),  # the contract's
        ("band = [3000, 6000]", "", (300_000, 600_000)),
        ("band = [3000, 6000]", 'band = ["3.100,50", "5.900"]', (310_050, 590_000)),
        ("", "band = [2500, 4100]", (250_000, 410_000)),
        ("band = [4000, 4000]", "", (400_000, 400_000)),
        ("", "band = [0, 1_000_000]", (0, 100_000_000)),
    ],
)
def test_the_band_is_the_firms_and_the_contracts_where_it_has_none(top: str, own: str, found: tuple[int, int]) -> None:
    rates = f"{top}\n[[rate_cards]]\nfrom = 2026-01-01\n{own}\n[rate_cards.prices]\n"
    rates += "weekday_evening = 4000\nweekend = 4000\npublic_holiday = 4000\n"
    (card,) = read_documents(TEXTS | {"rates.toml": rates}).rate_cards
    assert card.band == found


def test_the_policy_of_picocore_keeps_its_rules_as_they_are_written(picocore: Documents) -> None:
    policy = picocore.policy
    assert policy.rules["daily_rest"] == {"hours": 11, "penalty": "forbidden"}
    assert policy.points["big_day"] == 6
    assert (str(policy.ordinary_work), policy.ordinary_weekdays) == ("08:00-16:00", (1, 2, 3, 4, 5))
    assert picocore.organisation.calendar == "dk"
