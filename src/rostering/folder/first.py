"""A first data folder: commented documents and tables with headers alone, or an example as it is."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from rostering.errors import BadCall
from rostering.files import write_files
from rostering.folder.documents import DOCUMENTS, NOT_NEEDED
from rostering.folder.notes import nearest
from rostering.folder.orders import AGREEMENTS, BOOKINGS, CUSTOMERS
from rostering.folder.people import CONSULTANTS, LEAVE, LEDGER
from rostering.folder.reader import HOLDS
from rostering.folder.sheets import write_records
from rostering.language import _
from rostering.resources import shipped

_FIRST = Path(__file__).parent / "first"


class NotEmpty(BadCall):
    """A folder with something in it, which a first data folder might overwrite."""

    def __init__(self, folder: Path) -> None:
        super().__init__(_("'{folder}' is not empty; name a folder that is, or a new one", folder=folder))


class NoExample(BadCall):
    """An example that does not come with rostering."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(_("there is no example '{name}' ({hint})", name=name, hint=nearest(name, known)))


def begin_folder(folder: Path, name: str | None = None, example: str | None = None) -> tuple[Path, ...]:
    """Write a first data folder for a firm, called as its folder unless said, or a copy of an example.

    Raises NotEmpty, NoExample, Unwritable.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(folder)
    return write_files(folder, _first(name or folder.resolve().name) if example is None else _copy(example))


def _first(name: str) -> dict[str, bytes]:
    documents = {file: (_FIRST / file).read_text(encoding="utf-8") for file in DOCUMENTS if file not in NOT_NEEDED}
    written = {file: text.replace('"NAME"', _toml(name)).encode() for file, text in documents.items()}
    return {**written, **_tables()}


def _tables() -> dict[str, bytes]:
    """Headers without rows."""
    return {
        CONSULTANTS.file: write_records(CONSULTANTS, ()),
        CUSTOMERS.file: write_records(CUSTOMERS, ()),
        AGREEMENTS.file: write_records(AGREEMENTS, ()),
        BOOKINGS.file: write_records(BOOKINGS, ()),
        LEAVE.file: write_records(LEAVE, ()),
        LEDGER.file: write_records(LEDGER, ()),
    }


def _toml(text: str) -> str:
    """A text as TOML has it; what cannot be shown is left out."""
    return json.dumps("".join(filter(str.isprintable, text)).strip() or "My firm", ensure_ascii=False)


def _copy(example: str) -> Mapping[str, bytes]:
    examples = {path.parent.name: path.parent for path in shipped("examples").glob("*/organisation.toml")}
    if example not in examples:
        raise NoExample(example, examples)
    files = sorted(path for path in examples[example].iterdir() if path.name in HOLDS or path.suffix == ".toml")
    return {path.name: path.read_bytes() for path in files}
