"""By which calendars a firm's dates are judged: the organisation's, and those that teams keep of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from rostering.calendars import CalendarRules, calendar_of, days_of, refuse_years, warnings_of
from rostering.domain.inputs import Inputs
from rostering.domain.seats import Day
from rostering.spans import Period

Days = Mapping[date, Day]


@dataclass(frozen=True)
class Calendars:
    """The calendars of a firm, each read once: `rules` by name, the organisation's first."""

    rules: Mapping[str, CalendarRules]
    own: str
    teams: Mapping[str, str]
    """The name of the calendar of each team that keeps its own."""

    def days(self, period: Period) -> "FirmDays":
        """The days of a period. Raises as `days_of` does."""
        return FirmDays(self, {name: days_of(rules, period) for name, rules in self.rules.items()})

    def doubts(self, period: Period) -> tuple[str, ...]:
        """What is doubtful in a period by any of them. Raises as `days_of` does."""
        return tuple(dict.fromkeys(doubt for rules in self.rules.values() for doubt in warnings_of(rules, period)))

    def refuse(self, period: Period) -> None:
        """Raise what `days` raises for a period, if it does."""
        for rules in self.rules.values():
            refuse_years(rules, period)


@dataclass(frozen=True)
class FirmDays:
    """The days of a period by each calendar of a firm."""

    calendars: Calendars
    found: Mapping[str, Days]
    """By the calendar's name."""

    @property
    def own(self) -> Days:
        """The organisation's."""
        return self.found[self.calendars.own]

    @property
    def local(self) -> dict[str, Days]:
        """By team, those of the teams that keep a calendar of their own."""
        return {team: self.found[name] for team, name in self.calendars.teams.items()}

    def within(self, period: Period) -> "FirmDays":
        """Those of a period that lies inside."""
        return replace(self, found={name: {day: days[day] for day in period} for name, days in self.found.items()})


def calendars_of(inputs: Inputs) -> Calendars:
    """The calendars by which a firm's dates are judged. Raises UnknownCalendar, FaultyInput."""
    own, teams = inputs.organisation.calendar, inputs.catalogue.calendars
    rules = {name: calendar_of(name, inputs.documents) for name in dict.fromkeys((own, *teams.values()))}
    return Calendars(rules, own, teams)
