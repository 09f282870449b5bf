"""Answers that take a while: whose they are, how far they are, and the page of each kind."""

from datetime import date

from rostering.answers.questions import Quoted
from rostering.answers.risk import Risk
from rostering.answers.what_if import Comparison
from rostering.domain.errands import Errand
from rostering.domain.rights import Action
from rostering.language import named, told
from rostering.services.errands.errand_kinds import KINDS
from rostering.services.errands.errand_kinds import QUESTIONS as LANE
from rostering.spans import Period
from rostering.web.frame.asked import Asked
from rostering.web.frame.looks import role_looks
from rostering.web.frame.rendering import page
from rostering.web.questions import words
from rostering.web.service.replies import Reply

QUESTIONS = frozenset(kind for kind, each in KINDS.items() if each.lane == LANE)


async def errand_of(asked: Asked) -> Errand | None:
    """The question in the path, if it is theirs and known."""
    found = await asked.run(asked.site.errands.find, asked.param("answer"), asked.user)
    return found if found and found.kind in QUESTIONS else None


def today_of(asked: Asked) -> date:
    """The date by the firm's clock."""
    return asked.now.astimezone(asked.zone).date()


def answer_page(asked: Asked, errand: Errand) -> Reply:
    """What came of a question."""
    result = errand.result
    known = {"errand": errand, "words": words, "named": named, "told": told, "is_stopped": errand.state == "cancelled"}
    if isinstance(result, Quoted):
        names = result.quote.version.directory
        may_book = asked.may(Action.BOOK)
        shown = {"quoted": result, "quote": result.quote, "names": names, "looks": role_looks(names.roles)}
        return page(asked, "questions/quoted.html", **shown, **known, may_book=may_book)
    if isinstance(result, Comparison):
        names = result.after.version.directory
        return page(asked, "questions/compared.html", found=result, names=names, **known)
    if isinstance(result, Risk):
        shown = {"found": result, "names": result.directory, "looks": role_looks(result.directory.roles)}
        period = Period.parse(errand.about["period"])
        return page(asked, "questions/risks.html", **shown, **known, people=words.people_of(result), period=period)
    return page(asked, "questions/waiting.html", **known)
