"""The example that a new store may be filled with, to look around in."""

from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Conflict
from rostering.language import _
from rostering.resources import shipped
from rostering.services.access.rights import require
from rostering.services.inputs.checks import check_folder
from rostering.services.inputs.folders import take_folder
from rostering.services.opening import existing_store

EXAMPLE = "picocore"


class StoreNotEmpty(Conflict):
    """A store that holds data already."""

    def __init__(self) -> None:
        super().__init__(_("there is data here already: the example is for an empty store"))


def load_example(url: str, actor: Actor) -> None:
    """Fill an empty store with the example firm. Raises Forbidden, StoreNotEmpty, StorageFailed."""
    require(actor, Action.LOAD_EXAMPLE)
    folder = shipped("examples") / EXAMPLE
    checked = check_folder(folder)
    with existing_store(url).transaction() as tx:
        if tx.has_inputs():
            raise StoreNotEmpty
        take_folder(tx, checked, folder, actor.name)
