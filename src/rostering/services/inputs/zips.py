"""The data folder as a zip, up and down: the same files, checks and rules as an import's and an export's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rostering.answers.data import Names
from rostering.answers.imports import Imported
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Conflict
from rostering.folder.writer import write_files
from rostering.folder.zips import LARGEST, packed, unpacked
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.inputs.checks import check_files
from rostering.services.inputs.folders import ZIP, ChangedMeanwhile, Offer, noted_export, taken, weighed
from rostering.services.inputs.knowledge import knowledge_of
from rostering.services.inputs.meaning import meanings
from rostering.services.inputs.record_history import changes_of
from rostering.services.inputs.records import digest_of
from rostering.services.inputs.tables import names_in
from rostering.services.opening import existing_store
from rostering.store import Reading, Unchangeable, records_of

__all__ = ["LARGEST", "FolderUpload", "download", "look_at_upload", "take_upload"]


class ChangedSinceSeen(Conflict):
    """An upload that would change something else by now than when it was looked at."""

    def __init__(self) -> None:
        super().__init__(_("the data was changed since this was looked at: look again at what the upload would do"))


@dataclass(frozen=True)
class FolderUpload:
    """What an upload would change, what that means, and what is against it."""

    imported: Imported
    meanings: tuple[str, ...]
    lost: tuple[str, ...]
    """Records that were changed by other means than an import, and that it would undo."""
    seen: str
    """What tells this from any other outcome."""
    changes: Mapping[str, tuple[tuple[str, str, str], ...]]
    """By record that is changed: column, before, after; of documents nothing."""
    names: Names
    """What the upload calls its ids."""


def download(url: str, actor: Actor) -> bytes:
    """The data folder as a zip, which the store then takes to be known, as after an export.

    Raises Forbidden, NoInputs.
    """
    require(actor, Action.LOOK_DATA)
    store = existing_store(url)
    try:
        with store.transaction() as tx:
            inputs = tx.inputs()
            noted_export(tx, f"{ZIP}{tx.exchanges.newest() + 1}")
            return packed(write_files(inputs))
    except Unchangeable:
        with store.reading() as reading:
            return packed(write_files(reading.inputs()))


def look_at_upload(url: str, actor: Actor, data: bytes) -> FolderUpload:
    """What an upload would change; nothing is stored. Raises Forbidden, BadZip, FaultyInput, NoInputs."""
    require(actor, Action.KEEP_DATA)
    checked = check_files(unpacked(data))
    with existing_store(url).reading() as reading:
        return _looked_at(reading, Offer(ZIP, checked, records_of(checked.inputs), force=True))


def take_upload(url: str, actor: Actor, data: bytes, seen: str, force: bool = False) -> Imported:
    """Make the inputs what an upload says, if it still means what was seen.

    Raises as `look_at_upload`, ChangedMeanwhile (unless forced), ChangedSinceSeen.
    """
    require(actor, Action.KEEP_DATA)
    checked = check_files(unpacked(data))
    offer = Offer(ZIP, checked, records_of(checked.inputs), force=True)
    with existing_store(url).transaction() as tx:
        looked = _looked_at(tx, offer)
        if looked.seen != seen:
            raise ChangedSinceSeen
        if looked.lost and not force:
            raise ChangedMeanwhile([_place(each) for each in looked.lost])
        noted = replace(offer, folder=f"{ZIP}{tx.exchanges.newest() + 1}")
        return taken(tx, noted, actor.name, tx.newest_entry())


def _looked_at(reading: Reading, offer: Offer) -> FolderUpload:
    known = reading.records()
    knowledge = knowledge_of(reading, known)
    imported = weighed(reading, offer, known, knowledge, reading.newest_entry())
    told = _meanings(reading, offer.checked.inputs) if reading.has_inputs() else ()
    lost = tuple(":".join(place) for place in knowledge.lost(offer.folder, known, offer.records))
    changes = [*imported.added, *imported.changed, *imported.removed]
    texts = [f"{place}{known.get(place)}{offer.records.get(place)}" for place in changes]
    seen = digest_of("\n".join((*texts, *told, *lost)))
    changed = {":".join(place): changes_of(known[place], offer.records[place]) for place in imported.changed}
    return FolderUpload(imported, told, lost, seen, changed, names_in(offer.checked.inputs))


def _meanings(reading: Reading, after: Inputs) -> tuple[str, ...]:
    before = reading.inputs()
    return meanings(reading, before, after, now().astimezone(before.organisation.zone).date())


def _place(text: str) -> tuple[str, str]:
    file, _colon, key = text.partition(":")
    return file, key
