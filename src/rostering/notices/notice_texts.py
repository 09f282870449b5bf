"""The words of notices in each language, and how dates and hours read in it."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from rostering.domain.catalogue import Presence
from rostering.spans import Span

_BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters, surrogates, line and paragraph separators: readers take some of them for line ends."""
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Direction marks, which can turn the rest of a line around."""


@dataclass(frozen=True)
class Texts:
    """One language; what stands in braces is filled in."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    to: str
    """Between two instants of different dates."""
    kinds: dict[str, str]
    """The kinds that every firm has; others are called by their id."""
    presences: dict[Presence, str]
    greeting: str
    change_subject: str
    published: str
    taken: str
    given_up: str
    moved: str
    then: str
    now: str
    days_off: str
    days_back: str
    reminder_subject: str
    reminder: str
    promise: str
    footer: str

    def day(self, day: date) -> str:
        """A date with its weekday and year."""
        return f"{self.weekdays[day.weekday()]} {day.day}{self._dot} {self.months[day.month - 1]} {day.year}"

    def hours(self, span: Span, zone: ZoneInfo) -> str:
        """The wall-clock hours of a span with its date; an offset's name where the clock changes in between."""
        start, end = span.start.astimezone(zone), span.end.astimezone(zone)
        clock = "%H:%M" if start.utcoffset() == end.utcoffset() else "%H:%M %Z"
        opening = f"{self.day(start.date())} {start.strftime(clock)}"
        if start.date() == end.date():
            return f"{opening}-{end.strftime(clock)}"
        return f"{opening} {self.to} {self.day(end.date())} {end.strftime(clock)}"

    def kind(self, kind: str) -> str:
        """A kind in words."""
        return self.kinds.get(kind, clean(kind.replace("_", " ")))

    def window(self, name: str) -> str:
        """A window's name; where it has a weekday, alone or in brackets behind a part, that is of the language."""
        part, bracket, day = name.removesuffix(")").partition(" (")
        if bracket and name.endswith(")") and day in ENGLISH.weekdays:
            return f"{clean(part)} ({self._weekday(day)})"
        return self._weekday(name).capitalize() if name in ENGLISH.weekdays else clean(name)

    def _weekday(self, english: str) -> str:
        return self.weekdays[ENGLISH.weekdays.index(english)]

    @property
    def _dot(self) -> str:
        return "" if self is ENGLISH else "."


ENGLISH = Texts(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    to="to",
    kinds={},
    presences={Presence.WORKING: "at work", Presence.HOME_STANDBY: "on standby at home"},
    greeting="Hello {name},",
    change_subject="Your duties have changed: {dates}",
    published="Roster {roster} is published. This is what it changes for you:",
    taken="New duties",
    given_up="No longer your duties",
    moved="Duties that you keep, at other times or as another kind",
    then="before",
    now="now",
    days_off="New compensating days off",
    days_back="No longer days off",
    reminder_subject="Reminder: {window}, {role}, {day}",
    reminder="This is to remind you of your duty:",
    promise="Promise",
    footer="All times are those of {zone}. This mail was sent automatically from the roster of {firm}.",
)
DANISH = Texts(
    weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    months=(
        *("januar", "februar", "marts", "april", "maj", "juni"),
        *("juli", "august", "september", "oktober", "november", "december"),
    ),
    to="til",
    kinds={
        "holiday_period": "ferieperiode",
        "weekend": "weekend",
        "public_holiday": "helligdag",
        "business_day": "hverdag",
        "readiness": "øget beredskab",
    },
    presences={Presence.WORKING: "på arbejde", Presence.HOME_STANDBY: "rådighedsvagt hjemmefra"},
    greeting="Hej {name}",
    change_subject="Dine vagter er ændret: {dates}",
    published="Vagtplan {roster} er offentliggjort. Det ændrer den for dig:",
    taken="Nye vagter",
    given_up="Ikke længere dine vagter",
    moved="Vagter, du beholder, men på andre tider eller af en anden slags",
    then="før",
    now="nu",
    days_off="Nye kompenserende fridage",
    days_back="Ikke længere fridage",
    reminder_subject="Påmindelse: {window}, {role}, {day}",
    reminder="Husk din vagt:",
    promise="Aftale",
    footer="Alle tider er i tidszonen {zone}. Mailen er sendt automatisk fra vagtplanen hos {firm}.",
)
_LANGUAGES = {"en": ENGLISH, "da": DANISH}


def texts_of(language: str) -> Texts:
    """The words of a language, English where there are none."""
    return _LANGUAGES.get(language, ENGLISH)


def clean(text: str) -> str:
    """The text on one line, without characters that could break or turn it."""
    return " ".join("".join(" " if _breaks(character) else character for character in text).split())


def _breaks(character: str) -> bool:
    return character in _TURNING or unicodedata.category(character) in _BREAKING
