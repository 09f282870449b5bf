"""The inputs: a data folder into the store, and out of it again."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rostering.answers.imports import Imported, Place
from rostering.errors import Conflict
from rostering.folder.writer import write_folder
from rostering.rosters.version import Publication
from rostering.services.charges.books import books_of, told_of_closed
from rostering.services.charges.confirming import prices_to_freeze
from rostering.services.clock import now
from rostering.services.inputs.checks import Checked, check_folder
from rostering.services.inputs.dependants import refuse_removal
from rostering.services.inputs.headers import forget_header, keep_header
from rostering.services.inputs.openings import opening_doubts
from rostering.services.opening import existing_store, is_missing, store_for_import
from rostering.store import Reading, Records, Transaction, digests_of, records_of


class ChangedMeanwhile(Conflict):
    """Inputs that were changed by other means, which an import would undo."""

    def __init__(self, places: Collection[Place]) -> None:
        self.places = tuple(places)
        listed = "\n".join(f"  {file}: {key}" for file, key in places)
        super().__init__(
            "these inputs were changed by other means since the last import or export, and the folder would undo it; "
            f"export them first, or import with --force:\n{listed}"
        )


def import_folder(url: str, path: Path, by: str, dry_run: bool = False, force: bool = False) -> Imported:
    """Make the store's inputs what a data folder says, all or nothing; a dry run only says what would change.

    Prices of bookings that it confirms are frozen. Raises NoFolder, FaultyInput, ChangedMeanwhile (unless forced),
    StorageFailed.
    """
    checked = check_folder(path)
    if dry_run:
        return _rehearsed(url, checked, force)
    with store_for_import(url).transaction() as tx:
        before, after = tx.records(), records_of(checked.inputs)
        imported = _weighed(tx, checked, force)
        tx.replace_inputs(checked.inputs)
        tx.charges.freeze(prices_to_freeze(checked.inputs, tx.charges.frozen(), now()))
        tx.set_baseline(after)
        _log(tx, by, imported, before, after)
        keep_header(tx, by, checked.bookings_header, checked.inputs)
        return imported


def export_folder(url: str, path: Path) -> tuple[Path, ...]:
    """Write the store's inputs as a data folder, which the store then takes to know them. Raises StorageFailed."""
    with existing_store(url).transaction() as tx:
        inputs = tx.inputs()
        files = write_folder(inputs, path)
        tx.set_baseline(tx.records())
        forget_header(tx, inputs)
        return files


def _rehearsed(url: str, checked: Checked, force: bool) -> Imported:
    if is_missing(url):
        prices_to_freeze(checked.inputs, (), now())
        return _with_openings(_compared({}, checked), checked)
    with existing_store(url).reading() as reading:
        prices_to_freeze(checked.inputs, reading.charges.frozen(), now())
        return _weighed(reading, checked, force)


def _weighed(reading: Reading, checked: Checked, force: bool) -> Imported:
    """What the import changes, once nothing speaks against it."""
    before, after = reading.records(), records_of(checked.inputs)
    lost = _lost(before, after, reading.baseline())
    if lost and not force:
        raise ChangedMeanwhile(lost)
    imported = _compared(before, checked)
    if imported.removed:
        refuse_removal(imported.removed, reading.publications(), reading.charges.lines())
    imported = _with_openings(imported, checked, reading.publications())
    return _with_closed_months(reading, checked, imported)


def _with_openings(imported: Imported, checked: Checked, publications: Sequence[Publication] = ()) -> Imported:
    """With who opens the ledger at what where some have a row and some have none, told as warnings."""
    return replace(imported, warnings=(*imported.warnings, *opening_doubts(checked.inputs, publications)))


def _lost(before: Records, after: Records, baseline: Mapping[Place, str]) -> list[Place]:
    """Records changed since the baseline that would not stay as they are now."""
    digests = digests_of(before)
    changed = {place for place in digests.keys() | baseline.keys() if digests.get(place) != baseline.get(place)}
    return sorted(place for place in changed if before.get(place) != after.get(place))


def _with_closed_months(reading: Reading, checked: Checked, imported: Imported) -> Imported:
    """With what the import makes of closed months, told as a warning; `reading` has the inputs as they were."""
    if not reading.has_inputs() or not reading.charges.closings():
        return imported
    told = told_of_closed(books_of(reading), books_of(reading, checked.inputs))
    return replace(imported, warnings=(*imported.warnings, *told))


def _compared(before: Records, checked: Checked) -> Imported:
    after = records_of(checked.inputs)
    both = before.keys() & after.keys()
    changed = [place for place in both if before[place] != after[place]]
    return Imported(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(before.keys() - after.keys())),
        unchanged=len(both) - len(changed),
        warnings=checked.warnings,
    )


def _log(tx: Transaction, by: str, imported: Imported, before: Records, after: Records) -> None:
    """Keep what the records were and what they have become."""
    places = sorted({*imported.added, *imported.changed, *imported.removed})
    if places:
        tx.log(by, "import", "inputs", _said(before, places), _said(after, places), at=now())


def _said(records: Records, places: Collection[Place]) -> str:
    return json.dumps({":".join(place): records[place] for place in places if place in records}, ensure_ascii=False)
