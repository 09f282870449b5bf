"""Routes that plan: a plan is asked for, goes on by itself, is looked at and stopped; what-if and quotes."""

from typing import Literal

from pydantic import Field

from rostering.domain.jobs import Job
from rostering.domain.rights import Action
from rostering.reports.look.shapes import Shape
from rostering.reports.outside.jobs import job_shape, repair_shape
from rostering.reports.questions.quotes import quote_shape
from rostering.reports.questions.what_if import comparison_shape
from rostering.reports.schemas.questions import ComparisonJson, JobJson, QuoteJson, RepairShownJson
from rostering.services.jobs import ask, looking, mending
from rostering.services.questions import booking, quotes, what_if
from rostering.services.questions.changes import Alteration
from rostering.services.rosters import planning
from rostering.web.api.call import ApiCall, ListPart
from rostering.web.api.changes import AbsenceSent, unwatched
from rostering.web.api.rosters import OneRoster
from rostering.web.api.route import ApiRoute
from rostering.web.api.values import Body, Dates, Day, Effort, Most, Number, Parameters, Seconds, Seed, Text, Version

PATIENCE = 60.0
"""Seconds of a what-if, where nobody says how many; its two sides share them."""
ChangeName = Literal[
    "add-agreement",
    "end-agreement",
    "add-booking",
    "cancel-booking",
    "remove-consultant",
    "add-leave",
    "set-rule",
]


class PlanWanted(Body):
    """What is to be planned, and how hard to search; published dates before the first one stay."""

    period: Dates
    time_limit: float | None = Field(None, ge=1, le=ask.LONGEST_SEARCH, allow_inf_nan=False)
    effort: Effort | None = None
    seed: Seed | None = None
    start: Day | None = Field(None, alias="from")
    after: Number | None = Field(None, description="Plan as if this draft were published")


class RepairWanted(Body):
    """Who is not there; without anybody what inputs have broken is mended."""

    absent: list[AbsenceSent] = Field([], max_length=50)
    version: Version | None = Field(None, description="What GET of the roster's outlook answered with")


class OneJob(Parameters):
    """A job by number."""

    job: Number


class SomeJobs(Parameters):
    """From where the list of jobs goes on."""

    limit: Most = 50
    before: Number | None = None


class ChangeWanted(Body):
    """A change as the command what-if takes it, such as cancel-booking and B7."""

    change: ChangeName
    text: Text


class WhatIf(Body):
    """A period, and what would be different."""

    period: Dates
    changes: list[ChangeWanted] = Field(min_length=1, max_length=50)
    time_limit: Seconds = PATIENCE
    effort: Effort | None = None
    seed: Seed | None = None


class QuoteWanted(Body):
    """What a customer asks for; with an id to book it under, it is booked if it can be staffed."""

    customer: Text
    period: Text = Field(description="2026-12-24..2026-12-26, or one date")
    part: Text
    roles: dict[Text, int] = Field(min_length=1, max_length=20, examples=[{"backend": 1}])
    shared: bool = False
    roster: Number | None = None
    first: Day | None = Field(None, alias="from")
    book: Text | None = None
    time_limit: Seconds | None = None


def ask_for_plan(call: ApiCall, _asked: Parameters, body: PlanWanted) -> Shape:
    """Let a period be planned; the answer is a job to look at until it is over."""
    limits = planning.limits_of(body.time_limit, body.effort, body.seed)
    job = ask.ask_for_plan(call.store, call.actor, call.queue, body.period, limits, body.start, body.after)
    return job_shape(job, call.zone)


def ask_for_repair(call: ApiCall, asked: OneRoster, body: RepairWanted) -> Shape:
    """Let a roster be mended in up to three ways; the answer is a job to look at until it is over."""
    missing = [mending.Missing(number, one.consultant, one.period) for number, one in enumerate(body.absent, 1)]
    seen = body.version or mending.mending_offer(call.store, call.actor, asked.number).mark
    return job_shape(mending.ask_for_repair(call.store, call.actor, call.queue, asked.number, missing, seen), call.zone)


def show_repair(call: ApiCall, asked: OneJob, _body: None) -> Shape:
    """A repair with the ways that it found, each a draft to be looked at and published."""
    found = mending.repair_of(call.store, call.actor, asked.job, call.memory)
    if isinstance(found, Job):
        raise looking.UnknownJob(asked.job)
    return repair_shape(found, call.zone)


def list_jobs(call: ApiCall, asked: SomeJobs, _body: None) -> ListPart:
    """The newest plans that were asked for."""
    found = looking.newest_jobs(call.store, call.actor, asked.before, asked.limit)
    return ListPart([job_shape(job, call.zone) for job in found.jobs], found.older)


def show_job(call: ApiCall, asked: OneJob, _body: None) -> Shape:
    """A plan: how far it has come, and the draft that came of it."""
    return job_shape(looking.progress_of(call.store, call.actor, asked.job), call.zone)


def stop_job(call: ApiCall, asked: OneJob, _body: None) -> Shape:
    """Let a plan end with the best roster that it has."""
    return job_shape(ask.stop_plan(call.store, call.actor, call.queue, asked.job), call.zone)


def ask_what_if(call: ApiCall, _asked: Parameters, body: WhatIf) -> Shape:
    """Plan a period as it is and with changes, side by side; nothing is saved."""
    changes = [Alteration(f"--{one.change}", one.text) for one in body.changes]
    limits = planning.limits_of(body.time_limit, body.effort, body.seed)
    return comparison_shape(what_if.what_if(call.store, body.period, changes, limits, unwatched, call.closing))


def quote_booking(call: ApiCall, _asked: Parameters, body: QuoteWanted) -> Shape:
    """Say whether a booking can be staffed, by whom and at what price; book it only if that is asked for."""
    roles = " ".join(f"{role}:{heads}" for role, heads in body.roles.items())
    wanted = quotes.QuoteCall(body.customer, body.period, body.part, roles, body.shared)
    if body.book is None:
        return quote_shape(quotes.quote(call.store, wanted, body.roster, body.first))
    return quote_shape(booking.book(call.store, wanted, body.book, call.by, body.roster, body.first))


_PLAN = Action.PLAN
ROUTES = (
    ApiRoute(
        "POST",
        "/plans",
        _PLAN,
        ask_for_plan,
        JobJson,
        body=PlanWanted,
        status=202,
        location="/jobs/{job}",
        changes=True,
    ),
    ApiRoute(
        "POST",
        "/rosters/{number}/repairs",
        Action.EDIT,
        ask_for_repair,
        JobJson,
        OneRoster,
        RepairWanted,
        202,
        "/repairs/{job}",
        changes=True,
    ),
    ApiRoute("GET", "/repairs/{job}", Action.EDIT, show_repair, RepairShownJson, OneJob),
    ApiRoute("GET", "/jobs", _PLAN, list_jobs, list[JobJson], SomeJobs, pages=True),
    ApiRoute("GET", "/jobs/{job}", _PLAN, show_job, JobJson, OneJob),
    ApiRoute("POST", "/jobs/{job}/stop", _PLAN, stop_job, JobJson, OneJob, changes=True),
    ApiRoute("POST", "/what-if", _PLAN, ask_what_if, ComparisonJson, body=WhatIf, slow=True),
    ApiRoute("POST", "/quotes", _PLAN, quote_booking, QuoteJson, body=QuoteWanted, changes=True, slow=True),
)
