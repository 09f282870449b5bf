"""The pages of the files of text: a text with numbered lines, and what is wrong on which of them."""

from rostering.answers.data import DocumentView, SaveOutcome
from rostering.domain.rights import Action
from rostering.errors import Fault
from rostering.language import _
from rostering.services.inputs.changing import Seen
from rostering.services.inputs.documents import LINE, document, save_document
from rostering.web.data.hidden_fields import say_at_large
from rostering.web.data.lists import shelf_of
from rostering.web.data.words import DOCUMENTS, FORMS, act
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Document, Fields, Text
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

TEXT = Fields(Document("text", required=False), Text("seen", required=False, longest=64))
QUERY = Fields(ChoiceField("done", options=("changed",), required=False))


async def show_document(asked: Asked) -> Reply:
    """A file of text, to be looked at and changed."""
    found = await asked.run(document, asked.store, asked.actor, asked.param("document"), shelf_of(asked))
    return _document_page(asked, found, None)


async def change_document(asked: Asked) -> Reply:
    """Put another text in its place."""
    file = asked.param("document")
    seen = Seen(asked.form.version, asked.form.text("seen"))
    outcome = await asked.run(save_document, asked.store, asked.actor, file, asked.form.text("text"), seen)
    if outcome.stored:
        return see(asked.url("data_file", document=file, done="changed"))
    return _document_page(asked, await asked.run(document, asked.store, asked.actor, file, shelf_of(asked)), outcome)


def _document_page(asked: Asked, found: DocumentView, outcome: SaveOutcome | None) -> Reply:
    form = asked.form
    say_at_large(form)
    text = form.again("text", found.text).replace("\r\n", "\n")
    on_lines = [fault for fault in form.faults if fault.place.startswith(LINE)]
    form.faults[:] = [fault for fault in form.faults if fault not in on_lines]
    title, lead = (_(words) for words in DOCUMENTS.get(found.file, DOCUMENTS[""]))
    return page(
        asked,
        "data/document.html",
        found=found,
        title=title,
        lead=lead,
        text=text,
        lines=text.count("\n") + 1,
        wrong=_by_line(on_lines),
        outcome=outcome,
        history=[{"event": event, "act": act(event.action), "changes": []} for event in found.history],
        may_keep=asked.may(Action.KEEP_DATA),
        by_form=found.file in FORMS,
        done=asked.query.text("done"),
    )


def _by_line(faults: list[Fault]) -> dict[int, list[Fault]]:
    """The faults of each line, from the first on."""
    found: dict[int, list[Fault]] = {}
    for fault in faults:
        found.setdefault(int(fault.place.removeprefix(LINE)), []).append(fault)
    return dict(sorted(found.items()))
