"""Who acts, by a name: a user, or anybody in a role."""

from rostering.domain.users import Actor, Role
from rostering.errors import BadCall
from rostering.language import _
from rostering.services.opening import existing_store


class NobodyNamed(BadCall):
    """A name that neither a user nor a role has."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "there is no user '{name}', and no such role: say who signs in, or one of {roles}",
                name=name,
                roles=", ".join(Role),
            )
        )


def actor_named(url: str, name: str) -> Actor:
    """The user of a name, or somebody in the role that is called so. Raises NoStore, NobodyNamed."""
    with existing_store(url).reading() as reading:
        user = reading.users.by_name(name)
    if user is not None and user.ended is None:
        return user.actor
    if user is None and name in set(Role):
        return Actor(name, Role(name))
    raise NobodyNamed(name)
