"""The data folder as a zip: downloaded, and uploaded after a look at what it would change."""

from collections.abc import Sequence
from functools import partial

from rostering.errors import Conflict, Fault
from rostering.services.inputs.tables import TABLES
from rostering.services.inputs.zips import LARGEST, FolderUpload, download, look_at_upload, take_upload
from rostering.web.data.hidden_fields import say_at_large
from rostering.web.data.lists import shown
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Fields, Text, Tick
from rostering.web.frame.fields import Upload as UploadField
from rostering.web.frame.rendering import SAFE, page, see
from rostering.web.service.replies import Reply

_ZIP = UploadField("zip", most=LARGEST)
CHOSEN = Fields(_ZIP)
CONFIRMED = Fields(_ZIP, Text("seen", longest=64), Tick("force"))
QUERY = Fields(ChoiceField("done", options=("uploaded",), required=False))
SHOWN = 200
"""Records that the difference names; how many more there are is said."""


async def send_zip(asked: Asked) -> Reply:
    """The folder as it is now."""
    data = await asked.run(download, asked.store, asked.actor)
    headers = {**SAFE, "Content-Disposition": 'attachment; filename="rostering-data.zip"'}
    return Reply(200, data, "application/zip", headers)


async def show_upload(asked: Asked) -> Reply:
    """The form to choose a zip, and what was wrong with the one that was sent."""
    say_at_large(asked.form)
    faults = [fault for fault in asked.form.faults if fault.place not in asked.form.fields]
    asked.form.faults[:] = [fault for fault in asked.form.faults if fault not in faults]
    at_large = [fault for fault in faults if not fault.place]
    return page(
        asked,
        "data/upload.html",
        found=None,
        faults=[fault for fault in faults if fault.place],
        said=at_large,
        done=asked.query.text("done"),
        more=_more,
    )


async def check_upload(asked: Asked) -> Reply:
    """What the zip would change, before anything is stored."""
    found: FolderUpload = await asked.run(look_at_upload, asked.store, asked.actor, asked.form.file("zip"))
    return _difference(asked, 200, found)


async def upload(asked: Asked) -> Reply:
    """Take the zip that was looked at."""
    form = asked.form
    try:
        await asked.run(take_upload, asked.store, asked.actor, form.file("zip"), form.text("seen"), form.tick("force"))
    except Conflict as conflict:
        found: FolderUpload = await asked.run(look_at_upload, asked.store, asked.actor, form.file("zip"))
        said = [Fault("", str(conflict).partition("\n")[0])]
        return _difference(asked, 409, found, said)
    return see(asked.url("upload_data", done="uploaded"))


def _difference(asked: Asked, status: int, found: FolderUpload, said: Sequence[Fault] = ()) -> Reply:
    """What an upload would change, by record."""
    record = partial(_in_words, found)
    return page(
        asked, "data/upload.html", status, found=found, faults=[], said=said, done="", more=_more, record=record
    )


def _in_words(found: FolderUpload, file: str, key: str) -> str:
    """A record by its key; one of several cells with names for ids and dates as people write them."""
    table = next((table for table in TABLES.values() if table.file == file), None)
    cells = key.split(":")
    if table is None or len(cells) != len(table.key) or len(cells) == 1:
        return key
    named = zip(map(table.column, table.key), cells, strict=True)
    return ", ".join(filter(None, (shown(column, cell, found.names) for column, cell in named)))


def _more(places: tuple[tuple[str, str], ...]) -> tuple[list[tuple[str, str]], int]:
    """The first of some records, and how many more there are."""
    return list(places[:SHOWN]), max(0, len(places) - SHOWN)
