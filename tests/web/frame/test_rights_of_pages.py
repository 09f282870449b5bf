"""Every page for every role: opened when the table of rights says so, and by nobody else."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest

from rostering.domain.rights import RIGHTS
from rostering.domain.users import Role
from rostering.web.frame.page import Page
from rostering.web.map import PAGES
from rostering.web.service.guard import FAMILIES
from samples.page_fixtures import PATH_VALUES
from samples.page_people import Person

OPEN = {"sign_in", "invitation", "with_provider", "from_provider", "customer_on_call"}
"""The names of pages that whoever comes may open; a new one has to be named here, on purpose."""
GUARDED = [page for page in PAGES if page.action is not None]
CELLS = [(page, method) for page in GUARDED for method in page.methods]
Someone = Callable[..., Person]
Looker = Callable[[Role | None], Person]


def named(cell: object) -> str:
    return f"{cell.methods[0]} {cell.path}" if isinstance(cell, Page) else str(cell)


def path_of(page: Page) -> str:
    names = [name.partition(":")[0] for name in re.findall(r"{(.*?)}", page.path)]
    missing = [name for name in names if name not in PATH_VALUES]
    assert not missing, f"say in samples/page_fixtures.py what {missing} may be in {page.path}"
    return re.sub(r"{(\w+)(:\w+)?}", lambda match: PATH_VALUES[match[1]], page.path)


def token_of(somebody: Person) -> str:
    return somebody.form("/account", "/account/language")["csrf"]


def test_every_page_has_an_action_but_those_for_signing_in() -> None:
    assert {page.name for page in PAGES if page.action is None} == OPEN


def test_the_log_names_the_family_of_every_page() -> None:
    assert {page.path.split("/")[1] for page in PAGES} <= FAMILIES


def test_a_name_stands_for_one_path_and_a_path_and_method_for_one_page() -> None:
    assert len({(page.name, page.path) for page in PAGES}) == len({page.name for page in PAGES})
    cells = [(page.path, method) for page in PAGES for method in page.methods]
    assert len(set(cells)) == len(cells)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("page", "method"), CELLS, ids=named)
def test_a_page_opens_for_those_who_may(person: Someone, looker: Looker, role: Role, page: Page, method: str) -> None:
    changes = method != "GET" and page.action in RIGHTS[role]
    somebody = person(role) if changes else looker(role)
    path = path_of(page)
    answer = somebody.get(path) if method == "GET" else somebody.post(path, csrf=token_of(somebody))
    assert page.action is not None
    if page.action not in RIGHTS[role]:
        assert answer.status_code == 403
        assert "may not" in answer.text
    elif method == "GET":
        assert answer.status_code in {200, 303}
    else:
        assert answer.status_code in {200, 303, 404, 409, 422}


@pytest.mark.parametrize(("page", "method"), CELLS, ids=named)
def test_whoever_is_not_signed_in_is_asked_to(looker: Looker, page: Page, method: str) -> None:
    nobody = looker(None)
    path = path_of(page)
    answer = nobody.get(path) if method == "GET" else nobody.post(path)
    onward = f"?next={quote(path, safe='')}" if method == "GET" and path != "/" else ""
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in{onward}")


@pytest.mark.parametrize(("page", "method"), [cell for cell in CELLS if cell[1] == "POST"], ids=named)
def test_a_form_without_a_token_of_ours_changes_nothing(looker: Looker, page: Page, method: str) -> None:
    somebody = looker(Role.OPS)
    for token in ("", token_of(looker(Role.FINANCE))):
        answer = somebody.post(path_of(page), csrf=token)
        assert answer.status_code in {403, 422}
        assert answer.status_code == 403 or page.fields.by_name
    assert method == "POST"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_method_that_a_page_does_not_have_is_refused(looker: Looker, page: Page) -> None:
    somebody = looker(Role.OPS)
    answer = somebody.run(somebody.http.request("DELETE", path_of(page)))
    assert answer.status_code == 405
    assert set(page.methods) <= set(answer.headers["allow"].split(", "))


def test_where_forms_are_sent_to_there_is_a_page_for_whoever_looks(looker: Looker) -> None:
    shown = {page.path for page in PAGES if "GET" in page.methods}
    only_sent = [page for page in PAGES if page.path not in shown]
    assert len(only_sent) > 20
    for somebody in (looker(Role.OPS), looker(None)):
        for page in only_sent:
            answer = somebody.get(path_of(page))
            assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
            assert "A form is sent here, and there is nothing to look at" in answer.text
