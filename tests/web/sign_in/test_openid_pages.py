"""Signing in by an OpenID provider on loopback, one that nobody here wrote."""

import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from rostering.domain.users import Role
from rostering.services.access.provider import Admission, Provider
from rostering.services.access.sign_in import who
from rostering.services.access.users import add_user
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from samples.openid_providers import NAME, Loopback
from samples.page_people import BASE, LEAD, Person, said

Coming = Callable[..., Person]
LINK = f"Sign in with {NAME}"


@pytest.fixture(params=["loopback", "certified"])
def openid(request: pytest.FixtureRequest) -> Loopback:
    """Each provider that there is."""
    found: Loopback = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def come(store: str) -> Iterator[Coming]:
    """Makes people at the pages of a service that has a provider."""
    people: list[Person] = []

    def make(provider: Provider | None, base: str | None = BASE) -> Person:
        people.append(Person(store, site=Site(store, PAGES, base, provider=provider)))
        return people[-1]

    yield make
    for one in people:
        one.close()


def there(browser: Person, path: str = "/sign-in/with-provider") -> str:
    answer = browser.get(path)
    assert answer.status_code == 303
    return answer.headers["location"]


def back(address: str) -> str:
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == BASE
    return f"{parts.path}?{parts.query}"


def user_of(browser: Person) -> tuple[str, Role, str | None]:
    signed = who(browser.store, browser.http.cookies.get("session") or "")
    assert signed is not None
    return signed.user.name, signed.user.role, signed.user.consultant


def test_the_page_for_signing_in_names_the_provider_first(come: Coming, loopback: Loopback) -> None:
    text = come(loopback.provider()).get("/sign-in?next=/account").text
    assert LINK in text
    assert text.index(LINK) < text.index("or with a name and a password")
    assert 'href="/sign-in/with-provider?next=%2Faccount"' in text
    assert NAME not in come(None).get("/sign-in").text


def test_whoever_signs_in_there_is_signed_in_here_in_the_role_of_their_group(come: Coming, openid: Loopback) -> None:
    browser = come(openid.provider())
    address = openid.signs_in(there(browser, "/sign-in/with-provider?next=/account"), "olga")
    answer = browser.get(back(address))
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert user_of(browser) == ("olga@nordlys.example", Role.OPS, None)
    assert "Sign out" in said(browser.get("/account"))


def test_the_way_there_has_a_state_a_nonce_and_a_challenge_of_its_own_each_time(
    come: Coming, loopback: Loopback
) -> None:
    browser = come(loopback.provider())
    first, second = (parse_qs(urlsplit(there(browser)).query) for _ in range(2))
    assert first["scope"] == ["openid profile email"]
    assert first["response_type"] == ["code"]
    assert first["code_challenge_method"] == ["S256"]
    assert first["redirect_uri"] == [f"{BASE}/sign-in/from-provider"]
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]
        assert len(first[name][0]) >= 43


def test_whoever_is_in_no_group_is_told_so(come: Coming, openid: Loopback) -> None:
    browser = come(openid.provider())
    answer = browser.get(back(openid.signs_in(there(browser), "nils")))
    assert answer.status_code == 422
    assert "None of your groups has a role here: ask an ops lead, or whoever keeps the groups." in said(answer)
    assert LINK in answer.text


def test_without_groups_whoever_was_added_comes_in_by_their_mail_address(come: Coming, openid: Loopback) -> None:
    browser = come(openid.provider(admission=Admission()))
    unknown = browser.get(back(openid.signs_in(there(browser), "olga")))
    assert "Nobody has added olga@nordlys.example as a user here: ask an ops lead." in said(unknown)
    add_user(browser.store, LEAD, "olga@nordlys.example", Role.FINANCE)
    browser.get(back(openid.signs_in(there(browser), "olga")))
    assert user_of(browser) == ("olga@nordlys.example", Role.FINANCE, None)


def test_an_address_that_is_not_verified_is_trusted_only_where_the_file_says_so(
    come: Coming, loopback: Loopback
) -> None:
    careful, trusting = (
        come(loopback.provider(admission=Admission(), trusts_email=trusts)) for trusts in (False, True)
    )
    add_user(careful.store, LEAD, "anna@nordlys.example", Role.VIEWER)
    assert careful.get(back(loopback.signs_in(there(careful), "anna"))).status_code == 422
    assert trusting.get(back(loopback.signs_in(there(trusting), "anna"))).status_code == 303


def test_people_of_another_firm_are_refused_where_a_domain_is_set(come: Coming, loopback: Loopback) -> None:
    provider = loopback.provider(domain="nordlys.example", admission=Admission({}, Role.VIEWER))
    browser = come(provider)
    answer = browser.get(back(loopback.signs_in(there(browser), "nils")))
    assert "Only people of nordlys.example sign in here." in said(answer)
    assert browser.get(back(loopback.signs_in(there(browser), "anna"))).status_code == 303


def test_an_answer_to_another_browser_or_to_nobody_is_refused(come: Coming, loopback: Loopback) -> None:
    mine, other = come(loopback.provider()), come(loopback.provider())
    answer = back(loopback.signs_in(there(mine), "olga"))
    there(other)
    for path in (
        answer,
        "/sign-in/from-provider",
        "/sign-in/from-provider?code=x&state=y",
        f"{answer}&iss=http://evil",
    ):
        browser = mine if "evil" in path else other
        refused = browser.get(path)
        assert refused.status_code == 422
        assert "This took too long, or was begun in another browser: try again." in said(refused)
    assert mine.get(answer).status_code == 303


def test_a_code_is_good_once(come: Coming, openid: Loopback) -> None:
    browser = come(openid.provider())
    answer = back(openid.signs_in(there(browser), "olga"))
    visit = browser.http.cookies.get("visit")
    assert browser.get(answer).status_code == 303
    browser.http.cookies.clear()
    browser.http.cookies.set("visit", visit or "", domain="127.0.0.1", path="/")
    again = browser.get(answer)
    assert again.status_code == 422
    assert f"{NAME} did not answer as it should: try again, or sign in with a password." in said(again)


def test_whoever_does_not_want_to_is_back_at_the_page_for_signing_in(come: Coming, loopback: Loopback) -> None:
    browser = come(loopback.provider())
    answer = browser.get(back(loopback.denies(there(browser))))
    assert answer.status_code == 422
    assert f"{NAME} did not let you through." in said(answer)


@pytest.mark.parametrize(
    "changed", [{"issuer": "http://localhost:1"}, {"issuer": "{issuer}/"}, {"client_secret": "no"}]
)
def test_a_provider_that_fails_or_is_another_is_told_in_a_sentence(
    come: Coming, certified: Loopback, changed: dict[str, str]
) -> None:
    changed = {name: value.format(issuer=certified.issuer) for name, value in changed.items()}
    browser = come(certified.provider(**changed))
    answer = browser.get("/sign-in/with-provider")
    if answer.status_code == 303:
        answer = browser.get(back(certified.signs_in(answer.headers["location"], "olga")))
    assert answer.status_code == 422
    assert "did not answer as it should" in said(answer)


def test_a_token_for_another_attempt_is_not_believed(come: Coming, loopback: Loopback) -> None:
    browser = come(loopback.provider())
    address = there(browser)
    nonce = parse_qs(urlsplit(address).query)["nonce"][0]
    answer = browser.get(back(loopback.signs_in(address.replace(nonce, "x" * 43), "olga")))
    assert "did not answer as it should" in said(answer)


def test_a_challenge_that_the_verifier_does_not_fit_is_refused_by_the_provider(
    come: Coming, certified: Loopback
) -> None:
    browser = come(certified.provider())
    address = there(browser)
    challenge = parse_qs(urlsplit(address).query)["code_challenge"][0]
    answer = browser.get(back(certified.signs_in(address.replace(challenge, "x" * 43), "olga")))
    assert "did not answer as it should" in said(answer)


def test_what_a_provider_says_of_itself_is_asked_for_once(come: Coming, loopback: Loopback) -> None:
    browser = come(loopback.provider())
    there(browser)
    kept = browser.site.kept["openid"]
    learnt = kept._learnt
    there(browser)
    assert browser.site.kept["openid"] is kept
    assert kept._learnt == learnt
    kept._learnt = time.monotonic() - 4000
    there(browser)
    assert kept._learnt > learnt


def test_a_service_that_does_not_know_its_address_sends_nobody_away(store: str, loopback: Loopback) -> None:
    site = Site(store, PAGES, None, provider=loopback.provider())
    browser = Person(store, base="http://vagt.example.org", site=site)
    answer = browser.get("/sign-in/with-provider")
    assert "The service was not told where others reach it: start it with --url." in said(answer)
    browser.close()


def test_without_a_provider_there_is_no_way_to_one(come: Coming) -> None:
    browser = come(None)
    for path in ("/sign-in/with-provider", "/sign-in/from-provider?code=x&state=y"):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "Sign in" in said(answer)


def test_no_secret_of_an_attempt_is_in_its_addresses(come: Coming, loopback: Loopback) -> None:
    browser = come(loopback.provider())
    address = there(browser)
    visit = browser.http.cookies.get("visit")
    assert visit
    assert visit not in address
    assert loopback.provider().client_secret not in address + repr(loopback.provider())
