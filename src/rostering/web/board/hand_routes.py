"""The pages that change a roster by hand: a seat given to somebody, the last change undone, a draft thrown away."""

from rostering.answers.board_pages import day_of_seat
from rostering.domain.rights import Action
from rostering.services.rosters.by_hand import give, throw_draft_away, undo
from rostering.spans import Period, month_of
from rostering.web.board.periods import key_of
from rostering.web.board.routes import show_board, show_seat
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import Fields, Text, Whole
from rostering.web.frame.form import Form
from rostering.web.frame.page import SEND, Page
from rostering.web.frame.rendering import see
from rostering.web.service.replies import Reply

NOBODY = "-"
"""To whom a seat is given that is left empty, as on the command line."""
_BACK = tuple(Text(name, required=False, longest=100) for name in ("period", "role", "team", "customer"))
"""What the board showed."""
_GIVEN = Fields(Text("to", longest=100), Whole("roster", least=1, required=False), *_BACK)
_DRAFT = Fields(*_BACK)


async def give_seat(asked: Asked) -> Reply:
    """Give a seat to somebody, or to nobody, in a new draft, and see its board."""
    form, to = asked.form, asked.form.text("to")
    taker = None if to == NOBODY else to
    seat = asked.param("seat")
    made = await asked.run(give, asked.store, asked.actor, seat, taker, form.whole("roster"), form.version)
    day = day_of_seat(seat)
    return see(_board(asked, made.number, month_of(day.year, day.month) if day else None))


async def undo_draft(asked: Asked) -> Reply:
    """Undo the change that made a draft, and see the board of what it was made from."""
    step = await asked.run(undo, asked.store, asked.actor, _number(asked), asked.form.version)
    return see(_board(asked, step.made_from, undone=step.roster))


async def discard_draft(asked: Asked) -> Reply:
    """Throw a draft away, and see what stands on its dates."""
    gone = await asked.run(throw_draft_away, asked.store, asked.actor, _number(asked), asked.form.version)
    return see(_board(asked, None, gone.period, discarded=gone.number))


def _number(asked: Asked) -> int:
    return int(asked.param("number"))


def _board(asked: Asked, roster: int | None, period: Period | None = None, **more: int) -> str:
    """The board as it was looked at, of a roster."""
    form: Form = asked.form
    shown = form.text("period") or (key_of(period) if period else None)
    narrowed = {name: form.text(name) or None for name in ("role", "team", "customer")}
    return asked.url("board", period=shown, roster=roster, **narrowed, **more)


PAGES = (
    Page("/board/seat/{seat}/give", "give", SEND, Action.EDIT, give_seat, fields=_GIVEN, again=show_seat),
    Page("/board/drafts/{number:int}/undo", "undo", SEND, Action.EDIT, undo_draft, fields=_DRAFT, again=show_board),
    Page(
        "/board/drafts/{number:int}/discard",
        "discard",
        SEND,
        Action.EDIT,
        discard_draft,
        fields=_DRAFT,
        again=show_board,
    ),
)
