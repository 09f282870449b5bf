"""Pagers shown: whom they are to be told of, and how they stand as far as is remembered; nobody is asked."""

import os
from collections.abc import Collection
from datetime import datetime, timedelta

from rostering.answers.pagers import PagerShown, PagersShown
from rostering.domain.pager_plans import from_now, plan, wanted
from rostering.domain.pagers import MadeOverride, Override, Pager, PagerState
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.pagers.on_from_now import Ahead, ahead


def pagers(url: str, actor: Actor, names: Collection[str] = (), at: datetime | None = None) -> PagersShown:
    """All pagers or some, and those that were taken out of the settings. Raises Forbidden, NoInputs, UnknownPager."""
    require(actor, Action.PUSH_PAGERS)
    moment = at or now()
    with existing_store(url).reading() as reading:
        found = ahead(reading, moment, names)
        states, made = reading.pagers.states(), reading.pagers.made()
    known = [pager.name for pager in found.pagers]
    others = sorted(({*states} | {each.pager for each in made}) - {*known}) if not names else []
    shown = [_shown(pager, found, states, made, moment) for pager in found.pagers]
    gone = [_left(name, states, made, moment) for name in others]
    held = (each for each in gone if each.held)
    return PagersShown((*shown, *held), found.names, found.words, found.zone, moment)


def _shown(
    pager: Pager, found: Ahead, states: dict[str, PagerState], made: tuple[MadeOverride, ...], moment: datetime
) -> PagerShown:
    at, until = from_now(moment), moment + timedelta(days=pager.days)
    ours = _standing(pager.name, made, at)
    want = wanted(pager, found.duties, at)
    there = [Override(each.shift.schedule, each.shift.span, each.user, each.override or "") for each in ours]
    everyone = {shift.consultant: pager.users.get(shift.consultant, "?") for shift in want.shifts}
    known = {each.shift.consultant: pager.users.get(each.shift.consultant, each.user) for each in ours}
    todo = plan(want.shifts, everyone | known, ours, there, at, until)
    return PagerShown(
        pager.name,
        pager,
        bool(os.environ.get(pager.variable)),
        states.get(pager.name, PagerState(pager.name)),
        tuple(shift for shift in want.shifts if shift.span.start < until),
        tuple(clash for clash in want.clashes if clash.shift.span.start < until),
        tuple(each.shift for each in todo.changes if each.shift),
        tuple(each.gone for each in todo.changes if each.gone),
        len(ours),
    )


def _left(name: str, states: dict[str, PagerState], made: tuple[MadeOverride, ...], moment: datetime) -> PagerShown:
    """A pager that is set up no more; what we made there can be taken away by nobody but its owner."""
    ours = _standing(name, made, from_now(moment))
    state = states.get(name, PagerState(name))
    return PagerShown(name, None, False, state, (), (), (), ours, len(ours))


def _standing(name: str, made: tuple[MadeOverride, ...], at: datetime) -> tuple[MadeOverride, ...]:
    """What is ours at a pager and not over, as far as its id is known."""
    return tuple(each for each in made if each.pager == name and each.override and each.shift.span.end > at)
