"""The TOML files, looked at and changed word for word, with the checks of an import."""

from collections.abc import Callable

from rostering.answers.data import DocumentView, SaveOutcome
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Fault, Unknown
from rostering.folder.toml_lines import line_of
from rostering.folder.writer import write_files
from rostering.language import _, spoken
from rostering.services.access.rights import require
from rostering.services.inputs.changing import Seen, number_in, placed, stale, store
from rostering.services.inputs.checks import check_files
from rostering.services.inputs.record_history import document_history
from rostering.services.inputs.records import digest_of
from rostering.services.inputs.shelf import Shelf
from rostering.services.inputs.tables import look_of_document
from rostering.services.opening import existing_store
from rostering.store import Transaction

RATES = "rates.toml"
LINE = "line:"
"""How the place of a fault begins that stands on a line of the text."""


class UnknownDocument(Unknown):
    """A name that no file of text has."""

    def __init__(self, file: str) -> None:
        super().__init__(_("there is no file '{file}' in the data", file=file))


def document(url: str, actor: Actor, file: str, shelf: Shelf | None = None) -> DocumentView:
    """A file of text with its history. Raises Forbidden, UnknownDocument, NoInputs."""
    require(actor, look_of_document(file))
    with existing_store(url).reading() as reading:
        text = _text((shelf or Shelf()).now(reading, spoken()).inputs, file)
        version = f"{reading.newest_entry()}.{digest_of(text)}"
        return DocumentView(file, text, version, document_history(reading, file))


def save_document(url: str, actor: Actor, file: str, text: str, seen: Seen) -> SaveOutcome:
    """Put another text in the place of a file's; held back until somebody has seen what it means for what is published.

    Faults name lines of the text. Raises Forbidden, UnknownDocument, FaultyInput, Stale, NoInputs.
    """
    require(actor, Action.KEEP_DATA)
    with existing_store(url).transaction() as tx:
        check_version(tx, file, seen.version)
        return take_text(tx, actor.name, file, text, seen)


def check_version(tx: Transaction, file: str, version: str) -> str:
    """The text of a file, if a form was made from it. Raises UnknownDocument, Stale."""
    since, inputs = number_in(version), tx.inputs()
    text = _text(inputs, file)
    if version.partition(".")[2] != digest_of(text):
        raise stale(document_history(tx, file), since, inputs.organisation.zone)
    return text


def take_text(
    tx: Transaction, by: str, file: str, text: str, seen: Seen, place: Callable[[Fault], Fault] | None = None
) -> SaveOutcome:
    """Put a text in the place of a file's in a transaction; `place` says where its faults stand, by default on lines.

    Raises FaultyInput.
    """
    before = tx.inputs()
    with placed(lambda fault: place(fault) if place and _is_in(fault, file) else _on_its_line(fault, file, text)):
        after = check_files({**write_files(before), file: text.encode()}).inputs
        return store(tx, by, before, after, (file, file), seen)


def _text(inputs: Inputs, file: str) -> str:
    if file not in inputs.documents:
        raise UnknownDocument(file)
    return inputs.documents[file]


def _is_in(fault: Fault, file: str) -> bool:
    return fault.place.partition(":")[0] == file


def _on_its_line(fault: Fault, file: str, text: str) -> Fault:
    """The fault with the line of the text as its place, and what of the file it is about in its message."""
    name, _colon, about = fault.place.partition(":")
    if name != file:
        return Fault("", f"{fault.place}: {fault.message}", fault.hint)
    line, key = line_of(text, fault.place), about.strip()
    message = f"{key}: {fault.message}" if key and not key.isdigit() else fault.message
    return Fault(f"{LINE}{line}" if line else "", message, fault.hint)
