"""Access tokens on the account page: made, shown once, revoked, and refused beside the field that is wrong."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

from rostering.domain.users import Role
from rostering.services.access.access_tokens import bearer
from rostering.services.clock import now
from samples.page_people import Person, said

Someone = Callable[..., Person]
SOON = str(now().date() + timedelta(days=30))


def made(somebody: Person, role: str = "ops", name: str = "script") -> str:
    answer = somebody.send("/account", "/account/tokens", name=name, role=role, until=SOON)
    assert answer.status_code == 200
    found = re.search(r"rostering_[A-Za-z0-9_-]{43}", html.unescape(answer.text))
    assert found
    return found[0]


def test_a_token_is_made_shown_once_and_revoked(person: Someone, store: str) -> None:
    ida = person(Role.OPS)
    secret = made(ida, "viewer", "payroll script")
    found = bearer(store, secret)
    assert found is not None
    assert found.actor.role is Role.VIEWER
    page = ida.get("/account")
    assert secret not in page.text
    assert "payroll script viewer" in said(page)
    assert "Last used" in said(page)
    answer = ida.send("/account", "/account/tokens/1/revoke")
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?changed=token")
    assert "The token is revoked." in said(ida.get("/account?changed=token"))
    assert "/account/tokens/1/revoke" not in ida.get("/account").text
    assert bearer(store, secret) is None


def test_a_role_that_may_more_is_not_offered_and_refused_beside_its_field(person: Someone) -> None:
    asta = person(Role.CONSULTANT)
    page = asta.get("/account").text
    assert re.findall(r'<option value="(ops|consultant|finance|viewer)"', page) == ["consultant"]
    answer = asta.send("/account", "/account/tokens", name="script", role="ops", until=SOON)
    assert answer.status_code == 422
    assert "A token may do no more than its user" in said(answer)
    assert 'value="script"' in answer.text


def test_an_old_date_and_a_name_too_many_are_told_beside_their_fields(person: Someone) -> None:
    ida = person(Role.OPS)
    answer = ida.send("/account", "/account/tokens", name="x" * 61, role="ops", until="2020-01-01")
    assert answer.status_code == 422
    assert "This is longer than 60 characters" in said(answer)
    answer = ida.send("/account", "/account/tokens", name="x", role="ops", until="2020-01-01")
    assert "This date is over." in said(answer)


def test_others_tokens_are_not_seen_and_not_revoked_by_who_may_not(person: Someone, store: str) -> None:
    secret = made(person(Role.OPS))
    viewer = person(Role.VIEWER)
    assert "/account/tokens/1/revoke" not in viewer.get("/account").text
    token = viewer.form("/account", "/account/language")["csrf"]
    answer = viewer.post("/account/tokens/1/revoke", csrf=token)
    assert answer.status_code == 404
    assert "There is no token 1." in said(answer)
    assert bearer(store, secret) is not None


def test_the_page_in_danish(person: Someone) -> None:
    page = said(person(Role.OPS, "da").get("/account"))
    assert "Adgangsnøgler" in page
    assert "Access tokens" not in page
