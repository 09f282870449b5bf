"""Every route of the API for every role: answered when the table of rights says so, and for nobody else."""

from collections.abc import Callable

import pytest

from rostering.domain.rights import RIGHTS
from rostering.domain.users import Role
from rostering.web.api.route import ApiRoute, Zipped
from rostering.web.api.table import ROUTES
from samples.api_callers import Caller
from samples.api_requests import BODIES, PATH_VALUES, path_of, request_of

Someone = Callable[..., Caller]
Asker = Callable[[Role | None], Caller]


def named(cell: object) -> str:
    return f"{cell.method} {cell.path}" if isinstance(cell, ApiRoute) else str(cell)


def test_each_route_has_a_path_and_method_and_a_name_of_its_own() -> None:
    assert len({(route.method, route.path) for route in ROUTES}) == len(ROUTES)
    assert len({route.name for route in ROUTES}) == len(ROUTES)


def test_each_route_has_a_request_that_tests_may_send() -> None:
    names = {name for route in ROUTES for name in route.in_path}
    assert names <= PATH_VALUES.keys()
    sending = {route.name for route in ROUTES if route.body is not None and not isinstance(route.body, Zipped)}
    assert sending == BODIES.keys()


def test_every_parameter_of_a_path_is_read() -> None:
    for route in ROUTES:
        assert set(route.in_path) <= route.asked.model_fields.keys(), route.path


def test_whatever_is_sent_changes_something_or_is_a_question() -> None:
    questions = {"check_own_leave", "ask_what_if", "preview_month", "check_data"}
    assert {route.name for route in ROUTES if route.method != "GET" and not route.changes} == questions
    assert not [route.name for route in ROUTES if route.method == "GET" and route.changes]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("route", ROUTES, ids=named)
def test_a_route_answers_those_who_may(caller: Someone, asker: Asker, role: Role, route: ApiRoute) -> None:
    somebody = caller(role) if route.changes and route.action in RIGHTS[role] else asker(role)
    answer = somebody.call(route.method, path_of(route), **request_of(route))
    shape = answer.json() if answer.headers["content-type"] == "application/json" else {}
    if route.action not in RIGHTS[role]:
        assert answer.status_code == 403
        assert shape["error"]["kind"] == "forbidden"
        assert "may not" in shape["error"]["message"]
    elif answer.status_code != route.status:
        assert answer.status_code in {403, 404, 409, 422}, shape
        assert shape["error"]["kind"] in {"forbidden", "bad_call", "conflict", "refused", "faulty_input"}


@pytest.mark.parametrize("route", ROUTES, ids=named)
def test_whoever_has_no_token_is_turned_away(asker: Asker, route: ApiRoute) -> None:
    answer = asker(None).call(route.method, path_of(route), **request_of(route))
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="rostering"'
    assert answer.json()["error"]["kind"] == "unauthenticated"
