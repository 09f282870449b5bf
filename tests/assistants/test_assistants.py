"""Assistants: what they may ask, as whom, what they are answered, and the sentence for what is wrong."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import CallToolResult

from rostering.assistants.assistant import Assistant
from rostering.assistants.server import server_of
from rostering.assistants.table import TOOLS
from rostering.domain.users import Role
from rostering.services.access.users import add_user, remove_user
from samples.called import Command
from samples.swap_firm import LEAD, pim

Done = TypeVar("Done")
SATURDAY = pim(14)
EVERYTHING = [tool.name for tool in TOOLS]


def client_of(server: object, work: Callable[[Client], Awaitable[Done]]) -> Done:
    """What a client of the protocol's own library gets of a server."""

    async def run() -> Done:
        async with Client(server) as client:  # type: ignore[arg-type]
            return await work(client)

    return asyncio.run(run())


def ask(store: str, name: str, tool: str, **given: str) -> CallToolResult:
    async def call(client: Client) -> CallToolResult:
        return await client.call_tool(tool, given)

    return client_of(server_of(Assistant(store, name)), call)


def answer(store: str, name: str, tool: str, **given: str) -> Any:
    """What a tool answers with, which is the same as text and as data."""
    found = ask(store, name, tool, **given)
    assert not found.is_error, found.content
    assert found.structured_content == json.loads(found.content[0].text)  # type: ignore[union-attr]
    return found.structured_content


def refusal(store: str, name: str, tool: str, **given: str) -> str:
    found = ask(store, name, tool, **given)
    assert found.is_error
    return found.content[0].text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "tools"),
    [
        ("ops", EVERYTHING),
        ("consultant", ["who_is_on", "my_duties", "coverage"]),
        ("finance", ["who_is_on", "coverage", "charges"]),
        ("viewer", ["who_is_on", "coverage", "explain"]),
    ],
)
def test_an_assistant_sees_the_tools_of_its_role_only(automatic: str, name: str, tools: list[str]) -> None:
    async def listed(client: Client) -> Any:
        return (await client.list_tools()).tools

    found = client_of(server_of(Assistant(automatic, name)), listed)
    assert [tool.name for tool in found] == tools
    assert all(tool.annotations.read_only_hint for tool in found)


def test_who_is_on_is_what_the_command_says(automatic: str, rostering: Command) -> None:
    at = "2026-11-14T12:00"
    said = rostering("--db", automatic, "--json", "who", "--at", at, "--customer", "havn").json
    assert answer(automatic, "viewer", "who_is_on", at=at, customer="havn") == said
    assert {duty["role"] for duty in said["now"]} == {"backend", "frontend", "pim"}


def test_a_consultant_asks_for_their_own_duties_and_for_nobody_elses(automatic: str) -> None:
    add_user(automatic, LEAD, "Elma", Role.CONSULTANT, "elma")
    own = answer(automatic, "elma", "my_duties")
    assert own["consultant"] == "elma"
    seen = answer(automatic, "ops", "my_duties", consultant="elma")
    assert {**seen, "at": own["at"]} == own
    assert refusal(automatic, "elma", "my_duties", consultant="gerda") == (
        "Elma may see duties of their own for themselves only"
    )
    assert refusal(automatic, "ops", "my_duties") == "consultant: say whose: by id"
    assert "Elma may not see charges" in refusal(automatic, "elma", "charges", month="2026-11")
    remove_user(automatic, LEAD, "Elma")
    assert "there is no user 'elma', and no such role" in refusal(automatic, "elma", "my_duties")


def test_coverage_names_duties_with_their_holders(automatic: str) -> None:
    found = answer(automatic, "viewer", "coverage", period="2026-11-14")
    assert found["period"] == {"from": "2026-11-14", "to": "2026-11-14"}
    assert (found["unpublished"], found["empty_seats"]) == ([], [])
    assert {(duty["seat"], duty["consultant"]) for duty in found["duties"]} >= {(SATURDAY, "elma")}
    assert answer(automatic, "viewer", "coverage", period="2026-11-14", customer="nobody")["duties"] == []
    later = answer(automatic, "viewer", "coverage", period="2027-01-01..2027-01-02")
    assert (later["duties"], later["unpublished"]) == ([], ["2027-01-01", "2027-01-02"])


def test_explain_is_of_the_roster_that_is_published(automatic: str, rostering: Command) -> None:
    said = rostering("--db", automatic, "--json", "explain", "1", SATURDAY).json
    assert answer(automatic, "viewer", "explain", seat=SATURDAY) == said
    assert answer(automatic, "viewer", "explain", seat=SATURDAY, roster="1") == said
    assert refusal(automatic, "viewer", "explain", seat="x") == "no published roster has a seat 'x'"


def test_charges_are_what_the_command_says(automatic: str, rostering: Command) -> None:
    said = rostering("--db", automatic, "--json", "billing", "show", "2026-11").json
    assert answer(automatic, "finance", "charges", month="2026-11") == said
    assert "'November' is not a period" in refusal(automatic, "finance", "charges", month="November")


def test_all_that_is_wrong_with_a_call_is_told_at_once(automatic: str) -> None:
    said = refusal(automatic, "ops", "quote", customer="havn", when="2026-12-05", part="")
    assert said.splitlines() == [
        "when: the tool takes no such thing (it takes: customer, period, part, roles, shared)",
        "period: is missing",
        "part: is missing",
        "roles: is missing",
    ]
    assert refusal(automatic, "ops", "publish") == "there is no tool 'publish'"


def test_it_speaks_over_standard_input_and_output(automatic: str, tmp_path: Path) -> None:
    async def look(client: Client) -> tuple[list[str], Any]:
        tools = await client.list_tools()
        found = await client.call_tool("coverage", {"period": "2026-11-14"})
        return [tool.name for tool in tools.tools], found.structured_content

    command = ["-m", "rostering", "--db", automatic, "mcp", "--as", "viewer"]
    child = StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ), cwd=tmp_path)
    tools, found = client_of(child, look)
    assert tools == ["who_is_on", "coverage", "explain"]
    assert SATURDAY in {duty["seat"] for duty in found["duties"]}


def test_a_name_that_nobody_has_is_refused_before_anything_is_answered(automatic: str, rostering: Command) -> None:
    said = rostering("--db", automatic, "mcp", "--as", "nobody")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "rostering: there is no user 'nobody', and no such role: say who signs in, or one of ops, consultant, finance, "
        "viewer\n"
    )


def test_without_its_library_the_command_says_what_to_install(
    automatic: str, rostering: Command, monkeypatch: pytest.MonkeyPatch
) -> None:

    for name in [name for name in sys.modules if name.partition(".")[0] in {"mcp", "mcp_types"}]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "rostering.assistants.server")
    monkeypatch.delattr("rostering.assistants.server")
    said = rostering("--db", automatic, "mcp", "--as", "ops")
    assert (said.code, said.err) == (2, "rostering: this needs the library mcp: pip install 'rostering[mcp]'\n")
