"""The pages of who is on call, in this process."""

from collections.abc import Callable, Iterator

import pytest

from rostering.domain.users import Role
from rostering.spans import Period
from rostering.store import open_store
from samples.long_rosters import publish
from samples.own_pages import AT, TODAY, site_of
from samples.page_people import BASE, Person, said, session_of
from samples.published_samples import duty

Someone = Callable[..., Person]
LINKS = "/on-call/links"
WEEK = Period(TODAY, TODAY.replace(day=30))


@pytest.fixture
def somebody(store: str) -> Iterator[Someone]:
    """Makes somebody in a role, or nobody who is signed in, on a Thursday of November."""
    people: list[Person] = []

    def make(role: Role | None = None, hour: int = 12, language: str | None = None, day: int = 26) -> Person:
        one = Person(store, BASE, site_of(store, AT.replace(hour=hour, day=day)))
        people.append(one)
        consultant = "asta" if role is Role.CONSULTANT else None
        return one if role is None else one.sign_in(session_of(store, role, consultant, language))

    yield make
    for one in people:
        one.close()


def give(lead: Person, customer: str = "havn", name: str = "desk") -> str:
    """The path of a new link of a customer."""
    answer = lead.send(LINKS, LINKS, customer=customer, name=name)
    assert answer.status_code == 200
    return answer.text.partition(f"{BASE}")[2].partition("<")[0]


@pytest.mark.parametrize("role", Role)
def test_everybody_signed_in_sees_who_is_on_next_and_this_week(somebody: Someone, role: Role) -> None:
    text = said(somebody(role).get("/on-call"))
    assert "Nothing is promised at this hour." in text
    assert "This week Week 48" in text
    assert "Asta Fyrlund" in text.partition("Next")[2]
    assert "Mon 23 Nov" in text


def test_what_nobody_holds_is_the_loudest_warning(somebody: Someone) -> None:
    answer = somebody(Role.VIEWER, day=28, hour=10).get("/on-call")
    assert "Nobody is there for what was promised" in said(answer)
    assert 'role="alert"' in answer.text
    assert answer.text.index('role="alert"') < answer.text.index('id="now"')


def test_an_hour_that_nobody_promised_is_no_gap(somebody: Someone, store: str) -> None:
    days = [
        duty("asta", day, role=role) for day in WEEK if day.weekday() >= 5 for role in ("backend", "frontend", "pim")
    ]
    publish(store, days, WEEK)
    answer = somebody(Role.VIEWER).get("/on-call")
    assert "Nobody is there for what was promised" not in said(answer)


@pytest.mark.parametrize("week", ["2026-12-24", "2027-01-04", "2025-06-30"])
def test_other_weeks_are_a_link_away(somebody: Someone, week: str) -> None:
    assert somebody(Role.VIEWER).get(f"/on-call?week={week}").status_code == 200


@pytest.mark.parametrize("week", ["soon", "2026-02-30", "1999-01-01", "2100-01-01"])
def test_a_week_that_is_none_is_told(somebody: Someone, week: str) -> None:
    answer = somebody(Role.VIEWER).get(f"/on-call?week={week}")
    assert answer.status_code == 422
    assert "date" in said(answer)


def test_a_customer_sees_roles_and_hours_without_names_and_without_signing_in(somebody: Someone) -> None:
    path = give(somebody(Role.OPS))
    answer = somebody().get(path)
    assert answer.status_code == 200
    text = said(answer)
    assert "On call for Havnekontoret Køl A/S" in text
    assert "08:00–16:00" in text
    for name in ("Asta", "Birk", "Molo"):
        assert name not in answer.text
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert 'name="robots" content="noindex"' in answer.text


def test_a_link_that_was_revoked_is_gone_and_one_that_never_was_is_not_found(person: Someone) -> None:
    lead = person(Role.OPS)
    path = give(lead)
    assert lead.send(LINKS, "/on-call/links/1/revoke").status_code == 303
    gone, never = person().get(path), person().get(f"/on-call/{'x' * 43}")
    assert (gone.status_code, never.status_code) == (410, 404)
    assert "This link has ended" in said(gone)
    assert "Havnekontoret" not in gone.text
    for answer in (gone, never):
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_feeds_secret_opens_no_page_of_a_customer(somebody: Someone) -> None:
    lead = somebody(Role.OPS)
    secret = give(lead).removeprefix("/on-call/")
    assert somebody().get(f"/feeds/{secret}/rostering.ics").status_code == 404


def test_a_link_is_shown_once_and_stands_in_no_list(somebody: Someone) -> None:
    lead = somebody(Role.OPS)
    secret = give(lead).removeprefix("/on-call/")
    listed = lead.get(LINKS)
    assert "desk" in said(listed)
    assert secret not in listed.text


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"customer": ""}, 422, "This has to be filled in."),
        ({"customer": "nobody"}, 404, "There is no customer"),
        ({"customer": "x" * 200}, 422, "This is longer than 100 characters."),
        ({"name": "x" * 61}, 422, "This is longer than 60 characters."),
        ({"name": "a\x07"}, 422, "There is a character in this that cannot be written."),
        ({"purpose": "feed"}, 422, "This form has no field"),
        ({"version": ""}, 409, "This form does not say what it was made from"),
        ({"version": "7"}, 409, "This was changed after you opened the form."),
    ],
    ids=str,
)
def test_what_cannot_be_taken_is_told_and_no_link_is_made(
    somebody: Someone, store: str, fields: dict[str, str], status: int, words: str
) -> None:
    answer = somebody(Role.OPS).send(LINKS, LINKS, **{"customer": "havn", "name": "desk", **fields})
    assert (answer.status_code, words in said(answer)) == (status, True)
    with open_store(store).reading() as reading:
        assert reading.subscriptions.all() == ()


def test_a_form_that_is_sent_twice_makes_one_link(somebody: Someone, store: str) -> None:
    lead = somebody(Role.OPS)
    form = {**lead.form(LINKS, LINKS), "customer": "havn"}
    assert [lead.post(LINKS, **form).status_code for _ in range(2)] == [200, 409]
    with open_store(store).reading() as reading:
        assert len(reading.subscriptions.all()) == 1


def test_the_customers_page_speaks_danish_to_whose_browser_does(somebody: Someone) -> None:
    path = give(somebody(Role.OPS))
    answer = somebody().get(path, accept_language="da")
    assert "På vagt for Havnekontoret Køl A/S" in said(answer)
