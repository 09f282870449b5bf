"""The server of the Model Context Protocol, over standard input and output: the one door to its library."""

import json
import logging
from typing import Any

import anyio
from anyio.to_thread import run_sync
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as McpTool

from rostering import __version__
from rostering.assistants.assistant import Assistant
from rostering.assistants.table import INSTRUCTIONS
from rostering.assistants.tools import Tool
from rostering.errors import RosteringError
from rostering.language import SOURCE, speaking
from rostering.reports.look.shapes import Shape


def server_of(assistant: Assistant) -> Server[Any]:
    """The server that answers for somebody's assistant."""

    async def list_tools(_context: object, _page: PaginatedRequestParams | None) -> ListToolsResult:
        found = await run_sync(assistant.tools)
        return ListToolsResult(tools=[_told(tool) for tool in found])

    async def call_tool(_context: object, asked: CallToolRequestParams) -> CallToolResult:
        return await run_sync(_answered, assistant, asked.name, dict(asked.arguments or {}))

    return Server(
        "rostering",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve(assistant: Assistant) -> None:
    """Answer until standard input ends."""
    logging.getLogger("mcp").setLevel(logging.WARNING)
    anyio.run(_serve, server_of(assistant))


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _told(tool: Tool) -> McpTool:
    return McpTool(
        name=tool.name,
        title=tool.title,
        description=tool.about,
        input_schema=tool.schema,
        annotations=ToolAnnotations(title=tool.title, read_only_hint=True, open_world_hint=False),
    )


def _answered(assistant: Assistant, name: str, said: Shape) -> CallToolResult:
    """The answer, or the sentence that says why there is none: for an assistant to read, not a failure of ours."""
    with speaking(SOURCE):
        try:
            found = assistant.ask(name, said)
        except RosteringError as error:
            return CallToolResult(content=[TextContent(type="text", text=str(error))], is_error=True)
    text = json.dumps(found, ensure_ascii=False)
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=found)
