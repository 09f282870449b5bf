"""The board: a period as it stands or as a roster has it, from one reading of the store."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce

from rostering.answers.board import BoardDay, BoardDuty, BoardShown, Choice, Cover, Narrowing, Told, Turn, by_time
from rostering.demand.build import seats_of
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action, may
from rostering.domain.seats import Day, Seat
from rostering.domain.users import Actor
from rostering.errors import Unknown
from rostering.language import _
from rostering.language.labels import WEEKDAYS
from rostering.rosters.version import Directory
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.cases.versions import directory_of
from rostering.services.clock import today_in
from rostering.services.opening import existing_store
from rostering.services.rosters.board_rows import Lines, board_duties
from rostering.services.rosters.board_sources import Sources, sources_of
from rostering.services.rosters.memory import Memory, once
from rostering.spans import Period
from rostering.windows import FirmDays, calendars_of, windows_of

EVERYTHING = Narrowing()


class NotKnown(Unknown):
    """An id that nothing has."""


def board(
    url: str,
    actor: Actor,
    period: Period | None = None,
    number: int | None = None,
    narrowing: Narrowing = EVERYTHING,
    today: date | None = None,
    memory: Memory | None = None,
) -> BoardShown:
    """A period, by default the month of today: what is published of each date, else the newest draft; or one roster.

    With a `memory` of the store nothing is read again that did not change.

    Raises Forbidden, NoInputs, UnknownRoster, NotOnTheBoard, NotKnown, YearOutside.
    """
    require(actor, Action.LOOK_BOARD)
    with existing_store(url).reading() as reading:
        memory = once(memory)
        inputs = memory.inputs(reading)
        _check(narrowing, inputs)
        today = today or today_in(inputs.organisation.zone)
        sources = sources_of(reading, memory, period, number, today)
        mark = mark_of(reading) if may(actor, Action.EDIT) else ""
    days = calendars_of(inputs).days(sources.period)
    duties = _duties(inputs, sources, days, narrowing, today)
    lines = Lines(inputs, sources, actor, narrowing, _directory(inputs, sources), today)
    return replace(_board(lines, duties, days), mark=mark)


def _board(lines: Lines, duties: tuple[BoardDuty, ...], days: FirmDays) -> BoardShown:
    inputs, sources = lines.inputs, lines.sources
    vacant = sorted((duty for duty in duties if not duty.consultant), key=by_time)
    return BoardShown(
        period=sources.period,
        days=tuple(_day(days.own[day], sources, lines.today) for day in sources.period),
        parts=tuple(sources.parts()),
        rows=lines.rows(duty for duty in duties if duty.consultant),
        cover=_cover(duties, inputs.catalogue.roles),
        empty=tuple(duty for duty in vacant if duty.roster is not None),
        unplanned=tuple(duty for duty in vacant if duty.roster is None),
        broken=tuple(_broken(sources)),
        directory=lines.directory,
        narrowing=lines.narrowing,
        teams=_teams(inputs),
        customers=tuple(sorted((Choice(one.id, one.name) for one in inputs.customers), key=lambda one: one.name)),
        rosters=sources.choices(),
        asked=sources.asked,
        compared=any(map(sources.is_compared, sources.shown)),
        shows_wishes=may(lines.actor, Action.LOOK_ABSENCES),
    )


def _duties(
    inputs: Inputs, sources: Sources, days: FirmDays, narrowing: Narrowing, today: date
) -> tuple[BoardDuty, ...]:
    """The seats that are meant, whether held or not."""
    windows = windows_of(inputs, days.own, sources.period, days.local)
    asked = {seat.id: seat for window in windows for seat in seats_of(window, inputs.policy)}
    broken = frozenset(
        seat
        for version in sources.versions.values()
        for one in version.breaches
        if one.breach.penalty is None
        for seat in one.breach.seats
    )
    duties = board_duties(sources, asked, today, broken)
    return tuple(duty for duty in duties if _is_meant(duty.seat, narrowing))


def _is_meant(seat: Seat, narrowing: Narrowing) -> bool:
    return (
        narrowing.role in (None, seat.role)
        and narrowing.team in (None, seat.pool, seat.team)
        and (narrowing.customer is None or narrowing.customer in seat.customers)
    )


def _day(day: Day, sources: Sources, today: date) -> BoardDay:
    name = "" if day.name in WEEKDAYS else day.name
    one = sources.shown.get(day.day)
    return BoardDay(day.day, day.kind.value, name, one.number if one else None, is_today=day.day == today)


def _cover(duties: Iterable[BoardDuty], roles: Mapping[str, str]) -> dict[str, dict[date, Cover]]:
    found: dict[str, dict[date, Cover]] = defaultdict(dict)
    for duty in sorted(duties, key=by_time):
        if duty.turn is not Turn.REMOVED:
            here = found[duty.seat.role].get(duty.seat.day, Cover())
            found[duty.seat.role][duty.seat.day] = _with(here, duty)
    return {role: found[role] for role in (*roles, *sorted(found.keys() - roles.keys())) if role in found}


def _with(cover: Cover, duty: BoardDuty) -> Cover:
    if duty.consultant:
        return replace(cover, filled=cover.filled + 1)
    if duty.roster is None:
        return replace(cover, unplanned=cover.unplanned + 1)
    return replace(cover, empty=(*cover.empty, duty))


def _broken(sources: Sources) -> Iterable[Told]:
    """What is forbidden and broken on the dates that are shown."""
    for number, version in sources.versions.items():
        days = {duty.seat.id: duty.seat.day for duty in version.duties}
        for judged in version.breaches:
            held = [days[seat] for seat in judged.breach.seats if seat in days]
            here = [day for day in held if (one := sources.shown.get(day)) and one.number == number]
            if judged.breach.penalty is None and (here or (not held and number == sources.asked)):
                yield Told(judged.text, number)


def _directory(inputs: Inputs, sources: Sources) -> Directory:
    """Today's names, and those that rosters have of whoever is no more."""
    older = (sources.versions[number].directory for number in sorted(sources.versions, reverse=True))
    return reduce(lambda names, more: names.with_names_of(more), older, directory_of(inputs))


def _teams(inputs: Inputs) -> tuple[Choice, ...]:
    """The teams that people belong to, where there are several."""
    used = {team for one in inputs.consultants for team in one.teams}
    teams = [Choice(team.id, team.name) for team in inputs.catalogue.teams.values() if team.id in used]
    return tuple(teams) if len(teams) > 1 else ()


def _check(narrowing: Narrowing, inputs: Inputs) -> None:
    """Refuse what nothing is called."""
    if narrowing.role is not None and narrowing.role not in inputs.catalogue.roles:
        raise NotKnown(_("there is no role '{role}'", role=narrowing.role))
    if narrowing.team is not None and narrowing.team not in inputs.catalogue.teams:
        raise NotKnown(_("there is no team '{team}'", team=narrowing.team))
    if narrowing.customer is not None and all(one.id != narrowing.customer for one in inputs.customers):
        raise NotKnown(_("there is no customer '{customer}'", customer=narrowing.customer))
