"""The page of a link, for its owner."""

from datetime import timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.domain.users import Actor
from rostering.services.links.subscriptions import add_link, revoke_link, rotate_link
from rostering.web.feeds.page_words import WORDS
from samples.web_firm import ASTA, Client, Clock, path_of, secret_of

ALL = Subject(SubjectKind.ALL)
ZONE = ZoneInfo("Europe/Copenhagen")


def text_of(client: Client, secret: str, **headers: str) -> str:
    answer = client.get(f"/feeds/{secret}/", **headers)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_the_link_to_copy_comes_before_the_button_for_apple(client: Client, store: str) -> None:
    secret = secret_of(store)
    page = text_of(client, secret)
    link, button = f"https://vagt.example.org{path_of(secret)}", f'href="webcal://vagt.example.org{path_of(secret)}"'
    assert 0 < page.index(link) < page.index(button)
    assert "Duties of Asta Fyrlund" in page
    assert all(word in page for word in ("Google", "8 to 24 hours", "Outlook", "3 hours or more"))
    assert page == text_of(client, secret)
    assert client.get(f"/feeds/{secret}").text == client.get(f"/feeds/{secret}/").text


def test_the_page_is_safe_to_open(client: Client, store: str) -> None:
    headers = client.get(f"/feeds/{secret_of(store)}/").headers
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert all(word not in policy for word in ("unsafe", "script", "http", "*"))


def test_the_page_loads_nothing_from_elsewhere(client: Client, store: str) -> None:
    page = text_of(client, secret_of(store))
    assert not [word for word in ("<script", "src=", "<link", "@import", "url(", "<img", "<form") if word in page]


def test_it_speaks_the_language_of_the_link(client: Client, store: str) -> None:
    secret = secret_of(store, ALL, language="da", utc=True, busy=True, alarm=30)
    answer = client.get(f"/feeds/{secret}/")
    assert answer.headers["content-language"] == "da"
    page = unescape(answer.text)
    assert '<html lang="da">' in page
    assert "Alle vagter" in page
    assert all(word in page for word in ("Tider i UTC", "optaget", "30 minutter"))


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        (Subject(SubjectKind.ROLE, "pim"), "Duties of the role PIM"),
        (Subject(SubjectKind.TEAM, "preparedness"), "Duties of the team Preparedness team"),
        (Subject(SubjectKind.CUSTOMER, "havn"), "Duties for Havnekontoret Køl A/S"),
        (ALL, "All duties"),
    ],
)
def test_it_says_whose_duties_they_are(client: Client, store: str, subject: Subject, said: str) -> None:
    assert said in text_of(client, secret_of(store, subject))


def test_it_says_when_and_by_what_it_was_last_fetched(client: Client, store: str, clock: Clock) -> None:
    secret = secret_of(store)
    assert WORDS["en"].never in text_of(client, secret)
    client.get(path_of(secret), user_agent="Mozilla/5.0 (X11; Linux) Thunderbird/153.0")
    local = clock.now.astimezone(ZONE)
    assert f"Last fetched {local:%Y-%m-%d %H:%M} by Thunderbird." in text_of(client, secret)


def test_a_link_that_ends_or_ended_says_so(client: Client, store: str, clock: Clock) -> None:
    secret = secret_of(store)
    old = rotate_link(store, 1, Actor.ops("tester"), overlap=7).replaces
    assert old
    assert old.ends
    assert "replaced" in text_of(client, secret)
    clock.now = old.ends
    page = text_of(client, secret)
    assert f"This link ended at {old.ends.astimezone(ZONE):%Y-%m-%d %H:%M}" in page
    assert "webcal" not in page
    assert path_of(secret) not in page
    clock.now += timedelta(days=30)
    assert client.get(f"/feeds/{secret}/").status_code == 404


def test_a_revoked_link_says_so(client: Client, store: str, clock: Clock) -> None:
    secret = secret_of(store, language="da")
    revoke_link(store, 1, Actor.ops("tester"))
    clock.now += timedelta(minutes=1)
    assert "Linket udløb" in text_of(client, secret)


def test_names_are_never_markup(client: Client, store: str) -> None:
    secret = add_link(store, ASTA, Actor.ops("tester"), "<script>alert('x')</script>&amp;").secret
    answer = client.get(f"/feeds/{secret}/").text
    assert "<script" not in answer
    assert "&lt;script&gt;" in answer
    assert "&amp;amp;" in answer


NOT_KNOWN = [
    *('x"><script>', "a b", "", "vagt.example.org/x", "user@host", "user@localhost", "localhost/@evil.example"),
    *(
        "vagt.example.org",
        "vagt.example.org:8443",
        "[2001:db8::1]:8000",
        "10.0.0.1",
        "evil.example",
        "localhost.evil.dk",
    ),
    *("127.0.0.1.evil.example", "[::1", "[::1]evil", "127.0.0.1:99999999", "0.0.0.0", "evil.example#localhost"),
]


@pytest.mark.parametrize("host", NOT_KNOWN)
def test_a_host_that_nobody_vouched_for_is_not_repeated(store: str, host: str) -> None:
    secret = secret_of(store)
    with Client(store, base=None) as client:
        answer = client.get(f"/feeds/{secret}/", host=host)
        without_slash = client.get(f"/feeds/{secret}", host=host).text
    page = unescape(answer.text)
    assert answer.status_code == 200
    assert not [word for word in ("http", "webcal", "evil", "vagt.example", "10.0.0.1", "<script") if word in page]
    assert WORDS["en"].by_hand in page
    assert 'href="rostering.ics"' in page
    assert f'href="{secret}/rostering.ics"' in without_slash


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost:8000", "[::1]:8000", "127.9.9.9:1", "LOCALHOST", "a.localhost"]
)
def test_a_reader_at_the_same_machine_is_shown_the_address_it_used(store: str, host: str) -> None:
    secret = secret_of(store)
    with Client(store, base=None) as client:
        assert f"https://{host}{path_of(secret)}" in client.get(f"/feeds/{secret}/", host=host).text


def test_a_page_that_does_not_know_its_address_says_so_in_danish_too(store: str) -> None:
    secret = secret_of(store, language="da")
    with Client(store, base=None) as client:
        assert WORDS["da"].by_hand in unescape(client.get(f"/feeds/{secret}/").text)


def test_where_the_service_is_reached_can_be_set(store: str) -> None:
    secret = secret_of(store)
    with Client(store, base="https://firm.example.org/vagt") as client:
        page = text_of(client, secret, host="elsewhere.example.org")
    assert f"https://firm.example.org/vagt{path_of(secret)}" in page
    assert "elsewhere" not in page
