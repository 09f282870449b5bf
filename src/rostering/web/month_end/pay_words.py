"""The words of the pages of pay: states of months, kinds of lines, formats."""

from rostering.answers.exports import ProfileShown
from rostering.answers.month_end import MonthStage
from rostering.answers.pay import PayStanding
from rostering.domain.pay import PayKind
from rostering.language import _, marked
from rostering.reports.money.pay import for_text, hours_text
from rostering.web.month_end.words import month_title

__all__ = ["for_text", "form_named", "forms", "hours_text", "kind", "month_title", "stage"]
_STAGES = {
    MonthStage.AHEAD: (marked("not begun"), ""),
    MonthStage.OPEN: (marked("open"), ""),
    MonthStage.CLOSABLE: (marked("can be closed"), "warn"),
    MonthStage.CLOSED: (marked("closed, not exported"), "warn"),
    MonthStage.EXPORTED: (marked("exported"), "good"),
}
_KINDS = {PayKind.STANDBY: marked("Standby"), PayKind.CALLOUT: marked("Call-out"), PayKind.CREDIT: marked("Credit")}
_FORMS = {
    "csv": marked("A table"),
    "xlsx": marked("A workbook to read and print"),
    "json": marked("One document with all there is"),
}


def stage(standing: PayStanding) -> tuple[str, str]:
    """What a month's state is called, and the kind of its badge."""
    word, kind = _STAGES[standing.stage]
    return _(word), kind


def kind(kind: PayKind) -> str:
    """What a kind of line is called."""
    return _(_KINDS[kind])


def forms(profiles: tuple[ProfileShown, ...]) -> list[tuple[str, str]]:
    """The formats and profiles to choose from, with what each is."""
    return [*((name, _(words)) for name, words in _FORMS.items()), *((one.name, one.title) for one in profiles)]


def form_named(form: str) -> str:
    """What a format is called."""
    return _(_FORMS[form]) if form in _FORMS else form
