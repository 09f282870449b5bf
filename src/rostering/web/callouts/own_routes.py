"""One's own call-outs on the phone: one big button when called, one when it is over."""

from rostering.answers.callouts import OwnCallouts
from rostering.domain.callouts import CalloutAct
from rostering.domain.rights import Action
from rostering.services.callouts.own_callouts import own_callouts
from rostering.services.callouts.recording import add, go_on
from rostering.web.callouts.callout_rows import MOST_LETTERS, row_of
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Fields, Text
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.me.whose import WHOSE, choose, named, other, whose
from rostering.web.service.replies import Reply

_DONE = ("begun", "answered", "updated", "ended")


async def show_own(asked: Asked) -> Reply:
    """The call-out that goes on, or what to say of a new one; and the last ones."""
    consultant = named(asked)
    if consultant is None:
        return await choose(asked)
    found: OwnCallouts = await asked.run(own_callouts, asked.store, asked.actor, consultant, asked.now)
    return page(
        asked,
        "callouts/own.html",
        found=found,
        running=row_of(found.running, found.names) if found.running else None,
        recent=[row_of(each, found.names) for each in found.recent],
        customers=[(each, found.names.customer(each)) for each in (*found.served, *found.customers)],
        priorities=[(each, each.upper()) for each in found.priorities],
        longest=MOST_LETTERS,
        other=other(asked),
    )


async def begin(asked: Asked) -> Reply:
    """Note a call-out: now, or when it was."""
    form = asked.form
    cells = {name: form.text(name) for name in ("customer", "priority", "what", "called", "ended")}
    await asked.run(add, asked.store, asked.actor, {**cells, "who": whose(asked)}, asked.now)
    return see(asked.url("callouts", consultant=other(asked), done="ended" if cells["ended"] else "begun"))


async def go_on_with(asked: Asked) -> Reply:
    """Say that work has begun, that the customer was told, or that it is over."""
    form, number = asked.form, int(asked.param("number"))
    act = CalloutAct(form.text("act"))
    await asked.run(go_on, asked.store, asked.actor, number, act, form.text("at"), form.version, asked.now)
    return see(asked.url("callouts", consultant=other(asked), done=act.value))


_BEGIN = Fields(
    Text("customer", longest=64),
    Text("priority", longest=64),
    Text("what", longest=MOST_LETTERS),
    Text("called", required=False, longest=40),
    Text("ended", required=False, longest=40),
    WHOSE,
)
_ACT = ChoiceField("act", options=("answered", "updated", "ended"))
_GO_ON = Fields(_ACT, Text("at", required=False, longest=40), WHOSE)
_QUERY = Fields(WHOSE, ChoiceField("done", options=_DONE, required=False))
_OWN = Action.LOG_CALLOUTS

PAGES = (
    Page("/me/callouts", "callouts", READ, _OWN, show_own, query=_QUERY),
    Page("/me/callouts", "callouts", SEND, _OWN, begin, _BEGIN, again=show_own),
    Page("/me/callouts/{number:int}", "go_on_with_callout", SEND, _OWN, go_on_with, _GO_ON, again=show_own),
)
