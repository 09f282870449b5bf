"""Drawings of status reports: SVG that prints in black and white, where hatching says what colour would."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from zoneinfo import ZoneInfo

from markupsafe import Markup

from rostering.answers.callouts import Response
from rostering.answers.service_reports import WeekOfWindows
from rostering.domain.response_times import KeptResponse
from rostering.language import _, formats

_WIDTH = 640
_INK, _SOFT, _LINE, _FILL = "#1c1f24", "#5b626d", "#d9d5ce", "#3d5a78"
_FONT = "Inter,Arial,sans-serif"
_BAR, _GAP, _MOST_HIGH = 34, 12, 84
_ROW, _LABEL, _RESPONSE = 22, 130, 500
_MOST_SHARE = 2.0
"""A response that took longer than twice its time is drawn as twice, with an arrow."""
MOST_ROWS = 12
LEAST_WEEKS = 3
"""Fewer weeks are no plot."""


def coverage_plot(weeks: Sequence[WeekOfWindows]) -> Markup:
    """Windows by week: what was kept is filled, what was not is hatched; empty where there is little to see."""
    if len(weeks) < LEAST_WEEKS:
        return Markup("")
    most = max(week.promised for week in weeks)
    step = min(_BAR + _GAP, _WIDTH / len(weeks))
    return _svg("coverage", _coverage_words(weeks), round(step * len(weeks)), 128, _week_bars(weeks, most, step))


def response_plot(responses: Sequence[Response], zone: ZoneInfo) -> Markup:
    """How much of the time that was promised each first response took; empty where none can be judged."""
    shown = [
        each for each in responses if each.first.at and each.first.kept in (KeptResponse.KEPT, KeptResponse.BROKEN)
    ][:MOST_ROWS]
    if not shown:
        return Markup("")
    return _svg("response", _response_words(shown), _RESPONSE, 34 + _ROW * len(shown), _response_bars(shown, zone))


def share_of(response: Response) -> float:
    """How much of the time between call and promise went by until the response."""
    called, first = response.callout.call.called, response.first
    promised = (first.due - called).total_seconds()
    return (first.at - called).total_seconds() / promised if first.at and promised else 0.0


def _coverage_words(weeks: Iterable[WeekOfWindows]) -> str:
    said = (f"{formats.week(each.monday)}: {each.kept}/{each.promised}" for each in weeks)
    return _("Windows kept of those promised, by week") + ": " + ", ".join(said)


def _response_words(responses: Iterable[Response]) -> str:
    said = (f"{each.callout.call.priority} {formats.percent(share_of(each))}" for each in responses)
    return _("Time taken of the time promised") + ": " + ", ".join(said)


def _week_bars(weeks: Sequence[WeekOfWindows], most: int, step: float) -> Iterator[str]:
    base, wide = 106.0, min(_BAR, step * 0.72)
    for place, week in enumerate(weeks):
        x, unit = place * step + (step - wide) / 2, _MOST_HIGH / most if most else 0
        kept, whole = week.kept * unit, week.promised * unit
        if week.kept:
            yield _rect(x, base - kept, wide, kept, _FILL)
        if week.promised > week.kept:
            yield _rect(x, base - whole, wide, whole - kept, "url(#coverage-hatch)", _INK)
        if week.promised:
            yield _text(x + wide / 2, base - whole - 5, f"{week.kept}/{week.promised}", 10, _INK, "middle")
        yield _text(x + wide / 2, base + 15, str(week.monday.isocalendar().week), 10, _SOFT, "middle")
    yield f'<line x1="0" y1="{base}" x2="{step * len(weeks):.1f}" y2="{base}" stroke="{_INK}" stroke-width="1"/>'


def _response_bars(responses: Sequence[Response], zone: ZoneInfo) -> Iterator[str]:
    long = (_RESPONSE - _LABEL - 60) / _MOST_SHARE
    bottom = 24 + _ROW * len(responses)
    yield _text(_LABEL + long, 12, _("promised"), 10, _SOFT, "middle")
    for place, each in enumerate(responses):
        y, share = 24 + place * _ROW, share_of(each)
        wide = max(2.0, min(share, _MOST_SHARE) * long)
        late = each.first.kept is KeptResponse.BROKEN
        call = each.callout.call
        label = f"{call.priority.upper()}  {formats.short_day(call.called.astimezone(zone).date())}"
        yield _text(0, y + 11, label, 11, _INK, "start")
        yield _rect(_LABEL, y, wide, 14, "url(#response-hatch)" if late else _FILL, _INK if late else "")
        beyond = "→ " if share > _MOST_SHARE else ""
        yield _text(_LABEL + wide + 6, y + 11, beyond + formats.percent(share), 10, _INK, "start")
    x = _LABEL + long
    yield (
        f'<line x1="{x:.1f}" y1="18" x2="{x:.1f}" y2="{bottom}" stroke="{_INK}" stroke-width="1.2"'
        ' stroke-dasharray="4 3"/>'
    )


def _svg(name: str, words: str, width: int, height: int, parts: Iterable[str]) -> Markup:
    hatch = (
        f'<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="#fff"/><path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" stroke="{_INK}" '
        'stroke-width="1.1" fill="none"/></pattern></defs>'
    )
    head = (
        f'<svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{escape(words)}">'
    )
    return Markup(head + hatch + "".join(parts) + "</svg>")  # noqa: S704 - words in it are escaped


def _rect(x: float, y: float, wide: float, high: float, fill: str, stroke: str = "") -> str:
    edge = f' stroke="{stroke}" stroke-width="1"' if stroke else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{fill}"{edge}/>'


def _text(x: float, y: float, words: str, size: int, fill: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-family="{_FONT}" fill="{fill}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )
