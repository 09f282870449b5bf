"""Pagers on loopback which take a request only if it is as their makers describe it, and answer as described."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jsonschema_rs
from graphql import build_schema, graphql_sync

DESCRIPTIONS = Path(__file__).parents[1] / "notices" / "pagers" / "descriptions"
USERS = {"anna@nordlys.example": "U1", "bo@nordlys.example": "U2", "asta@havn.example": "U3"}
Row = dict[str, Any]
Answer = tuple[int, Any]


@dataclass
class DescribedPager:
    """A pager with what it holds, what came, and what was not as described."""

    address: str = ""
    rows: dict[str, Row] = field(default_factory=dict)
    """By id: schedule, user, start, end; `hand` where somebody else made it."""
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    instead: Callable[[str], tuple[int, Mapping[str, str], str] | None] = lambda _asked: None
    """What is answered in the place of what was asked for, by method and path; None: what was asked for."""
    lose: Callable[[str], bool] = lambda _asked: False
    """Whether to do what is asked and break off without an answer."""
    now: datetime = datetime(2026, 11, 2, 12, tzinfo=UTC)

    def put(self, schedule: str, user: str, start: str, end: str, by: str = "us") -> Row:
        """Keep an override under the next id."""
        key = f"O{len(self.asked)}x{len(self.rows)}"
        row = {"id": key, "schedule": schedule, "user": user, "start": start, "end": end, "by": by}
        self.rows[key] = row
        return row

    def of(self, schedule: str) -> list[Row]:
        """What it holds of a schedule."""
        return [row for row in self.rows.values() if row["schedule"] == schedule]

    def said(self) -> list[tuple[str, str, str, str]]:
        """What it holds, to be compared."""
        return sorted((row["schedule"], row["user"], row["start"], row["end"]) for row in self.rows.values())

    def drop(self, key: str) -> bool:
        """Let an override be no more; one that goes on is cut off. Whether it was cut off."""
        row = self.rows[key]
        if datetime.fromisoformat(row["start"]) < self.now:
            row["end"] = f"{self.now:%Y-%m-%dT%H:%M:%SZ}"
            return True
        del self.rows[key]
        return False


@contextmanager
def described(kind: str) -> Iterator[DescribedPager]:
    """A pager of a kind, on loopback."""
    pager = DescribedPager()
    answer = _goalert(pager) if kind == "goalert" else _rest(pager, kind)

    class Handler(BaseHTTPRequestHandler):
        def handle_one(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            asked = f"{self.command} {urlsplit(self.path).path}"
            pager.asked.append(asked)
            instead = pager.instead(asked)
            if instead:
                self.say(*instead)
                return
            status, found = answer(self.command, self.path, dict(self.headers.items()), body)
            if pager.lose(asked):
                self.close_connection = True
                return
            self.say(status, {"Content-Type": "application/json"}, "" if found is None else json.dumps(found))

        do_GET = do_POST = do_PUT = do_DELETE = handle_one  # noqa: N815 - as the library has it

        def say(self, status: int, headers: Mapping[str, str], text: str) -> None:
            content = b"" if status == 204 else text.encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library has it
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    pager.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield pager
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _rest(pager: DescribedPager, kind: str) -> Callable[[str, str, dict[str, str], str], Answer]:
    judge = _Judge(pager, json.loads((DESCRIPTIONS / f"{kind}.json").read_text("utf-8")))
    act = {"pagerduty": _pagerduty, "jira": _jira, "incident_io": _incident_io}[kind]

    def answer(method: str, target: str, headers: dict[str, str], body: str) -> Answer:
        before, parts = len(pager.faults), urlsplit(target)
        query = dict(parse_qsl(parts.query))
        template, names = judge.request(method, parts.path, query, headers, body)
        if len(pager.faults) > before:
            return 400, {"message": pager.faults[-1]}
        status, found = act(pager, method, names, query, json.loads(body or "null"))
        judge.answer(method, template, status, found)
        return status, found

    return answer


class _Judge:
    """Holds requests, and our own answers, to a description."""

    def __init__(self, pager: DescribedPager, described: Mapping[str, Any]) -> None:
        self._pager, self._described = pager, described

    def request(
        self, method: str, path: str, query: Row, headers: Mapping[str, str], body: str
    ) -> tuple[str, list[str]]:
        """The path as it is described, and what stands in it."""
        for name, pattern in self._described["headers"].items():
            if not re.fullmatch(pattern, headers.get(name, "")):
                self._pager.faults.append(f"{method} {path}: the header {name} is {headers.get(name)!r}")
        template, names = _template(self._described["paths"], path)
        operation, what = self._described["paths"].get(template, {}).get(method.lower()), f"{method} {template}"
        if operation is None:
            self._pager.faults.append(f"{method} {path} is not described")
            return template, names
        self._judge(operation.get("query", {"maxProperties": 0}), query, f"query of {what}")
        if "body" in operation:
            self._judge({"const": "application/json"}, headers.get("Content-Type"), f"kind of body of {what}")
            self._judge(operation["body"], json.loads(body), f"body of {what}")
        elif body:
            self._pager.faults.append(f"{what} has a body")
        return template, names

    def answer(self, method: str, template: str, status: int, found: object) -> None:
        schema = self._described["paths"][template][method.lower()]["answers"].get(str(status))
        if schema is not None:
            self._judge(schema, found, f"our own answer to {method} {template}")

    def _judge(self, schema: Row, value: object, what: str) -> None:
        checked = jsonschema_rs.validator_for({**schema, "$defs": self._described["$defs"]}, validate_formats=True)
        self._pager.faults += [f"{what}: {error.message}" for error in checked.iter_errors(value)]


def _template(paths: Mapping[str, object], path: str) -> tuple[str, list[str]]:
    for template in paths:
        if found := re.fullmatch(re.sub(r"\{\w+\}", "([^/]+)", template), path):
            return template, list(found.groups())
    return "", []


def _pagerduty(pager: DescribedPager, method: str, names: list[str], query: Row, body: Any) -> Answer:
    if not names:
        return 200, {"users": [{"id": key, "email": mail} for mail, key in USERS.items() if query["query"] in mail]}
    if method == "GET":
        since, until = (datetime.fromisoformat(query[name]) for name in ("since", "until"))
        rows = [row for row in pager.of(names[0]) if _touches(row, since, until)]
        whole = query.get("overflow") == "true"
        return 200, {"overrides": [_in_pagerduty(row if whole else _cut(row, since, until)) for row in rows]}
    if method == "DELETE":
        return (
            (404, {"error": {"message": "Not Found", "code": 2100}})
            if names[1] not in pager.rows
            else (
                200 if pager.drop(names[1]) else 204,
                None,
            )
        )
    made = [pager.put(names[0], each["user"]["id"], each["start"], each["end"]) for each in body["overrides"]]
    return 201, [{"status": 201, "override": _in_pagerduty(row)} for row in made]


def _cut(row: Row, since: datetime, until: datetime) -> Row:
    start, end = max(datetime.fromisoformat(row["start"]), since), min(datetime.fromisoformat(row["end"]), until)
    return {**row, "start": start.isoformat(), "end": end.isoformat()}


def _in_pagerduty(row: Row) -> Row:
    user = {"id": row["user"], "type": "user_reference", "summary": "somebody"}
    return {"id": row["id"], "start": row["start"], "end": row["end"], "user": user}


def _jira(pager: DescribedPager, method: str, names: list[str], query: Row, body: Any) -> Answer:
    key, *alias = names[1:]
    if method == "GET":
        size, offset = int(query["size"]), int(query["offset"])
        rows = [row for row in pager.rows.values() if row["schedule"].split("/")[0] == key]
        return 200, {"values": [_in_jira(row) for row in rows][offset : offset + size]}
    if method == "POST":
        schedule = "/".join((key, *body.get("rotationIds", ())))
        return 201, _in_jira(pager.put(schedule, body["responder"]["id"], body["startDate"], body["endDate"]))
    if alias[0] not in pager.rows:
        return 404, {"message": "no such override"}
    if method == "DELETE":
        del pager.rows[alias[0]]
        return 204, None
    pager.rows[alias[0]] |= {"start": body["startDate"], "end": body["endDate"], "user": body["responder"]["id"]}
    return 200, _in_jira(pager.rows[alias[0]])


def _in_jira(row: Row) -> Row:
    rotations = row["schedule"].split("/")[1:]
    same = {"alias": row["id"], "startDate": row["start"], "endDate": row["end"]}
    return {**same, "responder": {"id": row["user"], "type": "user"}, "rotationIds": rotations}


def _incident_io(pager: DescribedPager, method: str, names: list[str], query: Row, body: Any) -> Answer:
    if "email" in query:
        return 200, {"users": [{"id": key, "email": mail} for mail, key in USERS.items() if mail == query["email"]]}
    if not names and method == "GET":
        wanted = "/".join(query[name] for name in ("schedule_id", "rotation_id", "layer_id"))
        rows = [_in_incident_io(row) for row in pager.of(wanted)]
        start = next((i for i, row in enumerate(rows, 1) if row["id"] == query.get("after")), 0)
        page = rows[start : start + 2]
        more = {"after": page[-1]["id"]} if start + 2 < len(rows) else {}
        return 200, {"overrides": page, "pagination_meta": {"page_size": 2, **more}}
    if method == "POST":
        key = "/".join(body[name] for name in ("schedule_id", "rotation_id", "layer_id"))
        return 201, {"override": _in_incident_io(pager.put(key, body["user"]["id"], body["start_at"], body["end_at"]))}
    if names[0] not in pager.rows:
        return 404, {"type": "not_found", "status": 404}
    if method == "DELETE":
        del pager.rows[names[0]]
        return 204, None
    pager.rows[names[0]] |= {"start": body["start_at"], "end": body["end_at"], "user": body["user"]["id"]}
    return 200, {"override": _in_incident_io(pager.rows[names[0]])}


def _in_incident_io(row: Row) -> Row:
    schedule, rotation, layer = row["schedule"].split("/")
    where = {"id": row["id"], "schedule_id": schedule, "rotation_id": rotation, "layer_id": layer}
    times = {
        "start_at": row["start"],
        "end_at": row["end"],
        **dict.fromkeys(("created_at", "updated_at"), row["start"]),
    }
    return {**where, **times, "user": {"id": row["user"], "name": "somebody"}}


def _touches(row: Row, since: datetime, until: datetime) -> bool:
    return datetime.fromisoformat(row["start"]) < until and datetime.fromisoformat(row["end"]) > since


def _goalert(pager: DescribedPager) -> Callable[[str, str, dict[str, str], str], Answer]:
    schema = build_schema((DESCRIPTIONS / "goalert.graphqls").read_text("utf-8"))

    def answer(method: str, target: str, headers: dict[str, str], body: str) -> Answer:
        if (method, target, headers.get("Authorization")) != ("POST", "/api/graphql", "Bearer token"):
            pager.faults.append(f"{method} {target} is not described")
            return 404, None
        asked = json.loads(body)
        found = graphql_sync(schema, asked["query"], _Root(pager), variable_values=asked["variables"])
        pager.faults += [error.message for error in found.errors or () if error.original_error is None]
        told = {"errors": [{"message": error.message} for error in found.errors]} if found.errors else {}
        return 200, {"data": found.data, **told}

    return answer


class _Root:
    """What GoAlert's queries and mutations do."""

    def __init__(self, pager: DescribedPager) -> None:
        self._pager = pager

    def users(self, _info: object, input: Row, **_others: object) -> Row:  # noqa: A002 - as GraphQL has it
        return _page([{"id": key, "email": mail} for mail, key in USERS.items()], {**input, "first": 1})

    def userOverrides(self, _info: object, input: Row) -> Row:  # noqa: A002, N802
        since, until = (datetime.fromisoformat(input[name]) for name in ("start", "end"))
        rows = [row for row in self._pager.of(input["scheduleID"]) if _touches(row, since, until)]
        return _page([_in_goalert(row) for row in rows], {**input, "first": 2})

    def createUserOverride(self, _info: object, input: Row) -> Row:  # noqa: A002, N802
        for row in self._pager.of(input["scheduleID"]):
            is_same = row["user"] == input["addUserID"]
            if is_same and _touches(row, *(datetime.fromisoformat(input[name]) for name in ("start", "end"))):
                raise ValueError("override conflict")
        return _in_goalert(self._pager.put(input["scheduleID"], input["addUserID"], input["start"], input["end"]))

    def updateUserOverride(self, _info: object, input: Row) -> bool:  # noqa: A002, N802
        self._pager.rows[input["id"]]["end"] = input["end"]
        return True

    def deleteAll(self, _info: object, input: list[Row]) -> bool:  # noqa: A002, N802
        for target in input:
            assert target["type"] == "userOverride"
            self._pager.rows.pop(target["id"], None)
        return True


def _in_goalert(row: Row) -> Row:
    return {"id": row["id"], "start": row["start"], "end": row["end"], "addUserID": row["user"], "removeUserID": ""}


def _page(rows: list[Row], input: Row) -> Row:  # noqa: A002 - as GraphQL has it
    start = next((i for i, row in enumerate(rows, 1) if row["id"] == input["after"]), 0)
    page = rows[start : start + input["first"]]
    end = page[-1]["id"] if page else ""
    return {"nodes": page, "pageInfo": {"endCursor": end, "hasNextPage": start + input["first"] < len(rows)}}
