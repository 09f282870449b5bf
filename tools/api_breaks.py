"""What of a new document of the API breaks programs that were written by an old one."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
DEEPEST = 12
"""Steps into a schema that are compared."""


def breaks(old: Json, new: Json) -> list[str]:
    """Each break by name, such as `GET /api/v1/rosters: answer 200 []: price is gone`."""
    return sorted(set(_breaks(old, new)))


def _breaks(old: Json, new: Json) -> Iterator[str]:
    for path, operations in old["paths"].items():
        for method, before in operations.items():
            name, after = f"{method.upper()} {path}", new["paths"].get(path, {}).get(method)
            if after is None:
                yield f"{name} is gone"
            else:
                yield from (f"{name}: {each}" for each in _of_operation(_Pair(old, new), before, after))


class _Pair:
    """Both documents, to look up what is referred to."""

    def __init__(self, old: Json, new: Json) -> None:
        self._old, self._new = old, new

    def old(self, schema: Json) -> Json:
        """A schema of the old one."""
        return _resolved(self._old, schema)

    def new(self, schema: Json) -> Json:
        """A schema of the new one."""
        return _resolved(self._new, schema)


def _resolved(document: Json, schema: Json) -> Json:
    while reference := schema.get("$ref"):
        found: Any = document
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema


def _of_operation(pair: _Pair, before: Json, after: Json) -> Iterator[str]:
    yield from _of_parameters(pair, before.get("parameters", []), after.get("parameters", []))
    yield from _of_bodies(pair, before.get("requestBody", {}), after.get("requestBody", {}))
    for code, old in before["responses"].items():
        if not code.startswith("2"):
            continue
        if code not in after["responses"]:
            yield f"answer {code} is gone"
            continue
        kinds, now = old.get("content", {}), after["responses"][code].get("content", {})
        for kind, held in kinds.items():
            if kind not in now:
                yield f"answer {code} is no {kind} any more"
            else:
                given = _of_answers(pair, held.get("schema", {}), now[kind].get("schema", {}), 0)
                yield from (f"answer {code} {each}" for each in given)


def _of_parameters(pair: _Pair, old: list[Json], new: list[Json]) -> Iterator[str]:
    before = {(each["in"], each["name"]): each for each in old}
    after = {(each["in"], each["name"]): each for each in new}
    for (place, name), held in before.items():
        now = after.get((place, name))
        if now is None:
            yield f"{place} parameter {name} is gone"
            continue
        if now.get("required") and not held.get("required"):
            yield f"{place} parameter {name} is required"
        yield from (f"{place} parameter {name} {each}" for each in _of_sent(pair, held["schema"], now["schema"], 0))
    for (place, name), now in after.items():
        if (place, name) not in before and now.get("required"):
            yield f"{place} parameter {name} is new and required"


def _of_bodies(pair: _Pair, old: Json, new: Json) -> Iterator[str]:
    if not old and new.get("required"):
        yield "a body is new and required"
    for kind, held in old.get("content", {}).items():
        if kind not in new.get("content", {}):
            yield f"a body of {kind} is not taken any more"
        else:
            now = new["content"][kind].get("schema", {})
            yield from (f"body {each}" for each in _of_sent(pair, held.get("schema", {}), now, 0))


def _of_answers(pair: _Pair, old: Json, new: Json, depth: int) -> Iterator[str]:
    """What an answer has no more, or has otherwise: programs read what it had."""
    old, new = pair.old(old), pair.new(new)
    if depth > DEEPEST:
        return
    if more := _kinds(pair.new, new) - _kinds(pair.old, old):
        yield f"may be {', '.join(sorted(more))}"
    fields, now = old.get("properties", {}), new.get("properties", {})
    for name, held in fields.items():
        if name not in now:
            yield f"{name} is gone"
            continue
        if name in old.get("required", ()) and name not in new.get("required", ()):
            yield f"{name} may be missing"
        yield from (f"{name}: {each}" for each in _of_answers(pair, held, now[name], depth + 1))
    for word in ("items", "additionalProperties"):
        if isinstance(old.get(word), dict) and isinstance(new.get(word), dict):
            yield from (f"[]: {each}" for each in _of_answers(pair, old[word], new[word], depth + 1))
    yield from _of_sides(pair, old, new, depth, _of_answers)


def _of_sent(pair: _Pair, old: Json, new: Json, depth: int) -> Iterator[str]:
    """What is taken no more, or asked for besides: programs send what was taken."""
    old, new = pair.old(old), pair.new(new)
    if depth > DEEPEST:
        return
    if fewer := _kinds(pair.old, old) - _kinds(pair.new, new):
        yield f"may be no {', '.join(sorted(fewer))} any more"
    known: list[Any] = old.get("enum", [])
    if gone := set(known) - set(new.get("enum", known)):
        yield f"may not be {', '.join(sorted(map(str, gone)))} any more"
    yield from _of_limits(old, new)
    fields, now = old.get("properties", {}), new.get("properties", {})
    for name, held in fields.items():
        if name not in now:
            yield f"{name} is not taken any more"
        else:
            yield from (f"{name}: {each}" for each in _of_sent(pair, held, now[name], depth + 1))
    for name in new.get("required", ()):
        if name not in old.get("required", ()):
            yield f"{name} is required"
    if isinstance(old.get("items"), dict) and isinstance(new.get("items"), dict):
        yield from (f"[]: {each}" for each in _of_sent(pair, old["items"], new["items"], depth + 1))
    yield from _of_sides(pair, old, new, depth, _of_sent)


def _of_limits(old: Json, new: Json) -> Iterator[str]:
    """Limits that have become tighter."""
    for word, sign in (("minimum", 1), ("minLength", 1), ("minItems", 1), ("maximum", -1), ("maxLength", -1)):
        before, after = old.get(word), new.get(word)
        if after is not None and (before is None or sign * after > sign * before):
            yield f"has the {word} {after}"
    if "pattern" in new and new["pattern"] != old.get("pattern"):
        yield f"has the pattern {new['pattern']}"


def _of_sides(pair: _Pair, old: Json, new: Json, depth: int, of: Any) -> Iterator[str]:
    """The sides of what may be several things, where but one of them is not null."""
    one, other = _side(old), _side(new)
    if one is not old or other is not new:
        yield from of(pair, one, other, depth + 1)


def _side(schema: Json) -> Json:
    sides: list[Json] = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    return sides[0] if len(sides) == 1 else schema


def _kinds(resolve: Any, schema: Json) -> set[str]:
    schema = resolve(schema)
    if "anyOf" in schema:
        return {kind for each in schema["anyOf"] for kind in _kinds(resolve, each)}
    kind = schema.get("type")
    return {kind} if isinstance(kind, str) else set(kind or ())
