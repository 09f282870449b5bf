"""The check of rights that every use case begins with."""

from rostering.domain.rights import Action, may, roles_that_may
from rostering.domain.users import Actor
from rostering.errors import RosteringError
from rostering.language import _


class Forbidden(RosteringError):
    """Something that this person may not do."""

    def __init__(self, actor: Actor, action: Action, about: str | None) -> None:
        if about is not None and may(actor, action):
            said = _("{name} may {action} for themselves only", name=actor.name, action=action.words)
        else:
            roles = ", ".join(role.word for role in roles_that_may(action))
            said = _(
                "{name} may not {action}: the role is {role}, and it takes one of: {roles}",
                name=actor.name,
                action=action.words,
                role=actor.role.word,
                roles=roles,
            )
        super().__init__(said)


def require(actor: Actor, action: Action, about: str | None = None) -> None:
    """Let nobody go on who may not; `about` is the id of the consultant whom it concerns. Raises Forbidden."""
    if not may(actor, action, about):
        raise Forbidden(actor, action, about)
