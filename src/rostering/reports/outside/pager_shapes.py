"""Pagers as JSON: whom they are told of, how they stand, and what a push did; never a token."""

from datetime import datetime

from rostering.answers.pagers import PagerShown, PagersShown, PagerTold, Pushed, PushRun
from rostering.domain.pagers import Pager, PagerKind, PagerShift, Target
from rostering.reports.look.shapes import Shape


def shown_shape(found: PagersShown) -> list[Shape]:
    """The pagers with whom they are to be told of."""
    return [{**_status(each), **_settings(each)} for each in found.pagers]


def status_shape(found: PagersShown) -> list[Shape]:
    """How all pagers stand."""
    return [_status(each) for each in found.pagers]


def _status(each: PagerShown) -> Shape:
    state = each.state
    return {
        "pager": each.name,
        "kind": each.pager.kind.value if each.pager else None,
        "has_token": each.has_token,
        "there": each.held,
        "missing": [_shift(shift) for shift in each.missing],
        "leaving": [_shift(made.shift) for made in each.leaving],
        "tried": _instant(state.tried),
        "pushed": _instant(state.pushed),
        "error": state.error,
        "since": _instant(state.since),
        "rest_until": _instant(state.rest_until),
        "troubles": list(state.troubles),
    }


def _settings(each: PagerShown) -> Shape:
    pager = each.pager or Pager(each.name, PagerKind.GOALERT, "")
    schedules = [{"schedule": target.key, "takes": _takes(target)} for target in pager.targets]
    clashes = [{**_shift(one.shift), "with": one.other.consultant} for one in each.clashes]
    return {
        "address": pager.address,
        "days": pager.days,
        "schedules": schedules,
        "shifts": [_shift(shift) for shift in each.shifts],
        "clashes": clashes,
    }


def push_shape(run: PushRun) -> Shape:
    """What a push did, or would do."""
    return {"trial": run.is_trial, "pagers": [_pushed(each) for each in run.pushed]}


def _takes(target: Target) -> Shape:
    names = ("roles", "kinds", "teams", "customers", "numbers")
    return {name: list(getattr(target, name)) for name in names}


def _pushed(each: Pushed) -> Shape:
    return {
        "pager": each.pager,
        "changes": [_change(change) for change in each.changes],
        "kept": each.kept,
        "by_hand": each.by_hand,
        "found_again": each.adopted,
        "busy": each.is_held,
        "error": each.error,
        "troubles": list(each.troubles),
    }


def _change(told: PagerTold) -> Shape:
    came, went = (_shift(each) if each else None for each in (told.shift, told.gone))
    return {"on": came, "off": went, "refused": told.why}


def _shift(shift: PagerShift) -> Shape:
    start, end = (at.isoformat() for at in (shift.span.start, shift.span.end))
    return {"schedule": shift.schedule, "from": start, "to": end, "consultant": shift.consultant}


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
