"""Reads a data folder: all its files together, or all their faults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from rostering.domain.inputs import Inputs, Policy
from rostering.errors import BadCall, Fault, FaultyInput
from rostering.files import MOST_OF_A_DOCUMENT, MOST_OF_A_TABLE, read_given
from rostering.folder.coverage import refuse_overlaps, refuse_uncovered
from rostering.folder.documents import DOCUMENTS, NOT_NEEDED, Documents, take_documents
from rostering.folder.encoded_texts import decoded
from rostering.folder.headers import Header
from rostering.folder.notes import Notes, nearest
from rostering.folder.orders import AGREEMENTS, BOOKINGS, CUSTOMERS
from rostering.folder.people import CONSULTANTS, LEAVE, LEDGER, PINS
from rostering.folder.rates import refuse_gaps
from rostering.folder.references import (
    refuse_balances,
    refuse_doubles,
    refuse_idle_loans,
    refuse_pins,
    refuse_strange_teams,
    refuse_team_ids,
)
from rostering.folder.rows import SHEETS
from rostering.folder.sheets import Records, SheetForm, read_records
from rostering.folder.workbooks import MOST_OF_A_WORKBOOK, SUFFIX, Workbook, read_workbook
from rostering.language import _, foreign

_FORMS: Mapping[str, SheetForm[Any]] = {form.file: form for form in SHEETS}
HOLDS = (*DOCUMENTS, *_FORMS)
"""The files of a data folder, in the order in which faults are listed."""
MAY_BE_MISSING = (PINS.file, *NOT_NEEDED)
"""Those that a folder need not have."""
Value = TypeVar("Value")
_SUFFIXES = (".toml", ".csv")
_TABLES = tuple(name for name in HOLDS if name.endswith(".csv"))


class NoFolder(BadCall):
    """A data folder that is not there or cannot be looked into."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(_("cannot read the data folder '{path}': {why}", path=path, why=why))


@dataclass(frozen=True)
class Look:
    """What a data folder says, as far as it can be read."""

    inputs: Inputs | None
    """All of it; None where anything is faulty."""
    faults: tuple[Fault, ...]
    policy: Policy | None
    """None where it cannot be read by itself."""
    calendars: Mapping[str, str]
    """The calendars kept whose files, if they lie there, can be read, with the first place that names each."""
    documents: Mapping[str, str]
    """The TOML files that can be read, word for word, by file name."""
    bookings_header: Header | None = None
    """As `bookings.csv` has it; None where anything is faulty."""


def look_into(path: Path) -> Look:
    """Read the `.toml` and `.csv` files of a folder, as far as that can be done. Raises NoFolder.

    The path of a workbook stands for its folder, with sheets in the place of some tables.
    """
    if documents_of(path) != path:
        return _look_into_workbook(path)
    return _look(*_read(path))


def look_at(files: Mapping[str, bytes]) -> Look:
    """Read the files of a data folder, by name, as far as that can be done."""
    return _look(files, ())


def documents_of(path: Path) -> Path:
    """The folder of a firm's documents: the data folder itself, or where its workbook lies."""
    return path.parent if path.suffix.lower() == SUFFIX and not path.is_dir() else path


def _look_into_workbook(path: Path) -> Look:
    files, unreadable = _read(documents_of(path))
    try:
        book = read_workbook(path.name, read_given(path, path.name, MOST_OF_A_WORKBOOK), _TABLES)
    except OSError as error:
        raise NoFolder(path, foreign(error.strerror)) from None
    except FaultyInput as faulty:
        book = Workbook(path.name, faults=list(faulty.faults))
    twice = [book.beside(table) for table in book.tables if table in files]
    look = _look({**files, **book.tables}, unreadable)
    faults = (*book.faults, *twice, *map(book.told, look.faults))
    header = look.bookings_header and replace(look.bookings_header, separator="\t")
    return replace(look, inputs=None if faults else look.inputs, faults=faults, bookings_header=header)


def _read(path: Path) -> tuple[dict[str, bytes], list[Fault]]:
    """The data files of a folder, and what cannot be read of them."""
    files: dict[str, bytes] = {}
    unreadable: list[Fault] = []
    for file in _data_files(path):
        try:
            files[file.name] = _bytes(file)
        except OSError as error:
            unreadable.append(Fault(file.name, _("cannot be read: {why}", why=foreign(error.strerror))))
        except FaultyInput as faulty:
            unreadable += faulty.faults
    return files, unreadable


def read_folder(path: Path) -> Inputs:
    """Read the `.toml` and `.csv` files of a folder. Raises NoFolder, or FaultyInput with all faults."""
    return _sound(look_into(path))


def read_files(files: Mapping[str, bytes]) -> Inputs:
    """Read the files of a data folder, by name. Raises FaultyInput with all faults."""
    return _sound(look_at(files))


def _data_files(path: Path) -> list[Path]:
    try:
        return sorted(file for file in path.iterdir() if _is_data(file.name))
    except FileNotFoundError:
        raise NoFolder(path, _("there is no such folder")) from None
    except NotADirectoryError:
        raise NoFolder(path, _("it is a file, not a folder")) from None
    except OSError as error:
        raise NoFolder(path, foreign(error.strerror)) from None


def _bytes(file: Path) -> bytes:
    """The bytes of a file of the folder; of a table that no folder has only the name matters."""
    if file.name.lower().endswith(".toml"):
        return read_given(file, file.name, MOST_OF_A_DOCUMENT)
    return read_given(file, file.name, MOST_OF_A_TABLE) if file.name in HOLDS else b""


def _is_data(name: str) -> bool:
    return name.lower().endswith(_SUFFIXES) and not name.startswith(".")


def _sound(look: Look) -> Inputs:
    if look.inputs is None:
        raise FaultyInput(look.faults)
    return look.inputs


def _look(files: Mapping[str, bytes], unreadable: Iterable[Fault]) -> Look:
    notes = Notes(tuple(HOLDS))
    for fault in unreadable:
        notes.fault(fault.place, fault.message, fault.hint)
    texts = _texts(notes, files)
    documents, policy_is_sound = take_documents(notes, texts)
    words = {name: text for name, text in texts.items() if name in DOCUMENTS} | _beside(notes, files, documents)
    inputs = _inputs(notes, texts, documents, words)
    faults = notes.found()
    return Look(
        inputs=None if faults else inputs,
        faults=faults,
        policy=documents.policy if policy_is_sound else None,
        calendars={name: place for name, place in documents.calendars.items() if not notes.faulty(f"{name}.toml")},
        documents=words,
        bookings_header=None if faults else Header.read(BOOKINGS, texts[BOOKINGS.file]),
    )


def _inputs(notes: Notes, texts: Mapping[str, str], documents: Documents, words: Mapping[str, str]) -> Inputs:
    consultants, customers = _sheet(notes, CONSULTANTS, texts), _sheet(notes, CUSTOMERS, texts)
    agreements, bookings = _sheet(notes, AGREEMENTS, texts), _sheet(notes, BOOKINGS, texts)
    leave, balances = _sheet(notes, LEAVE, texts), _sheet(notes, LEDGER, texts)
    pins = _sheet(notes, PINS, texts)
    refuse_overlaps(agreements)
    refuse_uncovered(bookings, agreements, documents.catalogue, notes)
    refuse_team_ids(bookings, notes)
    refuse_doubles(LEAVE, leave)
    refuse_doubles(LEDGER, balances)
    refuse_balances(balances, consultants, notes)
    refuse_doubles(PINS, pins)
    refuse_pins(pins, consultants, notes)
    refuse_idle_loans(consultants)
    refuse_gaps(documents.rate_cards, notes)
    refuse_strange_teams(customers, agreements, documents.catalogue)
    return Inputs(
        organisation=documents.organisation,
        catalogue=documents.catalogue,
        policy=documents.policy,
        rate_cards=documents.rate_cards,
        cancellation=documents.cancellation,
        consultants=CONSULTANTS.ordered(consultants.values),
        customers=CUSTOMERS.ordered(customers.values),
        agreements=AGREEMENTS.ordered(agreements.values),
        bookings=BOOKINGS.ordered(bookings.values),
        leave=LEAVE.ordered(leave.values),
        balances=LEDGER.ordered(balances.values),
        documents=words,
        pins=PINS.ordered(pins.values),
        fees=documents.fees,
        callout_fees=documents.callout_fees,
        pay=documents.pay,
        swaps=documents.swaps,
        retention=documents.retention,
        callouts=documents.callouts,
        obligations_in_feeds=documents.obligations_in_feeds,
        pagers=documents.pagers,
    )


def _sheet(notes: Notes, form: SheetForm[Value], texts: Mapping[str, str]) -> Records[Value]:
    return read_records(notes, form, texts.get(form.file))


def _texts(notes: Notes, files: Mapping[str, bytes]) -> dict[str, str]:
    for name in HOLDS:
        if name not in files and name not in MAY_BE_MISSING and not notes.faulty(name):
            notes.fault(name, _("missing file"), _FORMS[name].hint if name in _FORMS else _(DOCUMENTS[name]))
    return {name: text for name in HOLDS if name in files and (text := decoded(notes, name, files[name])) is not None}


def _beside(notes: Notes, files: Mapping[str, bytes], documents: Documents) -> dict[str, str]:
    """The calendars of the firm and its teams that lie beside the other files; any other data file is unknown."""
    calendars = {f"{name}.toml" for name in documents.calendars}
    # As long as a calendar's name cannot be read, any TOML file may be it.
    all_named = documents.organisation.calendar and not notes.faulty("packages.toml")
    for name in files:
        may_be_calendar = name in calendars or (not all_named and name.endswith(".toml"))
        if _is_data(name) and name not in HOLDS and not may_be_calendar:
            notes.fault(name, _("unknown file"), nearest(name, HOLDS))
    found = sorted(calendars & files.keys())
    return {name: text for name in found if (text := decoded(notes, name, files[name])) is not None}
