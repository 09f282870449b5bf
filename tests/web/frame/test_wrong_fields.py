"""What is wrong with a field is said on the page that comes back, whichever field it is, seen or not."""

import re
from collections.abc import Callable

import pytest

from rostering.domain.rights import RIGHTS
from rostering.domain.users import Role
from rostering.web.frame.page import Page
from rostering.web.map import PAGES
from samples.page_fixtures import PATH_VALUES
from samples.page_people import Person, said

Looker = Callable[[Role | None], Person]
FORMS = [page for page in PAGES if page.again is not None and page.action is not None]
CELLS = [(page, name) for page in FORMS for name in page.fields.by_name if name != "consultant"]
OTHERS = [page for page in FORMS if "consultant" in page.fields]


def named(cell: object) -> str:
    return cell.path if isinstance(cell, Page) else str(cell)


def path_of(page: Page) -> str:
    return re.sub(r"{(\w+)(:\w+)?}", lambda match: PATH_VALUES[match[1]], page.path)


def sender_of(looker: Looker, page: Page) -> Person:
    """A consultant where it is about oneself; else the first role that may."""
    roles = (Role.CONSULTANT, *Role)
    return looker(next(role for role in roles if page.action in RIGHTS[role]))


@pytest.mark.parametrize(("page", "name"), CELLS, ids=named)
def test_a_field_that_cannot_be_taken_is_named_on_the_page(looker: Looker, page: Page, name: str) -> None:
    somebody = sender_of(looker, page)
    token = somebody.form("/account", "/account/language")["csrf"]
    answer = somebody.post(path_of(page), csrf=token, **{name: "a\x07b"})
    assert answer.status_code == 422
    assert "character in this that cannot be written" in said(answer)


@pytest.mark.parametrize("page", OTHERS, ids=named)
def test_a_consultant_who_sends_the_id_of_nobody_they_are_is_refused(looker: Looker, page: Page) -> None:
    somebody = sender_of(looker, page)
    token = somebody.form("/account", "/account/language")["csrf"]
    for other in ("a\x07b", "birk"):
        answer = somebody.post(path_of(page), csrf=token, consultant=other)
        assert answer.status_code in {403, 422}
