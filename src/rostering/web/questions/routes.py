"""The pages of questions: what can be asked, each form, and the answer, which may take a while."""

from rostering.answers.questions import Askable, Quoted
from rostering.domain.errands import KEPT
from rostering.domain.rights import Action
from rostering.errors import BadCall, Fault, FaultyInput
from rostering.language import _
from rostering.services.errands.errand_kinds import about_quote, about_risk, call_of
from rostering.services.questions.asking import askable, book, check_quote
from rostering.services.questions.quotes import QuoteCall
from rostering.spans import Period
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import DateField, Fields, Text, Tick
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.questions.answers import answer_page, errand_of, today_of
from rostering.web.questions.heads import heads
from rostering.web.questions.what_if_routes import PAGES as WHAT_IF
from rostering.web.questions.words import period_text
from rostering.web.service.replies import Reply

LONGEST_RISK = 184
"""Dates that a question of risk is about at most."""


async def show_questions(asked: Asked) -> Reply:
    """What can be asked."""
    return page(asked, "questions/questions.html")


async def show_quote(asked: Asked) -> Reply:
    """The form of a quote."""
    known: Askable = await asked.run(askable, asked.store, asked.actor, today_of(asked))
    return page(asked, "questions/quote.html", known=known)


async def quote(asked: Asked) -> Reply:
    """Work a quote out."""
    call, today = _call(asked), today_of(asked)
    await asked.run(check_quote, asked.store, asked.actor, call, today)
    began = await asked.run(asked.site.errands.begin, asked.user, "quote", about_quote(call, today))
    return see(asked.url("answer", answer=began.key))


async def show_risk(asked: Asked) -> Reply:
    """The form of a question about risk."""
    known: Askable = await asked.run(askable, asked.store, asked.actor, today_of(asked))
    return page(asked, "questions/risk.html", known=known, wanted=period_text(known.period))


async def weigh(asked: Asked) -> Reply:
    """Find out what hangs on whom."""
    period, today = _period(asked.form.text("period")), today_of(asked)
    began = await asked.run(asked.site.errands.begin, asked.user, "risk", about_risk(period, today))
    return see(asked.url("answer", answer=began.key))


async def show_answer(asked: Asked) -> Reply:
    """What came of a question, or that it is being worked on."""
    found = await errand_of(asked)
    if found and KEPT in found.about and found.result is None:
        return page(asked, "questions/gone.html", booked=found.about[KEPT])
    if found is None:
        return page(asked, "questions/gone.html", booked="") if asked.form.is_sent else see(asked.url("questions"))
    return answer_page(asked, found)


async def stop(asked: Asked) -> Reply:
    """Let a question end with what it has; its page says what that is."""
    if found := await errand_of(asked):
        await asked.run(asked.site.errands.stop, found)
        return see(asked.url("answer", answer=found.key))
    return see(asked.url("questions"))


async def ask_again(asked: Asked) -> Reply:
    """Answer a question once more of which nothing came."""
    if found := await errand_of(asked):
        await asked.run(asked.site.errands.again, found)
        return see(asked.url("answer", answer=found.key))
    return see(asked.url("questions"))


async def make_booking(asked: Asked) -> Reply:
    """Make a quote a booking; one that nobody remembers has to be quoted again."""
    found = await errand_of(asked)
    if found is None or not isinstance(found.result, Quoted):
        return see(asked.url("quote"))
    call, form, today = call_of(found.about), asked.form, today_of(asked)
    booked = await asked.run(book, asked.store, asked.actor, call, form.text("id"), found.result, form.version, today)
    await asked.run(asked.site.errands.remember, found, booked, booked.booked)
    return see(asked.url("answer", answer=found.key))


def _call(asked: Asked) -> QuoteCall:
    """What the form asks for. Raises FaultyInput."""
    form = asked.form
    first = form.day("from")
    last = form.day("to") or first
    roles = ",".join(form.several("role", str))
    return QuoteCall(form.text("customer"), f"{first}..{last}", form.text("part"), roles, form.tick("shared"))


def _period(text: str) -> Period:
    try:
        period = Period.parse(text)
    except BadCall as error:
        raise FaultyInput([Fault("period", str(error))]) from error
    if len(period) > LONGEST_RISK:
        raise FaultyInput([Fault("period", _("this is longer than half a year"))])
    return period


_QUOTE = Fields(
    Text("customer", longest=100),
    DateField("from"),
    DateField("to", required=False),
    Text("part", longest=100),
    heads(required=True),
    Tick("shared"),
)
_ID = Fields(Text("id", longest=60))
_ASK, _ANSWER = Action.ASK, "/questions/answers/{answer}"

PAGES = (
    Page("/questions", "questions", READ, _ASK, show_questions),
    Page("/questions/quote", "quote", READ, _ASK, show_quote),
    Page("/questions/quote", "quote", SEND, _ASK, quote, _QUOTE, again=show_quote),
    Page("/questions/risk", "risk", READ, _ASK, show_risk),
    Page("/questions/risk", "risk", SEND, _ASK, weigh, Fields(Text("period", longest=60)), again=show_risk),
    *WHAT_IF,
    Page(_ANSWER, "answer", READ, _ASK, show_answer),
    Page(f"{_ANSWER}/stop", "stop_answer", SEND, _ASK, stop),
    Page(f"{_ANSWER}/again", "ask_again", SEND, _ASK, ask_again),
    Page(f"{_ANSWER}/book", "make_booking", SEND, Action.BOOK, make_booking, _ID, again=show_answer),
)
