"""The pages of what-if: changes are gathered one by one, each checked; then the period is planned with and without."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from rostering.answers.questions import Askable
from rostering.domain.rights import Action
from rostering.errors import BadCall, Fault, FaultyInput
from rostering.language import _
from rostering.services.errands.errand_kinds import about_what_if
from rostering.services.jobs.ask import EFFORTS, limits_for
from rostering.services.questions.asking import askable, check_changes
from rostering.services.questions.changes import CHANGES, Alteration
from rostering.spans import Period
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, DateField, Fields, Several, Text, Whole
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.questions.answers import today_of
from rostering.web.questions.heads import heads
from rostering.web.questions.words import change_text, period_text
from rostering.web.service.replies import Reply

MINUTES, MOST_MINUTES, MOST_CHANGES = 1, 30, 20
KINDS = tuple(change.name for change in CHANGES)


async def show_what_if(asked: Asked) -> Reply:
    """The changes so far, the forms for more, and the question itself."""
    known: Askable = await asked.run(askable, asked.store, asked.actor, today_of(asked))
    form, query = asked.form, asked.query
    changes = _sent(form.chosen("change")) if form.is_sent else _sent(query.chosen("change"))
    wanted = (form if form.is_sent else query).again("period") or period_text(known.period)
    return page(
        asked,
        "questions/what_if.html",
        known=known,
        wanted=wanted,
        changes=[(change_text(each, known), _without(asked, wanted, changes, each), _kept(each)) for each in changes],
        kind=form.again("kind"),
        grades=_grades(),
        minutes=MINUTES,
    )


async def add_change(asked: Asked) -> Reply:
    """One more change, if it can be made together with the others."""
    form = asked.form
    change = Alteration(f"--{form.text('kind').replace('_', '-')}", _written(asked))
    changes = (*_sent(form.several("change", str)), change)
    if len(changes) > MOST_CHANGES:
        raise FaultyInput([Fault("", _("these are more than {number}", number=MOST_CHANGES))])
    await asked.run(check_changes, asked.store, asked.actor, _period(form.text("period")), changes)
    return see(_address(asked, form.text("period"), changes))


async def ask(asked: Asked) -> Reply:
    """Plan the period with the changes and without."""
    form = asked.form
    period, changes = _period(form.text("period")), _sent(form.several("change", str))
    if not changes:
        raise FaultyInput([Fault("", _("add a change first"))])
    await asked.run(check_changes, asked.store, asked.actor, period, changes)
    limits = limits_for(form.text("thoroughness"), 60 * (form.whole("minutes") or MINUTES))
    known: Askable = await asked.run(askable, asked.store, asked.actor, today_of(asked))
    told = [change_text(each, known) for each in changes]
    again = _address(asked, form.text("period"), changes)
    about = {**about_what_if(period, changes, limits), "changes": told, "again": again}
    began = await asked.run(asked.site.errands.begin, asked.user, "what_if", about)
    return see(asked.url("answer", answer=began.key))


def _written(asked: Asked) -> str:
    """A change as the command line has it, from the fields of its kind. Raises FaultyInput."""
    form, kind = asked.form, asked.form.text("kind")
    first, last = form.day("from"), form.day("to")
    needed: Mapping[str, Sequence[str]] = {
        "add_agreement": ("customer", "package", "from"),
        "end_agreement": ("customer", "to"),
        "add_booking": ("customer", "from", "part", "role"),
        "cancel_booking": ("booking",),
        "remove_consultant": ("consultant",),
        "add_leave": ("consultant", "from"),
        "set_rule": ("rule", "value"),
    }
    if missing := [name for name in needed[kind] if not form.again(name).strip()]:
        raise FaultyInput([Fault(name, _("this has to be filled in")) for name in missing])
    if kind == "set_rule" and not all(form.text("rule").partition(".")[::2]):
        raise FaultyInput([Fault("rule", _("write a rule and one of its parameters with a dot between"))])
    dates = f"{first}..{last}" if last else f"{first}"
    roles = ",".join(form.several("role", str))
    customer, consultant = form.text("customer"), form.text("consultant")
    return {
        "add_agreement": f"{customer}:{form.text('package')}:{dates}",
        "end_agreement": f"{customer}:{last}",
        "add_booking": f"{customer}:{dates}:{form.text('part')}:{roles}",
        "cancel_booking": form.text("booking"),
        "remove_consultant": f"{consultant}:{first}" if first else consultant,
        "add_leave": f"{consultant}:{dates}",
        "set_rule": f"{form.text('rule')}={form.text('value')}",
    }[kind]


def _sent(texts: Sequence[str]) -> tuple[Alteration, ...]:
    """Changes as addresses and forms carry them: `add_leave ida:2026-12-01`; what is none is left aside."""
    pairs = (text.split(" ", 1) for text in texts[:MOST_CHANGES])
    return tuple(
        Alteration(f"--{pair[0].replace('_', '-')}", pair[1]) for pair in pairs if pair[0] in KINDS and pair[1:]
    )


def _kept(change: Alteration) -> str:
    return f"{change.option.removeprefix('--').replace('-', '_')} {change.text}"


def _address(asked: Asked, period: str, changes: Sequence[Alteration]) -> str:
    pairs = [("period", period), *(("change", _kept(each)) for each in changes)]
    return f"{asked.url('what_if')}?{urlencode(pairs)}"


def _without(asked: Asked, period: str, changes: Sequence[Alteration], one: Alteration) -> str:
    return _address(asked, period, [each for each in changes if each != one])


def _grades() -> list[tuple[str, str]]:
    return [("quick", _("Quick")), ("usual", _("Usual")), ("thorough", _("Thorough"))]


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except BadCall as error:
        raise FaultyInput([Fault("period", str(error))]) from error


_CHANGE = Several("change", required=False, of=Text("change", longest=300), most=MOST_CHANGES)
_QUERY = Fields(Text("period", required=False, longest=60), _CHANGE)
_NAMES = ("customer", "package", "consultant", "booking", "part", "rule", "value")
_ADD = Fields(
    Text("period", longest=60),
    _CHANGE,
    ChoiceField("kind", options=KINDS),
    *(Text(name, required=False, longest=100) for name in _NAMES),
    DateField("from", required=False),
    DateField("to", required=False),
    heads(required=False),
)
_QUESTION = Fields(
    Text("period", longest=60),
    _CHANGE,
    ChoiceField("thoroughness", options=tuple(EFFORTS)),
    Whole("minutes", least=1, most=MOST_MINUTES),
)
_ASK = Action.ASK

PAGES = (
    Page("/questions/what-if", "what_if", READ, _ASK, show_what_if, query=_QUERY),
    Page("/questions/what-if", "what_if", SEND, _ASK, ask, _QUESTION, query=_QUERY, again=show_what_if),
    Page("/questions/what-if/add", "add_change", SEND, _ASK, add_change, _ADD, again=show_what_if),
)
