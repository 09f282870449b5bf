"""The document's schemas, closed: a field that none of them names is a fault, too."""

from functools import cache
from typing import Any

from jsonschema_rs import Validator, validator_for

from rostering.web.api.document import document

Json = dict[str, Any]


def closed(schema: Any) -> Any:
    """The schema without room for further fields."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: closed(each) for name, each in schema.items()}
    is_object = schema.get("type") == "object" and "properties" in schema
    return {**found, "additionalProperties": False} if is_object else found


@cache
def answers() -> Json:
    """By route's name the schemas of its answers, each by status."""
    every = document()
    shared = {"components": {"schemas": closed(every["components"]["schemas"])}}
    found: Json = {}
    for operations in every["paths"].values():
        for operation in operations.values():
            for code, said in operation["responses"].items():
                answer = every["components"]["responses"][code] if "$ref" in said else said
                schema = answer.get("content", {}).get("application/json", {}).get("schema")
                if schema:
                    found.setdefault(operation["operationId"], {})[code] = {**closed(schema), **shared}
    return found


@cache
def _validator(name: str, code: str) -> Validator:
    return validator_for(answers()[name][code])


def faults_of(name: str, shape: object, code: int = 200) -> list[str]:
    """What of a shape the schema of a route's answer does not have, or has otherwise."""
    found = _validator(name, str(code)).iter_errors(shape)
    return [f"{list(error.instance_path)}: {error.message[:300]}" for error in found]
