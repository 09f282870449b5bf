"""Somebody's assistant: what it may ask, and what it is answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rostering.assistants.table import TOOLS
from rostering.assistants.tools import Tool, UnknownTool
from rostering.domain.rights import may
from rostering.domain.users import Actor
from rostering.reports.look.shapes import Shape
from rostering.services.access.acting import actor_named
from rostering.services.access.rights import require


@dataclass(frozen=True)
class Assistant:
    """Somebody's assistant at a store, who may do what they may and no more."""

    store: str
    name: str
    """A user, or a role."""

    @property
    def actor(self) -> Actor:
        """Whoever it acts as, as the store knows them now. Raises BadCall."""
        return actor_named(self.store, self.name)

    def tools(self) -> Iterable[Tool]:
        """The tools that they may use. Raises BadCall."""
        actor = self.actor
        return tuple(tool for tool in TOOLS if may(actor, tool.action))

    def ask(self, name: str, said: Mapping[str, object]) -> Shape:
        """The answer of a tool. Raises UnknownTool, Forbidden, FaultyInput, and what the use case raises."""
        tool = next((tool for tool in TOOLS if tool.name == name), None)
        if tool is None:
            raise UnknownTool(name)
        actor = self.actor
        require(actor, tool.action)
        return tool.answer(self.store, actor, tool.given(said))
