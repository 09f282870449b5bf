"""The kinds of errands: how each is carried out from what the store has of it, and what it leaves behind."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from rostering.domain.charges import Layout
from rostering.domain.errands import KEPT
from rostering.domain.exports import ExportWish
from rostering.domain.users import Actor
from rostering.errors import Refused
from rostering.language import _
from rostering.services.charges.downloads import Printed, print_all
from rostering.services.errands.child_work import Wire
from rostering.services.opening import existing_store
from rostering.services.pagers.pushing import push_pagers
from rostering.services.questions.asking import ask_quote, ask_risk, ask_what_if
from rostering.services.questions.changes import Alteration
from rostering.services.questions.quotes import QuoteCall
from rostering.solver.model.budget import SearchLimits
from rostering.spans import Period

About = Mapping[str, Any]


class NoUserAnyMore(Refused):
    """An errand of somebody who may not sign in any more."""

    def __init__(self) -> None:
        super().__init__(_("whoever asked for this may not sign in any more"))


QUESTIONS, PRINTING, PAGERS = "questions", "printing", "pagers"
"""The lanes: of each only one errand is done at a time."""


def about_quote(call: QuoteCall, today: date) -> dict[str, Any]:
    """A quote as it is asked for in the store."""
    return {"call": asdict(call), "today": today.isoformat()}


def call_of(about: About) -> QuoteCall:
    """What a quote is asked for."""
    return QuoteCall(**about["call"])


def about_risk(period: Period, today: date) -> dict[str, Any]:
    """A question about risk as it is asked in the store."""
    return {"period": str(period), "today": today.isoformat()}


def about_what_if(period: Period, changes: tuple[Alteration, ...], limits: SearchLimits) -> dict[str, Any]:
    """A what-if as it is asked in the store."""
    asked = [[one.option, one.text] for one in changes]
    return {"period": str(period), "asked": asked, "limits": asdict(limits)}


def about_documents(month: Period, wish: ExportWish) -> dict[str, Any]:
    """Documents of a month as they are asked for in the store."""
    return {"month": f"{month.first:%Y-%m}", "wish": asdict(wish)}


def _quote(url: str, actor: Actor, about: About, wire: Wire) -> object:
    return ask_quote(url, actor, call_of(about), date.fromisoformat(about["today"]), wire.tell)


def _risk(url: str, actor: Actor, about: About, wire: Wire) -> object:
    return ask_risk(url, actor, Period.parse(about["period"]), date.fromisoformat(about["today"]), wire.tell)


def _what_if(url: str, actor: Actor, about: About, wire: Wire) -> object:
    changes = [Alteration(*one) for one in about["asked"]]
    limits = SearchLimits(**about["limits"])
    return ask_what_if(url, actor, Period.parse(about["period"]), changes, limits, wire.tell, wire.stop)


def _documents(url: str, actor: Actor, about: About, wire: Wire) -> object:
    wish = about["wish"]
    read = ExportWish(**{**wish, "without": tuple(wish["without"]), "layout": Layout(**wish["layout"])})

    def tell(done: int, number: int) -> None:
        wire.tell(done=done, all=number)

    return print_all(url, actor, Period.parse(about["month"]), read, tell)


def about_push(is_trial: bool) -> dict[str, Any]:
    """A push to all pagers as it is asked for in the store."""
    return {"trial": is_trial}


def _push(url: str, actor: Actor, about: About, wire: Wire) -> object:
    del wire  # a push is over soon, and every step of it is noted
    return push_pagers(url, actor, is_trial=about["trial"], at_once=True)


def _export_kept(result: object) -> dict[str, Any]:
    export = result.export if isinstance(result, Printed) else None
    return {KEPT: export.number} if export else {}


def _nothing_kept(_result: object) -> dict[str, Any]:
    return {}


Work = Callable[[str, Actor, About, Wire], object]
"""Carries an errand out on a store."""


@dataclass(frozen=True)
class ErrandKind:
    """A kind: its lane, what carries it out, and what is to be known of its result for good."""

    lane: str
    work: Work
    kept: Callable[[object], dict[str, Any]] = _nothing_kept


KINDS: Mapping[str, ErrandKind] = {
    "quote": ErrandKind(QUESTIONS, _quote),
    "risk": ErrandKind(QUESTIONS, _risk),
    "what_if": ErrandKind(QUESTIONS, _what_if),
    "push": ErrandKind(PAGERS, _push),
    "documents": ErrandKind(PRINTING, _documents, _export_kept),
}


def carry_out(url: str, owner: int, work: Work, about: About, wire: Wire) -> object:
    """Do an errand in the name of whoever asked, with the rights that they have now. Raises as its kind does."""
    with existing_store(url).reading() as reading:
        user = reading.users.by_number(owner)
    if user is None or user.ended:
        raise NoUserAnyMore
    return work(url, user.actor, about, wire)
