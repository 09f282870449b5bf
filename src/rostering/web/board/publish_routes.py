"""The page on which a draft is published: what will be told to whom, and what has to be signed off for it."""

from itertools import zip_longest

from rostering.answers.signing import SignKind
from rostering.domain.rights import Action
from rostering.language import named
from rostering.reports.look.wording import hours_text
from rostering.reports.roster import board_words as words
from rostering.services.rosters.signing import LONGEST, outlook, publish_signed
from rostering.spans import month_of
from rostering.web.board import grid, periods
from rostering.web.board.routes import memory_of
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import Fields, Several, Text
from rostering.web.frame.looks import role_looks
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

MOST = 900
"""Things that can be signed off at once."""
_SIGNED = Fields(
    Several("item", of=Text("item", longest=40), required=False, most=MOST),
    Several("reason", of=Text("reason", required=False, longest=LONGEST), required=False, most=MOST, blanks=True),
    Text("otherwise", required=False, longest=LONGEST),
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
        typed=_typed(asked),
        kinds=tuple(SignKind),
        longest=LONGEST,
        words=words,
        grid=grid,
        named=named,
        hours=hours_text,
    )


async def publish_draft(asked: Asked) -> Reply:
    """Publish a draft that is signed off, and see its board."""
    items, reasons = asked.form.several("item", str), asked.form.several("reason", str)
    signed = dict(zip_longest(items, reasons[: len(items)], fillvalue=""))
    number = int(asked.param("number"))
    made = await asked.run(
        publish_signed,
        asked.store,
        asked.actor,
        number,
        signed,
        asked.form.version,
        otherwise=asked.form.text("otherwise"),
    )
    first = min((change.duty.seat.day for change in made.changes), default=made.version.period.first)
    return see(asked.url("board", period=periods.key_of(month_of(first.year, first.month)), published=number))


def _typed(asked: Asked) -> dict[str, str]:
    """The reasons that were typed, by what they sign off."""
    return dict(zip_longest(asked.form.chosen("item"), asked.form.chosen("reason"), fillvalue=""))


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
