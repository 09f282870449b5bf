"""The forms of what is changed often in the files of text: prices, and penalties and parameters of rules."""

from datetime import date

from rostering.answers.data import SaveOutcome, ValuesView
from rostering.domain.rights import Action
from rostering.errors import BadCall, Fault
from rostering.language import _
from rostering.services.inputs.changing import Seen
from rostering.services.inputs.documents import RATES
from rostering.services.inputs.values import add_card, save_values, values
from rostering.web.data.hidden_fields import say_at_large
from rostering.web.data.lists import shelf_of
from rostering.web.data.words import FORMS
from rostering.web.frame.asked import Asked, NotHere
from rostering.web.frame.fields import ChoiceField, DateField, Fields, Text
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

PREFIX = "v."
"""How the fields of values begin; their paths in the file follow."""
_SEEN = Text("seen", required=False, longest=64)
VALUES = Fields(_SEEN, prefix=PREFIX, of=Text(PREFIX, required=False, longest=100))
CARD = Fields(DateField("from"), _SEEN)
QUERY = Fields(ChoiceField("done", options=("changed",), required=False))


async def show_values(asked: Asked) -> Reply:
    """The values of a file."""
    return await _values_page(asked, None)


async def change_values(asked: Asked) -> Reply:
    """Change some of them."""
    file, form = asked.param("document"), asked.form
    typed = {name.removeprefix(PREFIX): form.text(name) for name in form.typed if name.startswith(PREFIX)}
    seen = Seen(form.version, form.text("seen"))
    outcome = await asked.run(save_values, asked.store, asked.actor, file, typed, seen)
    return await _done(asked, outcome)


async def new_card(asked: Asked) -> Reply:
    """Add a rate card."""
    if asked.param("document") != RATES:
        raise NotHere
    first, seen = asked.form.day("from"), Seen(asked.form.version, asked.form.text("seen"))
    if first is None or first == date.min:
        raise BadCall(_("this has to be filled in"))
    return await _done(asked, await asked.run(add_card, asked.store, asked.actor, first, seen))


async def _done(asked: Asked, outcome: SaveOutcome) -> Reply:
    if outcome.stored:
        return see(asked.url("data_values", document=asked.param("document"), done="changed"))
    return await _values_page(asked, outcome)


async def _values_page(asked: Asked, outcome: SaveOutcome | None) -> Reply:
    found: ValuesView = await asked.run(values, asked.store, asked.actor, asked.param("document"), shelf_of(asked))
    form = asked.form
    say_at_large(form)
    names = {f"{PREFIX}{field.path}" for group in found.groups for field in group.fields}
    form.faults[:] = [_placed(fault, names) for fault in form.faults]
    title, lead = (_(words) for words in FORMS[found.file])
    return page(
        asked,
        "data/values.html",
        found=found,
        title=title,
        lead=lead,
        prefix=PREFIX,
        outcome=outcome,
        is_card="from" in form.typed,
        has_cards=found.file == RATES,
        may_keep=asked.may(Action.KEEP_DATA),
        may_look=asked.may(Action.LOOK_ORDERS),
        done=asked.query.text("done"),
    )


def _placed(fault: Fault, names: set[str]) -> Fault:
    """The fault beside the field of its value."""
    name = f"{PREFIX}{fault.place}"
    return Fault(name, fault.message, fault.hint) if name in names else fault
