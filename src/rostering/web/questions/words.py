"""What pages of questions say: changes, stages, sides and seats in plain words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rostering.answers.questions import Askable
from rostering.answers.quotes import Quote
from rostering.answers.risk import Risk
from rostering.answers.what_if import Comparison, Side
from rostering.domain.errands import Errand
from rostering.domain.findings import Candidate
from rostering.domain.jobs import JobState
from rostering.domain.seats import Seat
from rostering.language import _, formats, marked
from rostering.language.formats import minutes
from rostering.language.labels import label
from rostering.reports.look.days import title
from rostering.reports.look.wording import proof
from rostering.reports.questions.what_if import verdict
from rostering.reports.roster.board_words import signed
from rostering.services.questions.changes import Alteration
from rostering.spans import Period

__all__ = ["label", "minutes", "proof", "signed", "title", "verdict"]
_KINDS = {
    "--add-agreement": marked("gets a package"),
    "--end-agreement": marked("leaves after"),
    "--add-booking": marked("books"),
    "--cancel-booking": marked("Booking cancelled"),
    "--remove-consultant": marked("is gone"),
    "--add-leave": marked("is on leave"),
    "--set-rule": marked("Rule"),
}


@dataclass(frozen=True)
class FigureRow:
    """A figure of both sides, and what it changes by."""

    name: str
    values: tuple[str, ...]
    change: str
    is_worse: bool = False
    is_money: bool = False


@dataclass(frozen=True)
class Reliance:
    """What hangs on one person: the seats that they hold and nobody else could take."""

    consultant: str
    name: str
    seats: tuple[Seat, ...]


def period_text(period: Period) -> str:
    """A period as one would type it."""
    first = period.first
    short = (str(first.year), f"{first.year}Q{(first.month + 2) // 3}", f"{first:%Y-%m}")
    return next((text for text in short if Period.parse(text) == period), str(period))


def change_text(change: Alteration, known: Askable) -> str:
    """A change in short, with names for ids."""
    parts = change.text.split(":")
    names = {**known.bookings, **known.packages, **known.parts, **known.consultants, **known.customers}
    said = [names.get(part, _dates(part)) for part in parts]
    kind = _(_KINDS[change.option])
    if change.option in {"--cancel-booking", "--set-rule"}:
        return f"{kind}: {', '.join(said)}"
    return f"{said[0]} {kind}: {', '.join(said[1:])}" if said[1:] else f"{said[0]} {kind}"


def stage_text(errand: Errand) -> str:
    """How far a question is."""
    if errand.is_stopping:
        return _("Stopping, with what there is …")
    if errand.state is JobState.QUEUED:
        return _("Another question is answered first.")
    side, stage = errand.progress.get("side"), errand.progress.get("stage")
    if not side or not stage:
        return _("Working it out.")
    sides = {"before": _("As it is"), "after": _("With the changes")}
    return f"{sides.get(side, side)}: {label(stage)}"


def rows(found: Comparison) -> list[FigureRow]:
    """The figures of both sides."""
    return [_row(found, name, figure, show) for name, figure, show in _figures(found)]


def people_of(found: Risk) -> list[Reliance]:
    """On whom seats hang that nobody else could take, those with most first."""
    held: dict[str, list[Seat]] = defaultdict(list)
    for backing in found.ahead:
        if backing.exposed and backing.holder:
            held[backing.holder].append(backing.seat)
    names = found.directory.consultants
    made = (Reliance(who, names.get(who, who), tuple(seats)) for who, seats in held.items())
    return sorted(made, key=lambda one: (-len(one.seats), one.name.casefold()))


@dataclass(frozen=True)
class AlikeVacancies:
    """Seats that stay empty for the same reasons."""

    name: str
    number: int
    candidates: tuple[Candidate, ...]


def vacancies(quote: Quote) -> list[AlikeVacancies]:
    """What stays empty, alike seats together."""
    found: dict[tuple[str, tuple[Candidate, ...]], int] = {}
    for empty in quote.version.empty:
        name = quote.version.directory.name_of("seat", empty.seat) or empty.seat
        key = name, tuple(empty.candidates)
        found[key] = found.get(key, 0) + 1
    return [AlikeVacancies(name, number, candidates) for (name, candidates), number in found.items()]


def days_text(dates: Iterable[date]) -> str:
    """Dates in a row."""
    return formats.listed(formats.short_day(day) for day in dates)


def doubts(found: Comparison) -> list[str]:
    """What is not proven, stage by stage."""
    sides = ((_("As it is"), found.before), (_("With the changes"), found.after))
    return [
        f"{name}, {label(stage.name).lower()}: {proof(stage)}"
        for name, side in sides
        for stage in side.version.stages
        if not stage.proven
    ]


def _dates(text: str) -> str:
    """Dates as people say them; anything else as it is."""
    first, _dots, last = text.partition("..")
    try:
        return formats.days(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError:
        return text


_Figure = Callable[[Side], int | None]


def _figures(found: Comparison) -> Iterator[tuple[str, _Figure, Callable[[int], str]]]:
    yield _("Seats"), lambda side: side.seats, formats.number
    yield _("Empty seats"), lambda side: side.empty_seats, formats.number
    yield _("Furthest from the fair share, points"), lambda side: side.largest_deviation, formats.number
    yield _("Deviations, squared"), lambda side: side.sum_of_squares, formats.number
    yield _("Penalty"), lambda side: side.penalty, formats.number
    for rule in found.rules:
        yield f"·\u00a0{label(rule)}", _penalty(rule), formats.number
    yield _("Readiness, excluding VAT"), lambda side: side.readiness, formats.kroner


def _penalty(rule: str) -> _Figure:
    return lambda side: side.version.penalty_by_rule.get(rule, 0)


def _row(found: Comparison, name: str, figure: _Figure, show: Callable[[int], str]) -> FigureRow:
    sides = [*([found.published] if found.published else []), found.before, found.after]
    values = [figure(side) for side in sides]
    before, after = values[-2], values[-1]
    change = after - before if before is not None and after is not None else 0
    told = "" if not change else ("+" if change > 0 else "−") + show(abs(change))
    shown = tuple("–" if value is None else show(value) for value in values)
    return FigureRow(name, shown, told, change > 0, show is formats.kroner)
