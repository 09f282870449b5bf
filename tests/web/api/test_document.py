"""The document of the API: what it says, that it is kept in docs/, and that a break of it is seen."""

import copy
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api_breaks import breaks
from rostering.web.api.document import document, document_text
from rostering.web.api.table import ROUTES
from samples.api_callers import Caller
from samples.called import Command

TOP = Path(__file__).parents[3]
KEPT = "docs/openapi.json"
Someone = Callable[..., Caller]
Json = dict[str, Any]


def git(*args: str) -> str | None:
    """What git says; None where there is none, or no such thing."""
    try:
        done = subprocess.run(["git", *args], cwd=TOP, capture_output=True, encoding="utf-8", check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def last_before(now: str) -> str | None:
    """The last document that was committed and is another than the one of now."""
    for commit in (git("log", "-n", "3", "--format=%H", "--", KEPT) or "").split():
        text = git("show", f"{commit}:{KEPT}")
        if text is not None and text != now:
            return text
    return None


def open_section() -> str:
    """What the changelog says of the version to come."""
    return re.split(r"^## ", (TOP / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1]


def test_what_breaks_programs_stands_in_the_changelog() -> None:
    now = document_text()
    before = last_before(now)
    if before is None:
        pytest.skip("no other document of the API was committed yet, or git is not here: nothing to compare with")
    said = open_section()
    unsaid = [each for each in breaks(json.loads(before), json.loads(now)) if f"`{each}`" not in said]
    assert not unsaid, "name each in CHANGELOG.md, in the section of the version to come, between backticks"


def test_the_service_the_command_and_the_document_say_the_same(caller: Someone, rostering: Command) -> None:
    answer = caller().get("/openapi.json")
    assert answer.status_code == 200
    assert answer.text == document_text() == rostering("api-schema").out
    assert caller().get("/openapi.json", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    refused = caller().post("/openapi.json")
    assert (refused.status_code, refused.json()["error"]["kind"]) == (405, "not_allowed")


def test_the_document_has_every_route_and_says_who_may() -> None:
    every = document()
    for route in ROUTES:
        operation = every["paths"][f"/api/v1{route.path}"][route.method.lower()]
        assert operation["summary"].endswith("."), route.path
        assert operation["description"].startswith("For: ops")
        assert {each["name"] for each in operation["parameters"] if each["in"] == "path"} == set(route.in_path)
        failures = {"400", "401", "403", "404", "409", "422", "429", "503"}
        assert {*failures, str(route.status)} <= operation["responses"].keys()
        assert ("415" in operation["responses"]) == (route.method != "GET")


def test_every_schema_that_is_named_is_there_and_used() -> None:
    text = json.dumps(document())
    named = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert named == document()["components"]["schemas"].keys()


def changed(change: Callable[[Json], object]) -> list[str]:
    """The breaks of a document that was changed."""
    new = copy.deepcopy(document())
    change(new)
    return breaks(document(), new)


def at(new: Json, path: str, method: str = "get") -> Json:
    found: Json = new["paths"][f"/api/v1{path}"][method]
    return found


def fields_of(new: Json, name: str) -> Json:
    found: Json = new["components"]["schemas"][name]["properties"]
    return found


def test_the_same_document_breaks_nothing() -> None:
    assert breaks(document(), document()) == []


def test_what_is_gone_or_asked_for_besides_is_a_break() -> None:
    assert changed(lambda new: new["paths"].pop("/api/v1/windows")) == ["GET /api/v1/windows is gone"]
    assert changed(lambda new: new["components"]["schemas"]["ListedJson"]["properties"].pop("price")) == [
        "GET /api/v1/rosters: answer 200 []: price is gone"
    ]
    required = {"name": "team", "in": "query", "required": True, "schema": {"type": "string"}}
    assert changed(lambda new: at(new, "/windows")["parameters"].append(required)) == [
        "GET /api/v1/windows: query parameter team is new and required"
    ]
    assert changed(lambda new: at(new, "/rosters")["parameters"].pop(0)) == [
        "GET /api/v1/rosters: query parameter period is gone"
    ]
    assert changed(lambda new: new["components"]["schemas"]["Assignment"]["required"].append("why")) == [
        "POST /api/v1/rosters/{number}/assign: body why is required"
    ]


def test_what_becomes_narrower_or_null_is_a_break() -> None:
    schemas = "components", "schemas"

    def null(new: Json) -> None:
        new[schemas[0]][schemas[1]]["CallerJson"]["properties"]["user"] = {
            "anyOf": [{"type": "string"}, {"type": "null"}]
        }

    assert changed(null) == ["GET /api/v1/me: answer 200 user: may be null"]

    def shorter(new: Json) -> None:
        fields_of(new, "BilledByHand")["note"]["maxLength"] = 10

    assert changed(shorter) == ["POST /api/v1/billing/months/{month}/billed: body note: has the maxLength 10"]

    def missing(new: Json) -> None:
        new["components"]["schemas"]["DutyJson"]["required"].remove("points")

    assert "GET /api/v1/duties: answer 200 []: points may be missing" in changed(missing)


def test_what_is_new_and_may_be_left_out_breaks_nothing() -> None:
    def more(new: Json) -> None:
        optional = {"name": "team", "in": "query", "required": False, "schema": {"type": "string"}}
        at(new, "/windows")["parameters"].append(optional)
        new["components"]["schemas"]["ListedJson"]["properties"]["note"] = {"type": "string"}
        new["paths"]["/api/v1/more"] = at(new, "/windows")

    assert changed(more) == []
