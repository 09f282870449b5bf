"""The pages for planning: asking for a plan, following it, stopping it, and all plans that were asked for."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable

from rostering.domain.jobs import PLAN, REPAIR, Job
from rostering.domain.rights import Action
from rostering.errors import BadCall, Fault, FaultyInput
from rostering.language import _, formats, n_, told
from rostering.language.formats import minutes
from rostering.language.labels import label
from rostering.services.jobs.ask import EFFORTS, LONGEST_SEARCH, ask_for_plan, limits_for, stop_plan
from rostering.services.jobs.looking import job_of, newest_jobs, plan_offer, progress_of
from rostering.spans import Period
from rostering.web.board.plan_words import drafts, period_text, plotted, stage_rows, states, thoroughness
from rostering.web.frame.asked import Asked
from rostering.web.frame.environment import environment
from rostering.web.frame.fields import ChoiceField, DateField, Fields, Text, Whole
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see, stream
from rostering.web.service.replies import Reply

MINUTES = 2
"""How long a plan may search, unless somebody says otherwise."""
EVERY = 0.5
"""Seconds between two looks at a job that somebody follows."""
ONCE = 60.0
"""Seconds after which whoever follows has to ask again, and is asked who they are."""
PARTS = {PLAN: ("figures", "stages"), REPAIR: ("mending_figures", "stages", "ways_so_far")}
"""The parts of a page that move, by the kind of job, each a template and an element of this id."""
_FIELDS = Fields(
    Text("period", longest=60),
    ChoiceField("thoroughness", options=tuple(EFFORTS)),
    Whole("minutes", least=1, most=LONGEST_SEARCH // 60),
    DateField("since", required=False),
    Whole("after", required=False, least=1),
)
_QUERY = Fields(Text("period", required=False, longest=60))
_JOBS = Fields(Whole("before", required=False, least=1, most=2**31 - 1))


async def show_plan(asked: Asked) -> Reply:
    """The form with which a plan is asked for, and the plans that are going on."""
    offer = await asked.run(plan_offer, asked.store, asked.actor)
    wanted = asked.query.text("period") or period_text(offer.period)
    chosen = {
        "wanted": wanted,
        "minutes": MINUTES,
        "drafts": drafts(offer),
        "grades": _grades(),
        "plan_action": Action.PLAN,
    }
    return page(asked, "board/plan.html", offer=offer, text=period_text, **chosen)


async def ask(asked: Asked) -> Reply:
    """Ask for a plan, and follow it."""
    form = asked.form
    limits = limits_for(form.text("thoroughness"), 60 * (form.whole("minutes") or MINUTES))
    job = await asked.run(
        ask_for_plan,
        asked.store,
        asked.actor,
        asked.site.queue,
        _period(form.text("period")),
        limits,
        since=form.day("since"),
        after=form.whole("after"),
        mark=form.version,
    )
    return see(asked.url("job", job=job.number))


async def show_jobs(asked: Asked) -> Reply:
    """All plans that were asked for, the newest first, so many at a time."""
    before = asked.query.whole("before")
    shown = await asked.run(newest_jobs, asked.store, asked.actor, before)
    older = shown.older and asked.url("jobs", before=shown.older)
    known = {"jobs": shown.jobs, "older": older, "is_newest": before is None}
    return page(asked, "board/jobs.html", states=states(), board=_board(asked), **known)


async def show_job(asked: Asked) -> Reply:
    """One plan: how far it has come, and what came of it."""
    shown = await asked.run(job_of, asked.store, asked.actor, int(asked.param("job")))
    if shown.job.kind == REPAIR:
        return see(asked.url("mending", job=shown.job.number))
    return page(
        asked,
        "board/job.html",
        shown=shown,
        job=shown.job,
        rows=stage_rows(shown.job, shown.made.stages if shown.made else ()),
        plot=_plot(shown.job),
        states=states(),
        text=period_text,
        minutes=minutes,
        why=told(shown.job.told or ""),
        board=_board(asked),
        thoroughness=_grade(shown.job),
    )


async def stop(asked: Asked) -> Reply:
    """Let a plan end with the best that it has."""
    job = await asked.run(stop_plan, asked.store, asked.actor, asked.site.queue, int(asked.param("job")))
    return see(asked.url("job", job=job.number))


async def tell(asked: Asked) -> Reply:
    """How far a plan has come, as events, for as long as it goes on."""
    await asked.run(progress_of, asked.store, asked.actor, int(asked.param("job")))
    return stream(asked, _events(asked, int(asked.param("job"))))


async def _events(asked: Asked, number: int) -> AsyncIterator[bytes]:
    """An event for each change, until the job is over, the service stops, or it is time to ask again."""
    yield b"retry: 1000\n\n"
    before, ends = "", time.monotonic() + ONCE
    while not asked.site.closing.is_set() and time.monotonic() < ends:
        job = await asked.run(progress_of, asked.store, asked.actor, number)
        now = await asked.run(_event, job)
        if now != before:
            yield f"data: {now}\n\n".encode()
        if job.is_over:
            return
        before = now
        await asyncio.sleep(EVERY)


def _event(job: Job) -> str:
    """What an event says: the part of the page that moves, and its plot."""
    known = {"job": job, "rows": stage_rows(job), "minutes": minutes, "label": label}
    parts = {name: environment().get_template(f"board/{name}.html").render(**known) for name in PARTS[job.kind]}
    state = "stopping" if job.is_stopping else job.state
    return json.dumps({"over": job.is_over, "state": state, "parts": parts, "plot": json.loads(_plot(job))})


def _plot(job: Job) -> str:
    """The way of the stage that there is most to see of, for the script that draws it."""
    name, points = plotted(job)
    return json.dumps({"stage": name, "points": [list(column) for column in zip(*points, strict=True)]})


def _grades() -> tuple[tuple[str, str, str], ...]:
    """The grades of thoroughness: value, name, and what it means."""
    meant = (_("a first look, in a quarter of the time"), _("good enough to publish"))
    return tuple(
        (grade, thoroughness(grade), said)
        for grade, said in zip(EFFORTS, (*meant, _("five times the effort, for fewer penalties")), strict=True)
    )


def _grade(job: Job) -> str:
    """How thorough a plan is, in a word, or in figures where nobody chose a word."""
    word = next((grade for grade, effort in EFFORTS.items() if effort == job.effort), None)
    limit = n_("one minute at most", "{number} minutes at most", max(1, round(job.seconds / 60)))
    return f"{thoroughness(word) if word else formats.number(job.effort, 1)}, {limit}"


def _board(asked: Asked) -> Callable[[int], str] | None:
    """The address of a draft's board, once there is such a page."""
    return (lambda number: asked.url("board", roster=number)) if asked.site.has("board") else None


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except BadCall as error:
        raise FaultyInput([Fault("period", str(error))]) from error


PAGES = (
    Page("/board/plan", "plan", READ, Action.PLAN, show_plan, query=_QUERY),
    Page("/board/plan", "plan", SEND, Action.PLAN, ask, fields=_FIELDS, query=_QUERY, again=show_plan),
    Page("/board/jobs", "jobs", READ, Action.PLAN, show_jobs, query=_JOBS),
    Page("/board/jobs/{job:int}", "job", READ, Action.PLAN, show_job),
    Page("/board/jobs/{job:int}/stop", "stop_job", SEND, Action.PLAN, stop),
    Page("/board/jobs/{job:int}/events", "job_events", READ, Action.PLAN, tell),
)
