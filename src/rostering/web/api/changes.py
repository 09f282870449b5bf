"""Routes that change rosters: a seat given away, a repair, a publication, a draft thrown away; and the radar."""

from pydantic import Field

from rostering.answers.rosters import Kept, PublishedRoster
from rostering.answers.signing import Signature
from rostering.domain.rights import Action
from rostering.errors import Fault, FaultyInput
from rostering.reports.look.shapes import Shape, roster_shape
from rostering.reports.outside.radar import radar_shape
from rostering.reports.roster.empties import empty_shape
from rostering.reports.roster.outlooks import outlook_shape
from rostering.reports.roster.repairs import options_shape
from rostering.reports.schemas.questions import CaseJson
from rostering.reports.schemas.rosters import (
    DiscardedJson,
    OutlookJson,
    PublishedJson,
    RepairedJson,
    RosterJson,
    UndoneJson,
)
from rostering.services.rosters import by_hand, edits, listing, publishing, radar, replanning, showing, signing
from rostering.spans import Period
from rostering.web.api.call import ApiCall
from rostering.web.api.rosters import OneRoster
from rostering.web.api.route import ApiRoute
from rostering.web.api.values import Body, Day, Effort, Note, Parameters, Seconds, Seed, Text, Version

SEEN = "The version that GET of the outlook answered with: nothing is done where it has changed since"


class Assignment(Body):
    """Who is to have a seat; null: nobody."""

    seat: Text
    consultant: Text | None
    version: Version | None = Field(None, description=SEEN)


class AbsenceSent(Body):
    """Somebody who is not there, on one date or up to another."""

    consultant: Text
    first: Day = Field(alias="from")
    last: Day | None = Field(None, alias="to")

    @property
    def period(self) -> Period:
        """Its dates. Raises FaultyInput."""
        last = self.last or self.first
        if last < self.first:
            raise FaultyInput([Fault("absent", f"{last} is before {self.first}")])
        return Period(self.first, last)


class RepairSent(Body):
    """Who is not there, from when on the roster may change, and how hard to search."""

    absent: list[AbsenceSent] = Field([], max_length=100)
    start: Day | None = Field(None, alias="from")
    time_limit: Seconds | None = None
    seed: Seed | None = None
    effort: Effort | None = None


class PublicationSent(Body):
    """How to publish: with a reason for each thing that has to be signed off, or at once.

    With reasons and a version nothing is published that has changed since; without, force publishes even what breaks
    rules that forbid, or changes what is over or closed.
    """

    force: bool = False
    reasons: dict[Text, Note] | None = Field(None, max_length=5000, description="By the key of each sign-off")
    version: Version | None = Field(None, description=SEEN)


class Undoing(Body):
    """What it is made from."""

    version: Version = Field(description=SEEN)


class RadarSent(Body):
    """From when on to look, and how long to search for repairs."""

    start: Day | None = Field(None, alias="from")
    time_limit: Seconds | None = None


def assign_seat(call: ApiCall, asked: OneRoster, body: Assignment) -> Shape:
    """Give a seat to somebody, or to nobody, in a new draft, which is judged but not refused."""
    kept = _assigned(call, asked.number, body)
    return roster_shape(kept.version, kept.status)


def _assigned(call: ApiCall, number: int, body: Assignment) -> Kept:
    if body.version is None:
        return edits.assign(call.store, number, body.seat, body.consultant, call.by)
    made = by_hand.give(call.store, call.actor, body.seat, body.consultant, number, body.version)
    return showing.show(call.store, made.number)


def repair_roster(call: ApiCall, asked: OneRoster, body: RepairSent) -> Shape:
    """Mend a roster with few changes, in up to three ways, each saved as a draft."""
    absent = [(one.consultant, one.period) for one in body.absent]
    absences = [replanning.Absence(who, period.first, period.last) for who, period in absent]
    limits = replanning.limits_of(body.time_limit, body.effort, body.seed)
    found = replanning.replan(call.store, asked.number, absences, body.start, limits, unwatched, call.by, call.closing)
    return {"before": asked.number, "from": found.today.isoformat(), "options": options_shape(found)}


def publish_roster(call: ApiCall, asked: OneRoster, body: PublicationSent) -> Shape:
    """Publish a roster in place of earlier ones of its dates."""
    done = _published(call, asked.number, body)
    told = {} if done.announced is None else {"notices": done.announced.waiting}
    return {"roster": asked.number, "changes": done.changes.counts, "empty": empty_shape(done.empty), **told}


def _published(call: ApiCall, number: int, body: PublicationSent) -> PublishedRoster:
    if body.reasons is None:
        return publishing.publish(call.store, number, call.by, body.force)
    if body.version is None:
        raise FaultyInput([Fault("version", "this is missing: reasons are for what somebody was shown")])
    return signing.publish_signed(call.store, call.actor, number, Signature(body.reasons), body.version)


def show_outlook(call: ApiCall, asked: OneRoster, _body: None) -> Shape:
    """What publishing a draft would do: whom it is told to, and what has to be signed off."""
    return outlook_shape(signing.outlook(call.store, call.actor, asked.number, memory=call.memory))


def undo_change(call: ApiCall, asked: OneRoster, body: Undoing) -> Shape:
    """Throw the draft of a change by hand away, which leads back to the roster that it was made from."""
    step = by_hand.undo(call.store, call.actor, asked.number, body.version)
    sides = {"seat": step.seat, "before": step.before, "after": step.after}
    return {"roster": asked.number, "back_to": step.made_from, **sides}


def discard_roster(call: ApiCall, asked: OneRoster, _body: None) -> Shape:
    """Throw a draft away."""
    listing.discard(call.store, asked.number, call.by)
    return {"roster": asked.number, "status": "discarded"}


def look_at_radar(call: ApiCall, _asked: Parameters, body: RadarSent) -> list[Shape]:
    """Find published duties that cannot be served any more, or that nothing asks for, and propose repairs."""
    limits = replanning.limits_of(body.time_limit)
    return radar_shape(radar.radar(call.store, body.start, limits, unwatched, call.by, call.closing))


def unwatched(_progress: object) -> None:
    """Nobody watches a search that is answered once."""


_EDIT = Action.EDIT
ROUTES = (
    ApiRoute(
        "POST",
        "/rosters/{number}/assign",
        _EDIT,
        assign_seat,
        RosterJson,
        OneRoster,
        Assignment,
        201,
        "/rosters/{roster}",
        changes=True,
    ),
    ApiRoute(
        "POST",
        "/rosters/{number}/replan",
        _EDIT,
        repair_roster,
        RepairedJson,
        OneRoster,
        RepairSent,
        changes=True,
        slow=True,
    ),
    ApiRoute(
        "POST",
        "/rosters/{number}/publish",
        Action.PUBLISH,
        publish_roster,
        PublishedJson,
        OneRoster,
        PublicationSent,
        changes=True,
    ),
    ApiRoute("GET", "/rosters/{number}/outlook", Action.PUBLISH, show_outlook, OutlookJson, OneRoster),
    ApiRoute("POST", "/rosters/{number}/undo", _EDIT, undo_change, UndoneJson, OneRoster, Undoing, changes=True),
    ApiRoute("POST", "/rosters/{number}/discard", _EDIT, discard_roster, DiscardedJson, OneRoster, changes=True),
    ApiRoute("POST", "/radar", _EDIT, look_at_radar, list[CaseJson], body=RadarSent, changes=True, slow=True),
)
