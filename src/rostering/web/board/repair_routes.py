"""The pages of a repair: who is away, up to three ways to mend the roster side by side, and the choice of one."""

from collections.abc import Iterator

from rostering.answers.mending import MendingOffer, MendingShown
from rostering.domain.jobs import Job
from rostering.domain.rights import Action
from rostering.errors import BadCall, Conflict, Fault, FaultyInput
from rostering.language import _, formats, named, told
from rostering.language.formats import minutes
from rostering.language.labels import label
from rostering.reports.roster import board_words as words
from rostering.services.jobs.mending import Missing, ask_for_repair, mending_offer, repair_of, throw_ways_away
from rostering.spans import Period
from rostering.web.board import grid
from rostering.web.board.plan_words import stage_rows
from rostering.web.board.routes import memory_of
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import DateField, Fields, Text, Whole
from rostering.web.frame.looks import role_looks
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

PEOPLE = (1, 2, 3, 4)
"""So many may be away at once."""
_FIELDS = Fields(
    Whole("roster", least=1),
    *(
        field
        for number in PEOPLE
        for field in (
            Text(f"who_{number}", required=False, longest=100),
            DateField(f"from_{number}", required=False),
            DateField(f"to_{number}", required=False),
        )
    ),
)
_QUERY = Fields(Whole("roster", least=1, required=False), Text("who", required=False, longest=100))


async def show_repair(asked: Asked) -> Reply:
    """The form with which a repair is asked for."""
    form = asked.form
    number = form.whole("roster") if "roster" in form.fields else asked.query.whole("roster")
    offer: MendingOffer | None = None
    reason = ""
    try:
        offer = await asked.run(mending_offer, asked.store, asked.actor, number)
    except (BadCall, Conflict) as error:
        reason = told(str(error))
    return page(
        asked,
        "board/repair.html",
        offer=offer,
        reason=reason,
        people=PEOPLE,
        choices=_choices(offer) if offer else [],
        named_first=asked.query.text("who") if "who" in asked.query.fields else "",
        first_wrong=next((number for number in PEOPLE[1:] if _is_filled(asked, number)), None),
    )


async def ask_repair(asked: Asked) -> Reply:
    """Ask for a repair, and follow it."""
    missing = _missing(asked)
    number = asked.form.whole("roster") or 0
    job = await asked.run(
        ask_for_repair, asked.store, asked.actor, asked.site.queue, number, missing, asked.form.version
    )
    return see(asked.url("mending", job=job.number))


async def show_mending(asked: Asked) -> Reply:
    """A repair: how far it is, and then the ways that it found, side by side."""
    return await asked.run(_mending_page, asked)


def _mending_page(asked: Asked) -> Reply:
    shown = repair_of(asked.store, asked.actor, int(asked.param("job")), memory_of(asked))
    if isinstance(shown, Job):
        return see(asked.url("job", job=shown.number))
    return page(
        asked,
        "board/mending.html",
        shown=shown,
        job=shown.job,
        names=shown.directory,
        looks=role_looks(shown.directory.roles),
        why=told(shown.job.told or ""),
        absent=_absent(shown),
        rows=stage_rows(shown.job),
        minutes=minutes,
        label=label,
        words=words,
        grid=grid,
        named=named,
    )


async def discard_ways(asked: Asked) -> Reply:
    """Throw all ways away."""
    job = await asked.run(throw_ways_away, asked.store, asked.actor, int(asked.param("job")), asked.form.version)
    return see(asked.url("mending", job=job.number))


def _missing(asked: Asked) -> list[Missing]:
    """Who is away, as the form says. Raises FaultyInput, which names the fields."""
    faults: list[Fault] = []
    missing = list(_read(asked, faults))
    if faults:
        raise FaultyInput(faults)
    return missing


def _read(asked: Asked, faults: list[Fault]) -> Iterator[Missing]:
    form = asked.form
    for number in PEOPLE:
        who, first, last = form.text(f"who_{number}"), form.day(f"from_{number}"), form.day(f"to_{number}")
        if not who and (first or last):
            faults.append(Fault(f"who_{number}", _("say who")))
        elif who and first is None:
            faults.append(Fault(f"from_{number}", _("say from when")))
        elif first and last and last < first:
            faults.append(Fault(f"to_{number}", _("this is before the first day")))
        elif who and first:
            yield Missing(number, who, Period(first, last or first))


def _is_filled(asked: Asked, number: int) -> bool:
    names = (f"who_{number}", f"from_{number}", f"to_{number}")
    return any(asked.form.again(name) or asked.form.wrong(name) for name in names)


def _choices(offer: MendingOffer) -> list[tuple[str, str]]:
    """Whom one may name, with when they are on next."""
    said = [
        (one.consultant, _("{name}, on duty {day}", name=one.name, day=formats.short_day(one.duties[0].seat.day)))
        for one in offer.people
    ]
    return [("", _("nobody")), *said]


def _absent(shown: MendingShown) -> list[str]:
    """Who is away when, in words."""
    names = shown.directory.consultants
    return [
        f"{names.get(one.consultant, one.consultant)}, {formats.days(one.period.first, one.period.last)}"
        for one in shown.job.absences
    ]


PAGES = (
    Page("/board/repair", "repair", READ, Action.EDIT, show_repair, query=_QUERY),
    Page("/board/repair", "repair", SEND, Action.EDIT, ask_repair, fields=_FIELDS, query=_QUERY, again=show_repair),
    Page("/board/repair/{job:int}", "mending", READ, Action.EDIT, show_mending),
    Page("/board/repair/{job:int}/discard", "discard_ways", SEND, Action.EDIT, discard_ways, again=show_mending),
)
