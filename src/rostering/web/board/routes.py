"""The board, and what opens from it: a seat with its reasons, a day, a person, two rosters side by side."""

from markupsafe import Markup

from rostering.answers.board import BoardShown, Narrowing
from rostering.answers.drafting import DraftShown, HandStep
from rostering.domain.rights import Action
from rostering.language import named
from rostering.reports.roster import board_words as words
from rostering.reports.roster import plot
from rostering.services.jobs.looking import running_plan
from rostering.services.rosters.board import board
from rostering.services.rosters.by_hand import draft_shown, hand_step
from rostering.services.rosters.comparing import NothingShared, compare
from rostering.services.rosters.listing import rosters
from rostering.services.rosters.memory import Memory
from rostering.services.rosters.person import person
from rostering.services.rosters.seat_reasons import seat_reasons
from rostering.spans import DAY, Period, month_of
from rostering.web.board import grid, periods
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import Fields, Text, Whole
from rostering.web.frame.looks import role_looks
from rostering.web.frame.page import READ, Page
from rostering.web.frame.rendering import page
from rostering.web.service.replies import Reply

BLANK = Markup("<td></td>")
"""A date with nothing, by the thousand."""
_ROSTER = Whole("roster", least=1, required=False)
_BOARD = Fields(
    Text("period", required=False, longest=40),
    _ROSTER,
    Text("role", required=False, longest=100),
    Text("team", required=False, longest=100),
    Text("customer", required=False, longest=100),
    Whole("undone", least=1, required=False),
    Whole("discarded", least=1, required=False),
    Whole("published", least=1, required=False),
)


async def show_board(asked: Asked) -> Reply:
    """The period as it stands, or as a roster has it."""
    return await asked.run(_board_page, asked)


def _board_page(asked: Asked) -> Reply:
    narrowing = Narrowing(*(_wanted(asked, name) or None for name in ("role", "team", "customer")))
    today = asked.now.astimezone(asked.zone).date()
    period = periods.read_period(_wanted(asked, "period"))
    shown = board(asked.store, asked.actor, period, _roster_in(asked), narrowing, today, memory_of(asked))
    looks = grid.looks_of(shown)
    mine = next((row for row in shown.rows if row.is_me), None)
    return page(
        asked,
        "board/board.html",
        board=shown,
        going_on=running_plan(asked.store, shown.period),
        grid=grid,
        looks=looks,
        months=list(grid.months_of(shown, looks)),
        agenda=grid.agenda_of(shown, shown.duties, today),
        mine=grid.agenda_of(shown, mine.duties, today) if mine else [],
        today=today,
        key=periods.key_of(shown.period),
        title=periods.title_of(shown.period),
        neighbours=periods.neighbours(shown.period),
        lengths=periods.lengths(shown.period, today),
        now_key=periods.key_of(periods.like(shown.period, today)),
        kept={"roster": shown.asked, **vars(narrowing)},
        blank=BLANK,
        named=named,
        plan_action=Action.PLAN,
        compare_action=Action.COMPARE,
        may_explain=asked.may(Action.EXPLAIN),
        may_person=asked.may(Action.LOOK_FAIRNESS),
        drafted=_drafted(asked, shown),
        undone=_undone(asked),
        words=words,
    )


def _wanted(asked: Asked, name: str) -> str:
    """What the address asks for, or the form that is shown again."""
    form = asked.form if name in asked.form.fields else asked.query
    return form.text(name)


def _roster_in(asked: Asked) -> int | None:
    """The roster that is looked at: of the address, or of the form that could not be taken."""
    if "number" in asked.request.path_params:
        return int(asked.param("number"))
    return asked.form.whole("roster") if "roster" in asked.form.fields else asked.query.whole("roster")


def _drafted(asked: Asked, shown: BoardShown) -> DraftShown | None:
    """The draft that is shown, for those who work on it."""
    if shown.draft is None or not asked.may(Action.EDIT):
        return None
    return draft_shown(asked.store, asked.actor, shown.draft, memory_of(asked))


def _undone(asked: Asked) -> HandStep | None:
    """The change by hand that was undone just now."""
    number = asked.query.whole("undone")
    return hand_step(asked.store, asked.actor, number) if number and asked.may(Action.EDIT) else None


def memory_of(asked: Asked) -> Memory:
    """What the service remembers of its store."""
    return asked.site.memory


async def show_seat(asked: Asked) -> Reply:
    """Why somebody holds a seat, or nobody, as far as that is known at once."""
    return await asked.run(_seat_page, asked, False)


async def search_seat(asked: Asked) -> Reply:
    """The same, with what would fill the empty seat by a search."""
    return await asked.run(_seat_page, asked, True)


def _seat_page(asked: Asked, search: bool) -> Reply:
    seat, number = asked.param("seat"), _roster_in(asked)
    found = seat_reasons(asked.store, asked.actor, seat, number, search, memory_of(asked))
    return page(
        asked,
        "board/seat.html",
        found=found,
        number=number,
        title=words.seat_title(found),
        names=found.directory,
        looks=role_looks(found.directory.roles),
        words=words,
        searched=search,
        named=named,
        key=periods.key_of(month_of(found.seat.day.year, found.seat.day.month)),
        may_person=asked.may(Action.LOOK_FAIRNESS),
    )


async def show_day(asked: Asked) -> Reply:
    """What is asked for on a date, for whom, and who is on."""
    return await asked.run(_day_page, asked)


def _day_page(asked: Asked) -> Reply:
    day = periods.read_day(asked.param("day"))
    today = asked.now.astimezone(asked.zone).date()
    shown = board(
        asked.store, asked.actor, Period(day, day), asked.query.whole("roster"), today=today, memory=memory_of(asked)
    )
    looks = grid.looks_of(shown)
    return page(
        asked,
        "board/day.html",
        board=shown,
        grid=grid,
        looks=looks,
        day=shown.days[0],
        windows=[each for one in grid.agenda_of(shown, shown.duties, today) for each in one.windows],
        away=[row for row in shown.rows if row.cells.get(day, grid.NONE).away],
        around=(day - DAY, day + DAY),
        key=periods.key_of(month_of(day.year, day.month)),
        kept={"roster": shown.asked},
        may_explain=asked.may(Action.EXPLAIN),
        may_person=asked.may(Action.LOOK_FAIRNESS),
        words=words,
    )


async def show_person(asked: Asked) -> Reply:
    """Somebody's duties, and how their share stands by kind and over time."""
    return await asked.run(_person_page, asked)


def _person_page(asked: Asked) -> Reply:
    found = person(asked.store, asked.actor, asked.param("consultant"), memory=memory_of(asked))
    return page(
        asked,
        "board/person.html",
        found=found,
        names=found.directory,
        looks=role_looks(found.directory.roles),
        drawings=[words.drawing_of(balance) for balance in found.balances],
        plot=plot,
        spots=words.spots,
        grid=grid,
        words=words,
        today=asked.now.astimezone(asked.zone).date(),
    )


async def show_comparison(asked: Asked) -> Reply:
    """Two rosters side by side, or the choice of two."""
    return await asked.run(_comparison_page, asked)


def _comparison_page(asked: Asked) -> Reply:
    before, after = asked.query.whole("before"), asked.query.whole("after")
    listed = rosters(asked.store)
    found = alone = None
    try:
        found = compare(asked.store, asked.actor, before, after, memory_of(asked)) if after is not None else None
    except NothingShared as error:
        alone = str(error)
    return page(
        asked,
        "board/compare.html",
        422 if alone and before is not None else 200,
        alone=alone,
        found=found,
        listed=listed,
        before=before,
        after=after,
        looks=role_looks(found.directory.roles) if found else {},
        words=words,
        grid=grid,
    )


PAGES = (
    Page("/board", "board", READ, Action.LOOK_BOARD, show_board, query=_BOARD),
    Page("/board/seat/{seat}", "seat", READ, Action.EXPLAIN, show_seat, query=Fields(_ROSTER)),
    Page("/board/seat/{seat}/search", "seat_search", READ, Action.EXPLAIN, search_seat, query=Fields(_ROSTER)),
    Page("/board/day/{day}", "day", READ, Action.LOOK_BOARD, show_day, query=Fields(_ROSTER)),
    Page("/board/person/{consultant}", "person", READ, Action.LOOK_FAIRNESS, show_person),
    Page(
        "/board/compare",
        "compare",
        READ,
        Action.COMPARE,
        show_comparison,
        query=Fields(Whole("before", least=1, required=False), Whole("after", least=1, required=False)),
    ),
)
