"""Verifying: that roster, charges and exported files of a period agree."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from rostering.answers.proofs import Verified
from rostering.billing.files.verification import (
    batch_differences,
    export_differences,
    file_differences,
    line_differences,
    order_differences,
    roster_differences,
)
from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.reckoning import Evidence
from rostering.domain.charges import Export, Mismatch, Price, Want, corrections_in
from rostering.domain.inputs import Inputs
from rostering.errors import BadCall, FaultyInput, StorageFailed
from rostering.files import digest_given
from rostering.language import _, foreign
from rostering.services.charges.books import books_of
from rostering.services.charges.statements import states_of
from rostering.services.opening import existing_store
from rostering.spans import Period


class NoFiles(BadCall):
    """A folder to verify that is not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(_("cannot verify the files of '{folder}': there is no such folder", folder=folder))


class UnreadableFile(StorageFailed):
    """An exported file that is there and cannot be read."""

    def __init__(self, file: Path, error: OSError) -> None:
        super().__init__(_("cannot read '{file}': {strerror}", file=file, strerror=foreign(error.strerror)))


def verify(url: str, period: Period, folder: Path | None = None) -> Verified:
    """Compare what was published, charged and exported, with the files where they were written and in a folder.

    Files that lie no more where they were written are counted, not missed: people move them. What a
    browser took away was never written anywhere here. Raises NoInputs, NoFiles.
    """
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        books = books_of(reading, inputs)
        states = states_of(reading, period)
        closings = reading.charges.closings()
        batches = {m: closing.batch for m, closing in closings.items() if m in states}
        prices = {one.want: one.price for one in reading.charges.frozen()}
        exports = [one for one in reading.charges.exports() if one.month in states]
        # Names that went out of lines after years changed what they are known by, and nothing else.
        kept, resealed = reading.charges.lines(), of_months(reading.charges.batches(), batches)
    closed = [line for line in books.closed if line.day in period or line.month in states]
    known = {line.id: line for line in books.closed}
    homes = {home: [one for one in exports if one.folder == home] for home in sorted({one.folder for one in exports})}
    found = {home: _digests(Path(home), exports) for home in homes if home}
    given = _given(folder, exports)
    differences = (
        *_roster_differences(inputs, books, prices, period),
        *order_differences(books, period),
        *line_differences(closed, known, prices, books.publications, dict(books.fees.kept)),
        *batch_differences(resealed, kept),
        *export_differences(exports, batches, kept),
        *dict.fromkeys(
            (
                *(each for home, there in found.items() for each in file_differences(homes[home], there)),
                *(_file_differences(exports, given, folder) if folder else ()),
            )
        ),
    )
    files = len({(home, name) for home, there in found.items() for name in there} | _outside(given, folder, found))
    written = [one for one in exports if one.folder]
    moved = sum(not one.files.keys() & found.get(one.folder, {}).keys() for one in written)
    waiting = _waiting(books, period)
    return Verified(
        period, differences, states, len(closed), len(exports), files, moved, waiting, len(exports) - len(written)
    )


def of_months(found: Mapping[date, str], months: Collection[date]) -> dict[date, str]:
    """What is found of some months, by their first dates."""
    return {month: batch for month, batch in found.items() if month in months}


def _waiting(books: Books, period: Period) -> int:
    try:
        return sum(line.month not in books.months for line in corrections_in(books.about(period)))
    except Unbillable:
        return 0


def _roster_differences(
    inputs: Inputs, books: Books, prices: Mapping[Want, Price], period: Period
) -> tuple[Mismatch, ...]:
    frozen = {want: price.unit for want, price in prices.items()}
    cards, terms, orders = inputs.rate_cards, inputs.cancellation, books.orders(period)
    subscribed = inputs.agreements, inputs.fees, books.fees.kept
    evidence = Evidence(books.publications, inputs.bookings, cards, frozen, terms, orders, *subscribed, books.callouts)
    try:
        return tuple(roster_differences(evidence, books.about(period), period))
    except Unbillable as unbillable:
        return tuple(Mismatch(str(period), reason) for reason in unbillable.reasons)


def _file_differences(exports: list[Export], found: Mapping[str, str], folder: Path) -> Iterator[Mismatch]:
    """Of some exports the files may lie elsewhere; a folder with none of them proves nothing."""
    yield from file_differences(exports, found)
    if exports and not _count(exports, found):
        yield Mismatch(str(folder), _("none of the exported files is in {folder}", folder=folder))


def _given(folder: Path | None, exports: list[Export]) -> dict[str, str]:
    if folder is None:
        return {}
    if not folder.is_dir():
        raise NoFiles(folder)
    return _digests(folder, exports)


def _outside(given: Mapping[str, str], folder: Path | None, found: Mapping[str, object]) -> set[tuple[str, str]]:
    """The files of the folder that was asked for, unless it is one that exports were written into."""
    place = str(folder.resolve()) if folder else ""
    return set() if place in found else {(place, name) for name in given}


def _digests(folder: Path, exports: list[Export]) -> dict[str, str]:
    """SHA-256 by name, of the files in a folder that have an export's names."""
    names = sorted({name for export in exports for name in export.files})
    found = {name: _digest(folder / name) for name in names}
    return {name: digest for name, digest in found.items() if digest}


def _digest(file: Path) -> str | None:
    """None where there is no such file; a pipe of its name is none."""
    try:
        return digest_given(file, file.name)
    except (FileNotFoundError, NotADirectoryError, FaultyInput):
        return None
    except OSError as error:
        raise UnreadableFile(file, error) from error


def _count(exports: list[Export], found: Mapping[str, str]) -> int:
    return len({name for export in exports for name in export.files} & found.keys())
