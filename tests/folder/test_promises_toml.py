"""Cadences, allowances and times of response in packages.toml: read, inherited, and all that is wrong there."""

from pathlib import Path

import pytest

from rostering.domain.catalogue import Catalogue, Package
from rostering.domain.promises import (
    Allowance,
    BusinessClock,
    Cadence,
    Counted,
    Frequency,
    Lapse,
    ResponseTime,
    TimeUnit,
    Unit,
)
from rostering.errors import FaultyInput
from rostering.folder.documents import read_documents
from rostering.spans import Hours
from samples.small_folder import PACKAGES, TEXTS

EXAMPLES = Path(__file__).parents[2] / "examples"
BASIC, PLUS = 'hotline = "yes"\nmonitoring = "none"\n', 'clause = "Plus, clause 7"\nresponse = "Within an hour"\n'
CADENCE = """
[[packages.cadences]]
id = "review"
name = "Review"
often = "1 a year"
up_to = "3 a year"
by = "pim"
counted = "agreement"
remind = 30
"""
ALLOWANCE = '\n[[packages.allowances]]\nid = "urgent"\nname = "Urgent tickets"\noften = "2 a month"\n'
RESPONSE = '\n[[packages.response]]\npriority = "p1"\nfirst = "6 hours"\nupdates = "1 hour"\nclock = "always"\n'
OFTEN_HINT = "write it as '1 a month'; with week, month, quarter or year"
LAPSE_HINT = "write it as '30 minutes', '6 hours' or '2 business days'"


def catalogue(promises: str) -> Catalogue:
    """The small firm's catalogue, in which Plus, that Premium extends, promises this as well."""
    return read_documents(TEXTS | {"packages.toml": PACKAGES.replace(PLUS, f"{PLUS}{promises}")}).catalogue


def faults(promises: str) -> list[str]:
    with pytest.raises(FaultyInput) as refusal:
        catalogue(promises)
    return [str(one).removeprefix("packages.toml: packages[plus].") for one in refusal.value.faults]


def example(name: str) -> dict[str, Package]:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (EXAMPLES / name).glob("*.toml")}
    return dict(read_documents(texts).catalogue.packages)


def test_promises_are_read_and_inherited() -> None:
    packages = catalogue(CADENCE + ALLOWANCE + RESPONSE).packages
    for id_ in ("plus", "premium"):
        assert packages[id_].cadences == (
            Cadence(
                "review",
                "Review",
                Frequency(1, Unit.YEAR),
                "pim",
                Frequency(3, Unit.YEAR),
                Counted.AGREEMENT,
                remind=30,
            ),
        )
        assert packages[id_].allowances == (Allowance("urgent", "Urgent tickets", 2),)
        assert packages[id_].responses == (
            ResponseTime("p1", Lapse(6, TimeUnit.HOURS), Lapse(1, TimeUnit.HOURS), clock=None),
        )
    basic = packages["basic"]
    assert (basic.cadences, basic.allowances, basic.responses) == ((), (), ())


def test_a_clock_of_business_hours_may_have_hours_and_a_calendar_of_its_own() -> None:
    text = RESPONSE.replace('"always"', '"business_hours"\nhours = "09:00-17:00"\ncalendar = "se"')
    found = catalogue(text.replace("6 hours", "1 business day"))
    assert found.packages["plus"].responses == (
        ResponseTime(
            "p1",
            Lapse(1, TimeUnit.BUSINESS_DAYS),
            Lapse(1, TimeUnit.HOURS),
            BusinessClock(Hours.parse("09:00-17:00"), "se"),
        ),
    )
    assert found.clock_calendars == {"se": "premium"}


def test_a_calendar_of_a_clock_is_one_that_the_firm_keeps() -> None:
    text = RESPONSE.replace('"always"', '"business_hours"\ncalendar = "se"')
    documents = read_documents(TEXTS | {"packages.toml": PACKAGES.replace(PLUS, f"{PLUS}{text}")})
    assert documents.calendars["se"] == "packages.toml: packages[premium].response"
    assert "is not a calendar" in faults(text.replace('"se"', '"rates"'))[0]


def test_a_package_has_its_own_in_the_place_of_what_it_inherits() -> None:
    before = PACKAGES.replace(BASIC, f"{BASIC}{CADENCE}{ALLOWANCE}{RESPONSE}")
    own = CADENCE.replace("1 a year", "2 a year") + ALLOWANCE.replace("2 a", "6 a") + RESPONSE.replace("6 h", "4 h")
    packages = read_documents(TEXTS | {"packages.toml": before.replace(PLUS, f"{PLUS}{own}")}).catalogue.packages
    assert [packages[id_].cadences[0].often.times for id_ in ("basic", "plus", "premium")] == [1, 2, 2]
    assert [packages[id_].allowances[0].a_month for id_ in ("basic", "plus", "premium")] == [2, 6, 6]
    assert [packages[id_].responses[0].first.number for id_ in ("basic", "plus", "premium")] == [6, 4, 4]
    assert all(len(package.cadences) == 1 for package in packages.values())


WRONG = {
    "an unknown key": (
        CADENCE + 'colour = "red"\n',
        [
            "cadences[review].colour: unknown key (known: by, counted, id, name, often, remind, up_to)",
        ],
    ),
    "a unit that is none": (
        CADENCE.replace("1 a year", "1 a fortnight"),
        [f"cadences[review].often: '1 a fortnight' does not say how often ({OFTEN_HINT})"],
    ),
    "never": (
        CADENCE.replace("1 a year", "0 a year"),
        ["cadences[review].often: '0 a year' is never (leave out what is not promised)"],
    ),
    "more than once a day": (
        CADENCE.replace("1 a year", "29 a month"),
        [
            "cadences[review].often: '29 a month' is more than once a day",
        ],
    ),
    "a most that is less": (
        CADENCE.replace("3 a year", "1 a year"),
        ["cadences[review].up_to: '1 a year' is no more than '1 a year' (leave up_to out where there is no more)"],
    ),
    "a number for a text": (
        CADENCE.replace('"1 a year"', "1"),
        ["cadences[review].often: expected a text, not a whole number"],
    ),
    "an unknown role": (
        CADENCE.replace('"pim"', '"pimm"'),
        ["cadences[review].by: unknown role 'pimm' (did you mean 'pim'?)"],
    ),
    "an unknown way of counting": (
        CADENCE.replace('"agreement"', '"agrement"'),
        [
            "cadences[review].counted: 'agrement' is not one of calendar, agreement (did you mean 'agreement'?)",
        ],
    ),
    "reminded a year before": (
        CADENCE.replace("remind = 30", "remind = 365"),
        ["cadences[review].remind: 365 is not from 0 to 90"],
    ),
    "an id twice": (CADENCE + CADENCE, ["cadences[review].id: duplicate id 'review' (give each its own)"]),
    "an allowance by the year": (
        ALLOWANCE.replace("2 a month", "2 a year"),
        ["allowances[urgent].often: '2 a year' does not say how many a month (write it as '2 a month')"],
    ),
    "an allowance of none": (
        ALLOWANCE.replace("2 a month", "0 a month"),
        ["allowances[urgent].often: '0 a month' is none (leave out what is not promised)"],
    ),
    "an allowance twice": (
        ALLOWANCE + ALLOWANCE,
        ["allowances[urgent].id: duplicate id 'urgent' (give each its own)"],
    ),
    "a priority twice": (
        RESPONSE + RESPONSE,
        ["response[2].priority: duplicate priority 'p1' (give each its own)"],
    ),
    "a time that is none": (
        RESPONSE.replace("6 hours", "soon").replace("1 hour", "0 hours"),
        [
            f"response[1].first: 'soon' is no time of response ({LAPSE_HINT})",
            f"response[1].updates: '0 hours' is no time of response ({LAPSE_HINT})",
        ],
    ),
    "a clock that is none": (
        RESPONSE.replace("always", "sometimes"),
        ["response[1].clock: 'sometimes' is no clock (write always or business_hours)"],
    ),
    "hours of a clock that always runs": (
        RESPONSE + 'hours = "08:00-16:00"\ncalendar = "dk"\n',
        [
            "response[1].hours: a clock that always runs has no hours (leave it out)",
            "response[1].calendar: a clock that always runs has no calendar (leave it out)",
        ],
    ),
    "business days of a clock that always runs": (
        RESPONSE.replace("6 hours", "2 business days"),
        [
            'response[1].first: business days need a clock of business hours (write clock = "business_hours")',
        ],
    ),
    "nothing said": (
        "\n[[packages.cadences]]\n[[packages.allowances]]\n[[packages.response]]\n",
        [
            *(f"cadences[1].{key}: missing" for key in ("by", "id", "name", "often")),
            *(f"allowances[1].{key}: missing" for key in ("id", "name", "often")),
            *(f"response[1].{key}: missing" for key in ("first", "clock", "priority")),
        ],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_place_and_how_to_mend_it(case: str) -> None:
    text, expected = WRONG[case]
    assert faults(text) == expected


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = CADENCE.replace("1 a year", "0 a year") + ALLOWANCE.replace("2 a month", "2") + RESPONSE.replace("6 h", "6h")
    assert [told.split(":")[0] for told in faults(text)] == [
        "cadences[review].often",
        "allowances[urgent].often",
        "response[1].first",
    ]


def test_the_packages_of_picocore_owe_what_the_sources_say() -> None:
    packages = example("picocore")
    assert [package.id for package in packages.values() if package.cadences] == ["premium"]
    assert {one.id: (str(one.often), str(one.up_to), one.by) for one in packages["premium"].cadences} == {
        "strategic_meeting": ("1 a year", "2 a year", "account_manager"),
        "tactical_meeting": ("1 a quarter", "3 a quarter", "account_manager"),
        "status_report": ("1 a month", "1 a week", "account_manager"),
    }


def test_the_tiers_of_integrations_owe_what_the_sources_say() -> None:
    tiers = example("integrations")
    assert {id_: {one.id: str(one.often) for one in tier.cadences} for id_, tier in tiers.items()} == {
        "standard": {},
        "premium": {"health_review": "1 a year"},
        "enterprise": {"health_review": "2 a year"},
    }
    assert {id_: [one.a_month for one in tier.allowances] for id_, tier in tiers.items()} == {
        "standard": [],
        "premium": [2],
        "enterprise": [6],
    }
    soon = {
        id_: {one.priority: (one.first.number, one.updates and one.updates.number) for one in tier.responses}
        for id_, tier in tiers.items()
    }
    assert soon == {
        "standard": {"ordinary": (3, None)},
        "premium": {"ordinary": (2, None), "p1": (6, 12)},
        "enterprise": {"ordinary": (1, None), "p1": (4, 4)},
    }
    assert all(one.clock == BusinessClock() for tier in tiers.values() for one in tier.responses)
