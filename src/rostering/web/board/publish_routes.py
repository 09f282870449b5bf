"""The page on which a draft is published: what will be told to whom, and what has to be signed off for it."""

from rostering.answers.signing import Signature, SignKind
from rostering.domain.rights import Action
from rostering.language import named
from rostering.reports.look.wording import hours_text
from rostering.reports.roster import board_words as words
from rostering.services.rosters.signing import LONGEST, outlook, publish_signed
from rostering.spans import month_of
from rostering.web.board import grid, periods
from rostering.web.board.routes import memory_of
from rostering.web.frame.asked import Asked
from rostering.web.frame.bodies import MOST_PAIRS
from rostering.web.frame.fields import Fields, Several, Text
from rostering.web.frame.form import Form
from rostering.web.frame.looks import role_looks
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

MOST = MOST_PAIRS // 2
"""Things that can be ticked at once."""
OWN, SAME = "reasons.", "reasons.rule."
"""How the fields of reasons begin: of one thing, by its key; of all that is ticked of a rule, by its name."""
_SIGNED = Fields(
    Several("tick", of=Text("tick", longest=80), required=False, most=MOST),
    prefix=OWN,
    of=Text("reason", required=False, longest=LONGEST),
)


async def show_publish(asked: Asked) -> Reply:
    """What publishing a draft would do, and the form that does it."""
    return await asked.run(_publish_page, asked)


def _publish_page(asked: Asked) -> Reply:
    found = outlook(asked.store, asked.actor, int(asked.param("number")), memory=memory_of(asked))
    return page(
        asked,
        "board/publish.html",
        found=found,
        names=found.directory,
        looks=role_looks(found.directory.roles),
        unsigned=[fault.place for fault in asked.form.faults if fault.place.startswith(OWN)],
        its=OWN,
        shared=SAME,
        kinds=tuple(SignKind),
        longest=LONGEST,
        words=words,
        grid=grid,
        named=named,
        hours=hours_text,
    )


async def publish_draft(asked: Asked) -> Reply:
    """Publish a draft that is signed off, and see its board."""
    number = int(asked.param("number"))
    made = await asked.run(
        publish_signed,
        asked.store,
        asked.actor,
        number,
        _signature(asked.form),
        asked.form.version,
    )
    first = min((change.duty.seat.day for change in made.changes), default=made.version.period.first)
    return see(asked.url("board", period=periods.key_of(month_of(first.year, first.month)), published=number))


def _signature(form: Form) -> Signature:
    """What was given, by what it signs off."""
    typed = {name: form.text(name) for name in form.typed if name.startswith(OWN)}
    return Signature(
        reasons={name.removeprefix(OWN): text for name, text in typed.items() if not name.startswith(SAME)},
        same={name.removeprefix(SAME): text for name, text in typed.items() if name.startswith(SAME)},
        ticked=frozenset(form.several("tick", str)),
    )


PAGES = (
    Page("/board/drafts/{number:int}/publish", "publish", READ, Action.PUBLISH, show_publish),
    Page(
        "/board/drafts/{number:int}/publish",
        "publish",
        SEND,
        Action.PUBLISH,
        publish_draft,
        fields=_SIGNED,
        again=show_publish,
    ),
)
