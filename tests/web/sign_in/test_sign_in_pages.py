"""Signing in and out, by the pages."""

from collections.abc import Callable

import httpx
import pytest

from rostering.domain.users import Role
from rostering.services.access.sign_in import accept, who
from rostering.services.access.users import add_user
from rostering.web.sign_in.attempts import ACCOUNTS, ADDRESSES
from rostering.web.sign_in.onward import onward
from samples.page_people import LEAD, Person, said

Someone = Callable[..., Person]
PASSWORD = "correct horse battery"


@pytest.fixture
def ida(store: str) -> str:
    """The name of an ops lead who has a password."""
    accept(store, add_user(store, LEAD, "ida", Role.OPS).secret, PASSWORD)
    return "ida"


def secret_in(browser: Person) -> str:
    return browser.http.cookies.get("session") or ""


def test_whoever_signs_in_goes_where_they_wanted_to(person: Someone, ida: str, store: str) -> None:
    nobody = person()
    asked = nobody.get("/account")
    assert asked.headers["location"] == "/sign-in?next=%2Faccount"
    answer = nobody.send(asked.headers["location"], "/sign-in", name=ida, password=PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    session, visit = answer.headers.get_list("set-cookie")
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session
    assert "Max-Age=2592000" in session
    assert visit.startswith("visit=; ")
    signed = who(store, secret_in(nobody))
    assert signed is not None
    assert signed.user.name == ida
    assert "Sign out" in said(nobody.get("/account"))


def test_a_wrong_password_is_told_beside_its_field_and_the_name_is_kept(person: Someone, ida: str) -> None:
    nobody = person()
    answer = nobody.send("/sign-in?next=/account", "/sign-in", name=ida, password="wrong horse")
    assert answer.status_code == 422
    assert "Name and password do not belong together." in said(answer)
    assert 'value="ida"' in answer.text
    assert 'name="next" value="/account"' in answer.text
    assert "wrong horse" not in answer.text
    assert secret_in(nobody) == ""


def test_a_session_that_was_there_before_is_not_the_one_after(person: Someone, ida: str, store: str) -> None:
    nobody = person()
    nobody.sign_in("x" * 43)
    nobody.send("/sign-in", "/sign-in", name=ida, password=PASSWORD)
    assert who(store, "x" * 43) is None


def tries(browser: Person, name: str, times: int) -> list[httpx.Response]:
    form = browser.form("/sign-in", "/sign-in")
    return [browser.post("/sign-in", **{**form, "name": name, "password": "x"}) for _ in range(times)]


@pytest.mark.usefixtures("ida")
@pytest.mark.parametrize("name", ["ida", "nobody"])
def test_attempts_are_limited_by_account_whether_there_is_such_a_one_or_not(person: Someone, name: str) -> None:
    nobody = person()
    nobody.site.meter(ACCOUNTS, 2, 900)
    answers = tries(nobody, name, 3)
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert "Too many attempts: wait 15 minutes." in said(answers[-1])
    assert 60 < int(answers[-1].headers["retry-after"]) <= 900
    assert f'value="{name}"' in answers[-1].text
    assert [answer.status_code for answer in tries(nobody, "another", 1)] == [422]


def test_attempts_are_limited_by_address_whatever_the_account(person: Someone) -> None:
    nobody = person()
    nobody.site.meter(ADDRESSES, 2, 900)
    answers = [tries(nobody, name, 1)[0] for name in ("one", "two", "three")]
    assert [answer.status_code for answer in answers] == [422, 422, 429]


def test_an_address_from_which_people_sign_in_is_not_counted_for_it(person: Someone, ida: str) -> None:
    nobody = person()
    nobody.site.meter(ADDRESSES, 2, 900)
    for _ in range(3):
        assert nobody.send("/sign-in", "/sign-in", name=ida, password=PASSWORD).status_code == 303
        nobody.http.cookies.clear()
    assert [tries(nobody, name, 1)[0].status_code for name in ("one", "two", "three")] == [422, 422, 429]


def test_whoever_signs_in_has_all_attempts_again(person: Someone, ida: str) -> None:
    nobody = person()
    nobody.site.meter(ACCOUNTS, 2, 900)
    tries(nobody, ida, 1)
    assert nobody.send("/sign-in", "/sign-in", name=ida, password=PASSWORD).status_code == 303
    nobody.http.cookies.clear()
    assert [answer.status_code for answer in tries(nobody, ida, 2)] == [422, 422]


def test_a_one_time_address_is_looked_at_without_being_spent_and_used_once(person: Someone, store: str) -> None:
    secret = add_user(store, LEAD, "Bo", Role.VIEWER).secret
    nobody, path = person(), f"/sign-in/{secret}"
    for _ in range(2):
        assert "Welcome, Bo" in said(nobody.get(path))
    short = nobody.send(path, path, password="too short")
    assert short.status_code == 422
    assert "A password has at least 12 characters." in said(short)
    done = nobody.send(path, path, password=PASSWORD)
    assert (done.status_code, done.headers["location"]) == (303, "/")
    signed = who(store, secret_in(nobody))
    assert signed is not None
    assert signed.user.name == "Bo"
    late = person().get(path)
    assert late.status_code == 404
    assert "This address is used up" in said(late)
    assert person().post(path, password=PASSWORD, csrf="x").status_code == 403


def test_whoever_signs_out_is_signed_out(person: Someone, store: str) -> None:
    somebody = person(Role.VIEWER)
    secret = secret_in(somebody)
    answer = somebody.send("/account", "/sign-out")
    assert answer.headers["location"] == "/sign-in"
    assert who(store, secret) is None
    assert somebody.get("/account").status_code == 303


def test_a_language_is_chosen_and_spoken_from_then_on(person: Someone) -> None:
    somebody = person(Role.VIEWER)
    assert somebody.send("/account", "/account/language", language="da").status_code == 303
    assert "Log ud alle steder" in said(somebody.get("/account"))
    assert somebody.send("/account", "/account/language", language="").status_code == 303
    assert "Sign out everywhere" in said(somebody.get("/account"))
    wrong = somebody.send("/account", "/account/language", language="tlh")
    assert wrong.status_code == 422
    assert "This is not among what can be chosen." in said(wrong)


def test_a_password_is_changed_and_the_browser_stays_signed_in(person: Someone, ida: str, store: str) -> None:
    somebody = person()
    somebody.send("/sign-in", "/sign-in", name=ida, password=PASSWORD)
    before = secret_in(somebody)
    wrong = somebody.send("/account", "/account/password", old="not this", new="another staple, please")
    assert wrong.status_code == 422
    assert "This is not your password." in said(wrong)
    done = somebody.send("/account", "/account/password", old=PASSWORD, new="another staple, please")
    assert done.headers["location"] == "/account?changed=password"
    assert "Your password is changed." in said(somebody.get(done.headers["location"]))
    assert who(store, before) is None
    assert who(store, secret_in(somebody)) is not None


def test_signing_out_everywhere_ends_every_session(person: Someone, ida: str) -> None:
    phone, desk = person(), person()
    for browser in (phone, desk):
        browser.send("/sign-in", "/sign-in", name=ida, password=PASSWORD)
    desk.send("/account", "/account/sign-out")
    assert phone.get("/account").status_code == desk.get("/account").status_code == 303


def test_whoever_is_signed_in_does_not_sign_in_again(person: Someone) -> None:
    answer = person(Role.VIEWER).get("/sign-in?next=/account")
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("/board?period=2026Q4", "/board?period=2026Q4"),
        ("", "/"),
        ("board", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/å", "/"),
        ("/" + "x" * 3000, "/"),
    ],
)
def test_nobody_is_sent_to_another_site(asked: str, goes: str) -> None:
    assert onward(asked) == goes
