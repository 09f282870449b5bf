"""The inputs: a data folder into the store, and out of it again."""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rostering.answers.imports import Imported, Place
from rostering.errors import Conflict, FaultyInput, StorageFailed
from rostering.files import MOST_OF_A_DOCUMENT, read_given
from rostering.folder.documents import ORGANISATION
from rostering.folder.reader import documents_of
from rostering.folder.writer import write_folder
from rostering.language import LANGUAGES, _
from rostering.rosters.version import Publication
from rostering.services.charges.books import books_of, told_of_closed
from rostering.services.charges.confirming import prices_to_freeze
from rostering.services.clock import now
from rostering.services.inputs.checks import Checked, check_folder
from rostering.services.inputs.dependants import refuse_removal
from rostering.services.inputs.headers import forget_header, keep_header
from rostering.services.inputs.knowledge import FolderKnowledge, knowledge_of, name_of
from rostering.services.inputs.openings import opening_doubts
from rostering.services.opening import existing_store, is_missing, store_for_import
from rostering.store import Reading, Records, Transaction, Unchangeable, records_of, seals_of

_IMPORT = "import"
ZIP = "zip:"
"""What an upload or a download is known by, which is no folder: no two are the same place."""
_LANGUAGE_LINE = re.compile(r"""^\s*language\s*=\s*["'](\w+)["']""", re.MULTILINE | re.ASCII)
"""In a file that may be no TOML as yet."""


class ChangedMeanwhile(Conflict):
    """Inputs that were changed by other means, which an import would undo."""

    def __init__(self, places: Collection[Place]) -> None:
        self.places = tuple(places)
        super().__init__(
            _(
                "these inputs were changed by other means since the last import or export of this folder, and it "
                "would undo that; export to it first, or import with --force:\n{places}",
                places=_listed(places),
            )
        )


class ImportedMeanwhile(Conflict):
    """Inputs that another import changed while this one was under way, and that this one would undo."""

    def __init__(self, places: Collection[Place]) -> None:
        self.places = tuple(places)
        super().__init__(
            _(
                "these inputs were changed by another import since this one looked at them, and it would undo that; "
                "bring the folders together and try again, or import with --force:\n{places}",
                places=_listed(places),
            )
        )


@dataclass(frozen=True)
class Offer:
    """What an import brings: a folder that was checked, its records, and whether what it would undo matters."""

    folder: str
    """What it is known by."""
    checked: Checked
    records: Records
    force: bool


def import_folder(
    url: str, path: Path, by: str, dry_run: bool = False, force: bool = False, since: int | None = None
) -> Imported:
    """Make the store's inputs what a data folder says, all or nothing; a dry run only says what would change.

    Prices of bookings that it confirms are frozen. `since` is the last entry of the log that is known to the caller, by
    default the last one now. Raises NoFolder, FaultyInput, ChangedMeanwhile and ImportedMeanwhile (unless forced),
    StorageFailed.
    """
    since = _log_end(url) if since is None else since
    checked = check_folder(path)
    offer = Offer(name_of(path), checked, records_of(checked.inputs), force)
    if dry_run:
        return _dry_run(url, offer)
    with store_for_import(url).transaction() as tx:
        return taken(tx, offer, by, since)


def take_folder(tx: Transaction, checked: Checked, path: Path, by: str) -> Imported:
    """Make the store's inputs what a folder that was checked says, in a transaction. Raises ChangedMeanwhile."""
    return taken(tx, Offer(name_of(path), checked, records_of(checked.inputs), force=False), by, tx.newest_entry())


def taken(tx: Transaction, offer: Offer, by: str, since: int) -> Imported:
    """Make the store's inputs what an offer says, in a transaction. Raises as `import_folder` does."""
    before, inputs = tx.records(), offer.checked.inputs
    known = knowledge_of(tx, before)
    imported = weighed(tx, offer, before, known, since)
    tx.replace_inputs(inputs)
    tx.charges.freeze(prices_to_freeze(inputs, tx.charges.frozen(), now()))
    tx.set_baseline(offer.records)
    tx.exchanges.note(offer.folder, seals_of(offer.records), known.number, known.kept(before, offer.records))
    _log(tx, by, imported, before, offer.records)
    keep_header(tx, by, offer.checked.bookings_header, inputs)
    return imported


def export_folder(url: str, path: Path) -> tuple[Path, ...]:
    """Write the store's inputs as a data folder, which the store then takes to know them. Raises StorageFailed.

    A store that cannot be changed is exported all the same; it will believe the folder less.
    """
    store = existing_store(url)
    try:
        with store.transaction() as tx:
            inputs = tx.inputs()
            files = write_folder(inputs, path)
            known = noted_export(tx, name_of(path))
            if any(one.folder == name_of(path) for one in known.exchanges):
                forget_header(tx, inputs)
            return files
    except Unchangeable:
        with store.reading() as reading:
            return write_folder(reading.inputs(), path)


def noted_export(tx: Transaction, folder: str) -> FolderKnowledge:
    """Keep that a folder has what the store has; returns what was known before."""
    records = tx.records()
    known = knowledge_of(tx, records)
    tx.set_baseline(records)
    tx.exchanges.note(folder, seals_of(records), known.number, known.others)
    return known


def _log_end(url: str) -> int:
    """The last that was done to a store before an import looks at its folder; what fails will fail again after that."""
    with suppress(StorageFailed):
        if not is_missing(url):
            with existing_store(url).reading() as reading:
                return reading.newest_entry()
    return 0


def _dry_run(url: str, offer: Offer) -> Imported:
    inputs = offer.checked.inputs
    if is_missing(url):
        prices_to_freeze(inputs, (), now())
        return _with_openings(_compared({}, offer), offer.checked)
    with existing_store(url).reading() as reading:
        prices_to_freeze(inputs, reading.charges.frozen(), now())
        before = reading.records()
        return weighed(reading, offer, before, knowledge_of(reading, before), reading.newest_entry())


def weighed(reading: Reading, offer: Offer, before: Records, known: FolderKnowledge, since: int) -> Imported:
    """What the import changes, once nothing speaks against it."""
    if not offer.force:
        _refuse_losses(reading, offer, before, known, since)
    imported = _compared(before, offer)
    if imported.removed:
        refuse_removal(imported.removed, reading.publications(), reading.charges.lines())
    imported = _with_openings(imported, offer.checked, reading.publications())
    return _with_closed_months(reading, offer.checked, imported)


def _with_openings(imported: Imported, checked: Checked, publications: Sequence[Publication] = ()) -> Imported:
    """With who opens the ledger at what where some have a row and some have none, told as warnings."""
    return replace(imported, warnings=(*imported.warnings, *opening_doubts(checked.inputs, publications)))


def _refuse_losses(reading: Reading, offer: Offer, before: Records, known: FolderKnowledge, since: int) -> None:
    if lost := known.lost(offer.folder, before, offer.records):
        raise ChangedMeanwhile(lost)
    raced = {place for place in _imported_after(reading, since) if before.get(place) != offer.records.get(place)}
    if raced:
        raise ImportedMeanwhile(sorted(raced))


def _imported_after(reading: Reading, since: int) -> Iterator[Place]:
    """The records that imports have changed since an entry of the log."""
    for entry in reading.entries_after(since):
        if entry.action == _IMPORT:
            for said in (entry.before, entry.after):
                for place in json.loads(said or "{}"):
                    file, _, key = place.partition(":")
                    yield file, key


def _with_closed_months(reading: Reading, checked: Checked, imported: Imported) -> Imported:
    """With what the import makes of closed months, told as a warning; `reading` has the inputs as they were."""
    if not reading.has_inputs() or not reading.charges.closings():
        return imported
    told = told_of_closed(books_of(reading), books_of(reading, checked.inputs))
    return replace(imported, warnings=(*imported.warnings, *told))


def language_in(path: Path) -> str | None:
    """The language that the firm of a data folder or workbook speaks; None where that cannot be read.

    Nothing is raised: what is wrong with the file, the import says.
    """
    file = documents_of(path) / ORGANISATION
    try:
        text = read_given(file, ORGANISATION, MOST_OF_A_DOCUMENT).decode("utf-8-sig", "replace")
    except (OSError, FaultyInput):
        return None
    return next((code for code in _LANGUAGE_LINE.findall(text) if code in LANGUAGES), None)


def _compared(before: Records, offer: Offer) -> Imported:
    after = offer.records
    both = before.keys() & after.keys()
    changed = [place for place in both if before[place] != after[place]]
    return Imported(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(before.keys() - after.keys())),
        unchanged=len(both) - len(changed),
        warnings=offer.checked.warnings,
    )


def _log(tx: Transaction, by: str, imported: Imported, before: Records, after: Records) -> None:
    """Keep what the records were and what they have become."""
    places = sorted({*imported.added, *imported.changed, *imported.removed})
    if places:
        tx.log(by, _IMPORT, "inputs", _said(before, places), _said(after, places), at=now())


def _said(records: Records, places: Collection[Place]) -> str:
    return json.dumps({":".join(place): records[place] for place in places if place in records}, ensure_ascii=False)


def _listed(places: Collection[Place]) -> str:
    return "\n".join(f"  {file}: {key}" for file, key in places)
