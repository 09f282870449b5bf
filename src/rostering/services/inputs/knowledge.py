"""What a data folder knows: whether its import would undo what was changed by other means than an import.

Leave that was accepted, or recorded with a repair, stands in the store and in no folder until it is exported. Such a
change is kept as one by other means until an import changes the record again, with the number of the exchange (import
or export) at which it was first seen. A folder may change or leave out what it knows, since that is done on purpose,
and must have what it does not know. It knows all that was seen up to the last exchange with it: an export to another
folder teaches it nothing. But what counts is what a folder holds, not where it lies: a file of it with the very records
that the store once exchanged knows what was known then, so that an old copy in the place of a new one is found out. A
folder that has never been exchanged, a copy perhaps, is believed nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rostering.answers.imports import Place
from rostering.store import Reading, Records, digests_of, seals_of
from rostering.store.exchanges import Exchange


@dataclass(frozen=True)
class FolderKnowledge:
    """What store and folders know of each other before an exchange, which gets this number."""

    number: int
    others: Mapping[Place, int]
    """The records changed by other means, each with the exchange that saw it first: this one, where it is new."""
    exchanges: tuple[Exchange, ...]

    def lost(self, folder: str, before: Records, after: Records) -> list[Place]:
        """The changes by other means that a folder with the records `after` does not know, and would undo."""
        known = self._known(folder, after)
        changed = {place for place in self.others if before.get(place) != after.get(place)}
        return sorted(place for place in changed if self.others[place] > known.get(place[0], 0))

    def kept(self, before: Records, after: Records) -> dict[Place, int]:
        """The changes by other means that stay what they are: an import that changes a record makes it its own."""
        return {place: number for place, number in self.others.items() if before.get(place) == after.get(place)}

    def _known(self, folder: str, records: Records) -> dict[str, int]:
        """By file, the last exchange that a folder with these records knows of."""
        seals = seals_of(records)
        by_place: dict[str, int] = {}
        by_content: dict[str, int] = {}
        for one in self.exchanges:
            if one.folder == folder:
                by_place[one.file] = max(one.number, by_place.get(one.file, 0))
            if one.seal == seals.get(one.file):
                by_content[one.file] = max(one.number, by_content.get(one.file, 0))
        return by_place | by_content


def knowledge_of(reading: Reading, records: Records) -> FolderKnowledge:
    """What is known before an exchange, given the store's records as they are now."""
    number = reading.exchanges.newest() + 1
    digests, baseline = digests_of(records), reading.baseline()
    changed = {place for place in digests.keys() | baseline.keys() if digests.get(place) != baseline.get(place)}
    return FolderKnowledge(
        number, {**reading.exchanges.others(), **dict.fromkeys(changed, number)}, reading.exchanges.all()
    )


def name_of(folder: Path) -> str:
    """What a folder is known by."""
    return str(folder.resolve())
