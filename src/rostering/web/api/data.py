"""Routes of the data: tables and their records, files of text, and the whole folder as a zip."""

from typing import Annotated

from pydantic import Field

from rostering.domain.rights import Action
from rostering.errors import FaultyInput
from rostering.reports.look.failures import failure_shape
from rostering.reports.look.shapes import Shape, faults_shape
from rostering.reports.outside.data import (
    document_shape,
    inventory_shape,
    outcome_shape,
    record_shape,
    records_shape,
    upload_shape,
)
from rostering.reports.schemas.data import (
    DocumentJson,
    ImportedJson,
    InventoryJson,
    OutcomeJson,
    RecordJson,
    RecordShownJson,
    UploadJson,
)
from rostering.services.inputs import changing, documents, records, zips
from rostering.services.inputs.changing import Seen
from rostering.web.api.call import ApiCall, FileSent, ListPart
from rostering.web.api.failures import Failed
from rostering.web.api.route import ApiRoute, Zipped
from rostering.web.api.values import Body, Number, Parameters, Text, Version

SEEN = "What the answer that held the change back has as seen"
_VERSION = "What GET answered with, or GET of the table's `new`: nothing is changed that was changed since"
Cell = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]


class OneTable(Parameters):
    """A table, such as `bookings`."""

    table: Text


class SomeRecords(OneTable):
    """Which records: those with every word of a text, in order of a column (`-` before it: backwards), by page."""

    text: Annotated[str, Field(max_length=200)] = ""
    sort: Annotated[str, Field(max_length=60)] = ""
    page: Number = 1


class OneRecord(OneTable):
    """A record by its key."""

    key: Text


class OneDocument(Parameters):
    """A file of text, such as `policy.toml`."""

    file: Text


class RecordChange(Body):
    """What a change is made from, and what it was said to mean."""

    version: Version = Field(description=_VERSION)
    seen: Annotated[str, Field(max_length=200)] = Field("", description=SEEN)


class RecordSent(RecordChange):
    """All cells of a record by column, as its file has them."""

    cells: dict[Text, Cell] = Field(max_length=60)


class FileText(RecordChange):
    """The whole text of a file."""

    text: Annotated[str, Field(max_length=1 << 19)]


class FolderSent(Parameters):
    """What the check of the zip answered with; without, it is taken as it is, like an import."""

    seen: Text | None = None
    force: bool = Field(default=False, description="Undo changes that were made by other means")


def show_data(call: ApiCall, _asked: Parameters, _body: None) -> Shape:
    """What the data folder holds, as far as the role may look."""
    return inventory_shape(records.inventory(call.store, call.actor))


def list_records(call: ApiCall, asked: SomeRecords, _body: None) -> ListPart:
    """The records of a table that a search finds, by page."""
    query = records.RecordQuery(asked.text, None, asked.sort, asked.page)
    found = records.list_records(call.store, call.actor, asked.table, query)
    if asked.page > found.pages:
        return ListPart([], None)
    return ListPart(records_shape(found.records), asked.page + 1 if asked.page < found.pages else None, "page")


def show_record(call: ApiCall, asked: OneRecord, _body: None) -> Shape:
    """A record with its history."""
    return record_shape(records.record(call.store, call.actor, asked.table, asked.key))


def show_new_record(call: ApiCall, asked: OneTable, _body: None) -> Shape:
    """The place for a new record: its version."""
    return record_shape(records.record(call.store, call.actor, asked.table, None))


def add_record(call: ApiCall, asked: OneTable, body: RecordSent) -> Shape:
    """Add a record, or say first what that means for published days."""
    seen = Seen(body.version, body.seen)
    return outcome_shape(changing.save_record(call.store, call.actor, asked.table, None, body.cells, seen))


def change_record(call: ApiCall, asked: OneRecord, body: RecordSent) -> Shape:
    """Change a record, or say first what that means for published days."""
    seen = Seen(body.version, body.seen)
    return outcome_shape(changing.save_record(call.store, call.actor, asked.table, asked.key, body.cells, seen))


def remove_record(call: ApiCall, asked: OneRecord, body: RecordChange) -> Shape:
    """Take a record out, or say first what that means for published days."""
    seen = Seen(body.version, body.seen)
    return outcome_shape(changing.remove_record(call.store, call.actor, asked.table, asked.key, seen))


def show_document(call: ApiCall, asked: OneDocument, _body: None) -> Shape:
    """A file of text with its history."""
    return document_shape(documents.document(call.store, call.actor, asked.file))


def change_document(call: ApiCall, asked: OneDocument, body: FileText) -> Shape:
    """Put another text in a file, or say first what that means for published days."""
    seen = Seen(body.version, body.seen)
    return outcome_shape(documents.save_document(call.store, call.actor, asked.file, body.text, seen))


def export_data(call: ApiCall, _asked: Parameters, _body: None) -> FileSent:
    """The data folder as a zip."""
    return FileSent("rostering-data.zip", zips.download(call.store, call.actor), {})


def check_data(call: ApiCall, _asked: Parameters, body: bytes) -> Shape:
    """What a data folder, sent as a zip, would change; nothing is stored."""
    found = zips.look_at_upload(call.store, call.actor, body)
    return upload_shape(found.imported, found.meanings, found.lost, found.seen)


def import_data(call: ApiCall, asked: FolderSent, body: bytes) -> Shape:
    """Load a data folder that is sent as a zip, all or nothing."""
    try:
        seen = asked.seen or zips.look_at_upload(call.store, call.actor, body).seen
        done = zips.take_upload(call.store, call.actor, body, seen, asked.force)
    except FaultyInput as error:
        nothing = {"added": 0, "changed": 0, "unchanged": 0, "removed": 0, "faults": faults_shape(error.faults)}
        told = failure_shape(error)["error"]
        raise Failed(422, told["kind"], told["message"], faults=error.faults).beside(nothing) from None
    return {**done.counts, "faults": []}


_LOOK, _KEEP, _ALL = Action.LOOK_ORDERS, Action.KEEP_DATA, Action.LOOK_DATA
_TABLE, _FOLDER = "/data/tables/{table}", Zipped("The data folder: its files at the top, or in one folder")
_RECORD = f"{_TABLE}/records/{{key}}"
ROUTES = (
    ApiRoute("GET", "/data", _LOOK, show_data, InventoryJson),
    ApiRoute("GET", _TABLE, _LOOK, list_records, list[RecordJson], SomeRecords, pages=True),
    ApiRoute("GET", f"{_TABLE}/new", _LOOK, show_new_record, RecordShownJson, OneTable),
    ApiRoute("POST", f"{_TABLE}/records", _KEEP, add_record, OutcomeJson, OneTable, RecordSent, changes=True),
    ApiRoute("GET", _RECORD, _LOOK, show_record, RecordShownJson, OneRecord),
    ApiRoute("PUT", _RECORD, _KEEP, change_record, OutcomeJson, OneRecord, RecordSent, changes=True),
    ApiRoute("POST", f"{_RECORD}/remove", _KEEP, remove_record, OutcomeJson, OneRecord, RecordChange, changes=True),
    ApiRoute("GET", "/data/documents/{file}", _LOOK, show_document, DocumentJson, OneDocument),
    ApiRoute("PUT", "/data/documents/{file}", _KEEP, change_document, OutcomeJson, OneDocument, FileText, changes=True),
    ApiRoute("GET", "/data/folder", _ALL, export_data, Zipped("The data folder")),
    ApiRoute("POST", "/data/folder/check", _KEEP, check_data, UploadJson, body=_FOLDER),
    ApiRoute("POST", "/data/folder", _KEEP, import_data, ImportedJson, FolderSent, _FOLDER, changes=True),
)
