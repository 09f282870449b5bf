"""What a page is: where it stands, who may open it, what is sent to it, and what answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rostering.domain.rights import Action
from rostering.web.frame.fields import NOTHING, Fields
from rostering.web.service.replies import Reply

if TYPE_CHECKING:
    from rostering.web.frame.asked import Asked

Handler = Callable[["Asked"], Awaitable[Reply]]
READ = ("GET",)
SEND = ("POST",)


@dataclass(frozen=True)
class Page:
    """One path and method of the service, with its handler.

    Two pages may share a path and a name: the one that shows a form, and the one that takes it.
    """

    path: str
    """With parameters as Starlette has them: `/board/seat/{seat}`, `/board/jobs/{job:int}`."""
    name: str
    """By which templates make its address: `url("board")`."""
    methods: tuple[str, ...]
    action: Action | None
    """Who may open it: whoever may do this; None: whoever comes, signed in or not."""
    handler: Handler
    fields: Fields = NOTHING
    """What its form has; nothing else is taken."""
    query: Fields = NOTHING
    """What may stand behind the question mark; anything else there is left aside."""
    again: Handler | None = None
    """What shows the form again, with what was typed and what is wrong with it, when it is not taken; the
    handler itself, where what stands behind the question mark is a form."""
