"""What a tool is: who may use it, what it takes, and what answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Fault, FaultyInput, Unknown
from rostering.language import _
from rostering.reports.look.shapes import Shape

_LONGEST = 500
"""Letters of what is given to a tool."""


class UnknownTool(Unknown):
    """A name that no tool has."""

    def __init__(self, name: str) -> None:
        super().__init__(_("there is no tool '{name}'", name=name))


@dataclass(frozen=True)
class Given:
    """One thing that a tool takes, always a text."""

    name: str
    about: str
    needed: bool = True


@dataclass(frozen=True)
class Tool:
    """Something that an assistant may ask; `answer` is called with the store, who asks, and what is given."""

    name: str
    title: str
    about: str
    action: Action
    answer: Callable[[str, Actor, Mapping[str, str]], Shape]
    takes: tuple[Given, ...] = ()

    @property
    def schema(self) -> Shape:
        """What it takes, as a JSON schema."""
        return {
            "type": "object",
            "properties": {one.name: {"type": "string", "description": one.about} for one in self.takes},
            "required": [one.name for one in self.takes if one.needed],
            "additionalProperties": False,
        }

    def given(self, said: Mapping[str, object]) -> Mapping[str, str]:
        """What was given, read. Raises FaultyInput with all that is wrong with it."""
        faults = tuple(self._faults(said))
        if faults:
            raise FaultyInput(faults)
        return {name: text for name, text in said.items() if isinstance(text, str) and text}

    def _faults(self, said: Mapping[str, object]) -> Iterator[Fault]:
        known = {one.name: one for one in self.takes}
        for name, text in said.items():
            if name not in known:
                names = ", ".join(known) or _("nothing")
                yield Fault(name[:_LONGEST], _("the tool takes no such thing"), _("it takes: {names}", names=names))
            elif text is not None and not (isinstance(text, str) and len(text) <= _LONGEST and text.isprintable()):
                yield Fault(name, _("this is no text of at most {most} letters", most=_LONGEST))
        for name, one in known.items():
            if one.needed and not said.get(name):
                yield Fault(name, _("is missing"))
