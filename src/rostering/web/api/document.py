"""The document that describes the API (OpenAPI 3.1), made from the table of routes."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from rostering import __version__
from rostering.domain.rights import roles_that_may
from rostering.reports.schemas.data import FailureJson
from rostering.web.api.route import PREFIX, ApiRoute, Zipped
from rostering.web.api.table import ROUTES
from rostering.web.service.replies import JSON, ZIP

Json = dict[str, Any]
Mode = Literal["validation", "serialization"]
_REF = "#/components/schemas/{model}"
_REFERENCE = re.compile(r'"#/components/schemas/(\w+)"')
_ALWAYS = {
    "401": "No access token, or one that is good no more",
    "403": "The token's role may not do this",
    "404": "There is nothing of this name or number, or the store is empty",
    "409": "It contradicts what was published, closed or changed meanwhile, or is under way",
    "422": "What was asked or sent cannot be honoured; places say what is wrong",
    "429": "Too many requests",
    "503": "The store is away, too many searches wait, or the service is being stopped",
}
_SENDING = {
    "400": "What was sent cannot be read",
    "413": "Too much was sent",
    "415": "Something of another kind was sent",
}
_DESCRIPTION = """\
Everything that the commands and pages do, for programs. The answers are those of the commands with `--json`.
Dates are ISO, instants ISO with an offset, money is integer oere in fields named `*_ore`. Fields may be added.
Sentences are English always.
"""


class Untitled(GenerateJsonSchema):
    """Schemas whose fields are called by their names alone."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """Never: a title that repeats the name says nothing."""
        return False


def document_text() -> str:
    """The document as it is printed and kept."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def document(routes: Iterable[ApiRoute] = ROUTES) -> Json:
    """The document of some routes, by default all."""
    every = tuple(routes)
    schemas, components = TypeAdapter.json_schemas(list(_types(every)), ref_template=_REF, schema_generator=Untitled)
    paths: dict[str, Json] = {}
    for route in every:
        paths.setdefault(PREFIX + route.path, {})[route.method.lower()] = _operation(route, schemas)
    known = components.get("$defs", {})
    named = _REFERENCE.findall(json.dumps([paths, known]))
    return {
        "openapi": "3.1.0",
        "info": {"title": "rostering", "version": __version__, "description": _DESCRIPTION},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "An access token"}},
            "responses": {code: _failure(words) for code, words in {**_ALWAYS, **_SENDING}.items()},
            "schemas": {name: known[name] for name in sorted({*named, "FailureJson"})},
        },
    }


def _types(routes: Iterable[ApiRoute]) -> Iterator[tuple[str, Mode, "TypeAdapter[Any]"]]:
    """What has a schema by name: bodies and answers, each under a key."""
    yield "failure", "serialization", TypeAdapter(FailureJson)
    for route in routes:
        if route.body is not None and not isinstance(route.body, Zipped):
            yield f"body {route.name}", "validation", route.body_reader
        if not isinstance(route.answer, Zipped):
            yield f"answer {route.name}", "serialization", TypeAdapter(route.answer)


def _operation(route: ApiRoute, schemas: Any) -> Json:
    roles = ", ".join(role.value for role in roles_that_may(route.action))
    found: Json = {
        "operationId": route.name,
        "summary": route.summary,
        "description": f"For: {roles}.",
        "tags": [route.path.split("/")[1]],
        "parameters": list(_parameters(route)),
        "responses": _responses(route, schemas),
    }
    if body := _body(route, schemas):
        found["requestBody"] = body
    return found


def _parameters(route: ApiRoute) -> Iterator[Json]:
    shape = route.reader.json_schema(ref_template=_REF, schema_generator=Untitled)
    for name, schema in shape.get("properties", {}).items():
        place = "path" if name in route.in_path else "query"
        described = {key: value for key, value in schema.items() if key != "title"}
        told = {"description": described.pop("description")} if "description" in described else {}
        required = name in shape.get("required", ())
        yield {"name": name, "in": place, "required": required, **told, "schema": _without_null(described, shape)}
    if route.changes:
        yield {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": "A request that comes again under its key within 24 hours is done once, and answered alike",
            "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
        }


def _without_null(schema: Json, shape: Json) -> Json:
    """The schema of a parameter: one that is not sent is not null; what it refers to stands in it."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        schema = {**{key: value for key, value in schema.items() if key not in {"anyOf", "default"}}, **kinds[0]}
    if reference := schema.get("$ref"):
        inner = shape["$defs"][reference.rpartition("/")[2]]
        schema = {key: value for key, value in inner.items() if key not in {"title", "description"}}
    return schema


def _body(route: ApiRoute, schemas: Any) -> Json | None:
    if route.body is None:
        return None
    if isinstance(route.body, Zipped):
        return {"required": True, "description": route.body.what, "content": {ZIP: {}}}
    return {"required": True, "content": {JSON: {"schema": schemas[f"body {route.name}", "validation"]}}}


def _responses(route: ApiRoute, schemas: Any) -> Json:
    codes = [*_ALWAYS, *(_SENDING if route.method != "GET" else ["400"])]
    failures = {code: {"$ref": f"#/components/responses/{code}"} for code in sorted(codes)}
    return {str(route.status): _answer(route, schemas), **failures}


def _answer(route: ApiRoute, schemas: Any) -> Json:
    if isinstance(route.answer, Zipped):
        return {"description": route.answer.what, "content": {route.answer.kind: {}}}
    headers: Json = {}
    if route.pages:
        headers["Link"] = {"description": 'Where the list goes on, with rel="next"', "schema": {"type": "string"}}
    if route.location:
        headers["Location"] = {"description": "What was made", "schema": {"type": "string"}}
    content = {JSON: {"schema": schemas[f"answer {route.name}", "serialization"]}}
    return {"description": route.summary, **({"headers": headers} if headers else {}), "content": content}


def _failure(words: str) -> Json:
    return {"description": words, "content": {JSON: {"schema": {"$ref": _REF.format(model="FailureJson")}}}}
