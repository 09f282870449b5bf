"""Data and failures as JSON."""

from typing_extensions import TypedDict


class PlaceJson(TypedDict):
    """One thing that is wrong: where, what, and how to mend it."""

    place: str
    message: str
    hint: str


class ErrorJson(TypedDict):
    """Why a request cannot be honoured."""

    kind: str
    message: str
    places: list[PlaceJson]


class FailureJson(TypedDict):
    """A request that cannot be honoured."""

    error: ErrorJson


class ImportedJson(TypedDict):
    """What an import changed, or would change."""

    added: int
    changed: int
    unchanged: int
    removed: int
    faults: list[PlaceJson]


class InventoryJson(TypedDict):
    """What the data folder holds: how many records each table has, the files of text, and the last change."""

    tables: dict[str, int]
    documents: list[str]
    changed_at: str | None
    changed_by: str | None


class RecordJson(TypedDict):
    """A record: its key, and its cells by column, as its file has them."""

    key: str
    cells: dict[str, str]


class CellChangeJson(TypedDict):
    """A cell before and after."""

    column: str
    before: str
    after: str


class RecordEventJson(TypedDict):
    """Something that was done to a record."""

    entry: int
    at: str
    who: str
    action: str
    changes: list[CellChangeJson]
    new: bool
    gone: bool


class RecordShownJson(RecordJson):
    """A record with its history; version is what whoever changes it sends back."""

    table: str
    version: str
    history: list[RecordEventJson]


class DocumentJson(TypedDict):
    """A TOML file with its history; version is what whoever changes it sends back."""

    file: str
    text: str
    version: str
    history: list[RecordEventJson]


class OutcomeJson(TypedDict):
    """What became of a change: stored, or held back until what it means for published days is sent back as seen."""

    key: str
    stored: bool
    meanings: list[str]
    seen: str


class UploadJson(TypedDict):
    """What an upload would change, what that means, and which changes by other means it would undo."""

    added: int
    changed: int
    unchanged: int
    removed: int
    warnings: list[str]
    meanings: list[str]
    lost: list[str]
    seen: str
