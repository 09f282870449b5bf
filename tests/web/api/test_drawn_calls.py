"""Calls drawn from the document, right and wrong ones, with a token of each role: nothing fails, and the document has
every answer.

ROSTERING_API_EXAMPLES says how many times as many are drawn as usual.
"""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from rostering.domain.rights import RIGHTS
from rostering.domain.users import Role
from rostering.web.api.document import document
from rostering.web.api.table import ROUTES
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from samples.api_callers import BASE, Caller, api_of, new_user, token_of

SEAT = "preparedness:2026-11-07:pim:1"

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
TIMES = int(os.environ.get("ROSTERING_API_EXAMPLES", "1"))
OPEN, SHUT = 3 * TIMES, 1
"""Calls of each kind of a route that a role may use, and of one that it may not."""
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
THERE = {
    "number": 1,
    "before": 1,
    "after": 1,
    "seat": SEAT,
    "month": "2026-11",
    "entry": 1,
    "line": "B1:2026-11-27:asta",
}
"""Of the parameters of paths some that there are: numbers that are drawn are seldom those of anything."""


@schemathesis.serializer("application/zip")
def as_it_is(_context: Any, value: Any) -> bytes:
    """What is drawn in the place of a zip, which it seldom is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@cache
def operations() -> dict[str, Any]:
    """What can be called, by the name of the route."""
    schema = schemathesis.openapi.from_dict(document())
    found: list[Any] = [each.ok() for each in schema.get_all_operations()]  # type: ignore[union-attr] # ours is valid
    return {each.definition.raw["operationId"]: each for each in found}


@cache
def cases(name: str, mode: GenerationMode, in_path: tuple[str, ...]) -> Any:
    """What is drawn for a route, made once for all roles."""
    operation = operations()[name]
    there = {one: THERE[one] for one in in_path if one in THERE}
    return operation.as_strategy(mode) | operation.as_strategy(mode, path_parameters=there)


@pytest.fixture(scope="module")
def callers(firm_stores: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Role, Caller]]:
    """A program of each role, at one store that all calls of these tests may change."""
    store = str(shutil.copy(firm_stores / "published.db", tmp_path_factory.mktemp("drawn") / "rostering.db"))
    app = api_of(Site(store, PAGES))
    consultants = {Role.CONSULTANT: "asta"}
    made = {role: Caller(app, token_of(store, new_user(store, role, consultants.get(role)))) for role in Role}
    yield made
    for caller in made.values():
        caller.close()


def hasty(sent: dict[str, Any]) -> dict[str, Any]:
    """The call with the caller's own token, and without time to search in: what is found is nothing to these tests."""
    kept = {name: value for name, value in sent["headers"].items() if name.lower() != "authorization"}
    sent = {**sent, "headers": kept, "cookies": None}
    body = sent.get("json")
    if isinstance(body, dict):
        quick = {"time_limit": 1} if body.get("time_limit") else {}
        sent = {**sent, "json": {**body, **quick}}
    query = sent.get("params")
    if isinstance(query, dict) and str(query.get("time_limit", "")).isdigit():
        sent = {**sent, "params": {**query, "time_limit": min(1, int(query["time_limit"]))}}
    if "data" in sent:
        sent = {**{name: value for name, value in sent.items() if name != "data"}, "content": sent["data"]}
    return sent


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_what_is_drawn_is_answered_as_the_document_says(
    callers: dict[Role, Caller], role: Role, mode: GenerationMode, route: Any
) -> None:
    caller = callers[role]
    most = OPEN if route.action in RIGHTS[role] else SHUT

    @settings(max_examples=most, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
    @given(case=cases(route.name, mode, tuple(route.in_path)))
    def call(case: Any) -> None:
        answer = caller.run(caller.http.request(**hasty(case.as_transport_kwargs(base_url=BASE))))
        assert answer.status_code != 401
        case.validate_response(answer, checks=CHECKS)

    call()
