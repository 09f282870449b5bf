"""Routes of people's data: what is held of somebody, who has left, forgetting, and the retention rule."""

from typing import Annotated

from pydantic import Field

from rostering.domain.rights import Action
from rostering.reports.look.shapes import Shape
from rostering.reports.people.forgetting import forgotten_shape, kept_shape, run_shape
from rostering.reports.people.held_page import held_shape
from rostering.reports.schemas.people_data import ForgottenJson, HeldJson, PeopleDataJson, RetentionJson
from rostering.services.people import forgetting_people, held, retention
from rostering.web.api.call import ApiCall
from rostering.web.api.own import Whose
from rostering.web.api.route import ApiRoute
from rostering.web.api.values import Body, Parameters, Text


class OnePerson(Parameters):
    """A consultant by id."""

    consultant: Text


class Trial(Body):
    """Whether only to say what would change."""

    dry_run: bool = False


class ForgettingWanted(Trial):
    """The same, with further texts of theirs, such as a phone number."""

    also: Annotated[list[Text], Field(max_length=50)] = Field(default_factory=list)


def show_held(call: ApiCall, asked: Whose, _body: None) -> Shape:
    """All that is held of somebody, by default of whoever asks."""
    return held_shape(held.held(call.store, call.actor, call.whose(Action.LOOK_HELD, asked.consultant)))


def list_leavers(call: ApiCall, _asked: Parameters, _body: None) -> Shape:
    """Who has left, from when they can be forgotten, and who was."""
    return kept_shape(retention.people_kept(call.store, call.actor))


def forget_person(call: ApiCall, asked: OnePerson, body: ForgettingWanted) -> Shape:
    """Forget somebody who left years ago, or say what that would change; it cannot be undone."""
    done = forgetting_people.forget(call.store, call.actor, asked.consultant, dry_run=body.dry_run, also=body.also)
    return forgotten_shape(done)


def run_retention(call: ApiCall, _asked: Parameters, body: Trial) -> Shape:
    """Forget whoever may be forgotten by now, and let go of sign-ins and mails beyond their time."""
    return run_shape(retention.retain(call.store, call.actor, dry_run=body.dry_run))


_LEAD = Action.FORGET_PEOPLE
ROUTES = (
    ApiRoute("GET", "/own/held", Action.LOOK_HELD, show_held, HeldJson, Whose),
    ApiRoute("GET", "/people-data", _LEAD, list_leavers, PeopleDataJson),
    ApiRoute(
        *("POST", "/people-data/{consultant}/forget", _LEAD, forget_person, ForgottenJson, OnePerson),
        ForgettingWanted,
        changes=True,
    ),
    ApiRoute("POST", "/people-data/retention", _LEAD, run_retention, RetentionJson, Parameters, Trial, changes=True),
)
