"""Exports that a browser takes away: kept without a folder, and made anew, byte for byte, when asked for."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rostering.answers.exports import Download, Receipt
from rostering.billing.files.formats import ByDay, OneEncoding, OneFile, pdf_writer
from rostering.billing.invoices.vat import NeedsReview
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.statement import NobodyLeft, NoLines
from rostering.domain.charges import Export
from rostering.domain.exports import ExportWish, wish_of
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import BadCall, Conflict, Fault, FaultyInput, Unknown
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.charges.exporting import MadeFiles, keep_export, made_of
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.spans import Period
from rostering.store import Reading

FORMS = ("csv", "xlsx", "json", "peppol", "oioubl", "html", "pdf")
"""The formats that are no profiles."""
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say: the same files are the same bytes."""


class UnknownExport(Unknown):
    """A number that no export of the month has."""

    def __init__(self, month: Period, number: int) -> None:
        super().__init__(_("there is no export {number} of {month}", number=number, month=f"{month.first:%Y-%m}"))


class UnknownFile(Unknown):
    """A name that no file of the export has."""

    def __init__(self, name: str) -> None:
        super().__init__(_("the export has no file '{name}'", name=name[:100]))


class MadeOtherwise(Conflict):
    """An export that cannot be made again, as it was made by a profile or by options that are not known here."""

    def __init__(self, export: Export) -> None:
        super().__init__(
            _(
                "export {number} was made by a profile or a release that are not here: its files lie where they were "
                "written; export the month again to have new ones",
                number=export.number,
            )
        )


class StillOpen(Conflict):
    """A month that has nothing to keep yet."""

    def __init__(self, month: Period) -> None:
        super().__init__(_("{month} is open: its files are a preview", month=f"{month.first:%Y-%m}"))


def make(url: str, actor: Actor, month: Period, wish: ExportWish, rules: Path | None = None) -> MadeFiles:
    """The files of a month, of an open one as a preview; nothing is kept.

    Raises Forbidden, NoMonth, UnknownFormat, FaultyInput by field, Unbillable, NeedsReview, NoPdf, Breaches.
    """
    require(actor, Action.EXPORT_CHARGES)
    with existing_store(url).reading() as reading, _by_field(wish):
        return made_of(reading, month, wish, rules)


def export(
    url: str, actor: Actor, month: Period, wish: ExportWish, mark: str | None = None, rules: Path | None = None
) -> Export:
    """Keep that a closed month is exported in a format, and how; its files are made anew whenever they are asked for.

    Raises as `make` does, StillOpen, Stale.
    """
    return keep(url, actor, make(url, actor, month, wish, rules), wish, mark)


def keep(url: str, actor: Actor, made: MadeFiles, wish: ExportWish, mark: str | None = None) -> Export:
    """Keep that files were made to be taken away. Raises Forbidden, StillOpen, Stale."""
    require(actor, Action.EXPORT_CHARGES)
    if not made.is_closed:
        raise StillOpen(made.statement.month)
    return keep_export(url, made.export(actor.name, now(), "", wish.options), mark)


@dataclass(frozen=True)
class Printed:
    """Files that took long to make, and the export that was kept of them; None of an open month."""

    files: Mapping[str, bytes]
    export: Export | None


def print_all(url: str, actor: Actor, month: Period, wish: ExportWish, tell: Callable[[int, int], None]) -> Printed:
    """Export all of a month as PDF, which takes long: `tell` hears how many are done, of how many.

    Raises as `make` does.
    """
    require(actor, Action.EXPORT_CHARGES)
    with existing_store(url).reading() as reading, _by_field(wish):
        made = made_of(reading, month, wish, writer=pdf_writer(tell))
    return Printed(made.files, keep(url, actor, made, wish) if made.is_closed else None)


def receipt(url: str, actor: Actor, month: Period, number: int) -> Receipt:
    """An export with what was exported besides. Raises Forbidden, UnknownExport, NoStore."""
    require(actor, Action.LOOK_CHARGES)
    with existing_store(url).reading() as reading:
        found = _found(reading, month, number)
        others = [one for one in reading.charges.exports(month.first) if one.bills and one.form != found.form]
        closing = reading.charges.closings()[found.month]
        billed = reading.charges.billed() if found.bills else ()
    names = {customer: each.name for customer, each in closing.customers.items()}
    by_hand = tuple(one for one in billed if one.month == found.month and one.customer not in found.left_out)
    return Receipt(found, wish_of(found.form, found.sums), tuple(others) if found.bills else (), by_hand, names)


def exported_files(url: str, actor: Actor, month: Period, number: int) -> Mapping[str, bytes]:
    """The files of an export, made again: what is not as it was is not given. Raises Forbidden, MadeOtherwise."""
    require(actor, Action.EXPORT_CHARGES)
    with existing_store(url).reading() as reading:
        found = _found(reading, month, number)
        try:
            made = made_of(reading, month, wish_of(found.form, found.sums))
        except (BadCall, FaultyInput) as error:
            raise MadeOtherwise(found) from error
    if made.export("", now(), "").files != dict(found.files):
        raise MadeOtherwise(found)
    return made.files


def exported_file(url: str, actor: Actor, month: Period, number: int, name: str) -> Download:
    """One file of an export. Raises as `exported_files` does, UnknownFile."""
    files = exported_files(url, actor, month, number)
    if name not in files:
        raise UnknownFile(name)
    return Download(name, files[name])


def zipped(name: str, files: Mapping[str, bytes]) -> Download:
    """Files as one: the same bytes for the same files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, body in sorted(files.items()):
            entry = zipfile.ZipInfo(each, _STAMP)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, body)
    return Download(f"{name}.zip", target.getvalue())


def _found(reading: Reading, month: Period, number: int) -> Export:
    for one in reading.charges.exports(month.first):
        if one.number == number:
            return one
    raise UnknownExport(month, number)


@contextmanager
def _by_field(wish: ExportWish) -> Iterator[None]:
    """Say what is wrong with an option as a fault whose place is its name."""
    try:
        yield
    except OneFile as error:
        said = _("{form} is one file for all customers: leave nobody out", form=wish.form)
        raise FaultyInput([Fault("without", said)]) from error
    except (NoLines, NobodyLeft) as error:
        raise FaultyInput([Fault("without", str(error))]) from error
    except (NeedsReview, Unbillable) as error:
        if not error.advice:
            raise
        advice = _("to export the others, leave out who needs review")
        raise FaultyInput(Fault("without", text) for text in (*error.reasons, advice)) from error
    except ByDay as error:
        raise FaultyInput([Fault("lines", _("{form} has a line for each day", form=wish.form))]) from error
    except OneEncoding as error:
        said = _("{form} is written in one way: letters can be chosen for tables, such as csv", form=wish.form)
        raise FaultyInput([Fault("encoding", said)]) from error
