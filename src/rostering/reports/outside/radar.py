"""The radar's cases, duties that cannot be served or are not needed, and the drafts that would mend them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from rich.console import RenderableType

from rostering.answers.radar import Dispute, Picture, Sighting, WayToMend
from rostering.domain.radar import Clash, ClashReason, RadarCase
from rostering.domain.seats import Duty
from rostering.language import _, counted, marked, n_, told
from rostering.language.formats import long_day, moment
from rostering.reports.look.days import title
from rostering.reports.look.listings import changes_table
from rostering.reports.look.shapes import Shape, change_shape, penalties_shape, period_shape
from rostering.reports.look.wording import hours_text, listing
from rostering.rosters.version import Directory
from rostering.spans import Period

REASONS: Mapping[ClashReason, str] = {
    ClashReason.LEAVE: marked("has leave"),
    ClashReason.NOT_EMPLOYED: marked("is not employed then"),
    ClashReason.LOST_ROLE: marked("no longer has the role"),
    ClashReason.CALLED_OUT: marked("was called out and has yet to rest"),
    ClashReason.MEETING: marked("has a customer's meeting then"),
}
"""Why a holder cannot serve a duty, or need not."""
_UNNEEDED = (ClashReason.BOOKING_CANCELLED, ClashReason.NOT_ASKED_FOR, ClashReason.OTHER_HOURS)


def radar_shape(picture: Picture) -> list[Shape]:
    """The open cases as JSON; their duties from the picture's date on."""
    if (names := picture.directory) is None:
        return []
    disputes = [_dispute_shape(each, names) for each in picture.disputes]
    return [*(_shape(each, picture.start, names) for each in picture.sightings), *disputes]


def radar_report(picture: Picture, publish: str) -> list[RenderableType]:
    """The open cases for people, then the drafts; `publish` is the command that takes one, without its number."""
    if (names := picture.directory) is None:
        return []
    told = [_case(each, picture.start, names) for each in picture.sightings]
    disputes = [_head(each.case, each.discrepancy.text, names) + "\n" for each in picture.disputes]
    return [
        *told,
        *disputes,
        *(part for group in _by_proposal(picture.sightings) for part in _ways(group, names, publish)),
    ]


def _shape(sighting: Sighting, start: date, directory: Directory) -> Shape:
    case, clash = sighting.case, sighting.clash
    return {
        "case": case.number,
        "opened": case.opened.astimezone(directory.zone).isoformat(),
        "consultant": clash.consultant or None,
        "team": None if clash.consultant else clash.team,
        "roster": clash.roster,
        "reason": clash.reason.value,
        "text": _sentence(clash, start, directory),
        "leave": period_shape(clash.leave) if clash.leave else None,
        "duties": [duty.seat.id for duty in clash.since(start)],
        "late_start": clash.late_start.astimezone(directory.zone).isoformat() if clash.late_start else None,
        "options": [_option(way) for way in sighting.ways],
        "problem": case.proposal.problem or None,
    }


def _dispute_shape(dispute: Dispute, directory: Directory) -> Shape:
    case, found = dispute.case, dispute.discrepancy
    return {
        "case": case.number,
        "opened": case.opened.astimezone(directory.zone).isoformat(),
        "consultant": None,
        "team": found.booking,
        "roster": found.roster,
        "reason": found.reason.value,
        "text": found.text,
        "leave": None,
        "duties": [],
        "late_start": None,
        "options": [],
        "problem": None,
    }


def _option(way: WayToMend) -> Shape:
    return {
        "roster": way.version.number,
        "changes": [change_shape(change) for change in way.changes],
        "counts": way.changes.counts,
        **penalties_shape(way.version.penalty_by_rule),
        "empty": [empty.seat for empty in way.version.empty],
    }


def _case(sighting: Sighting, start: date, directory: Directory) -> str:
    case, clash = sighting.case, sighting.clash
    duties = [_duty(duty, directory, named=not clash.consultant) for duty in clash.since(start)]
    late = [_late(clash, clash.late_start, directory)] if clash.late_start else []
    return "\n".join([_head(case, _sentence(clash, start, directory), directory), *duties, *late, ""])


def _late(clash: Clash, soonest: datetime, directory: Directory) -> str:
    """That whoever was called out may begin later instead of being replaced."""
    name = directory.consultants.get(clash.consultant, clash.consultant)
    return "  " + _("Without a replacement: {name} begins {moment}.", name=name, moment=moment(soonest, directory.zone))


def _head(case: RadarCase, sentence: str, directory: Directory) -> str:
    since = f"{case.opened.astimezone(directory.zone):%Y-%m-%d %H:%M}"
    return _("Case {number}, open since {time}: {sentence}", number=case.number, time=since, sentence=sentence)


def _sentence(clash: Clash, start: date, directory: Directory) -> str:
    if clash.reason in _UNNEEDED:
        return _unneeded(clash, start, directory)
    name = directory.consultants.get(clash.consultant, clash.consultant)
    when = f" {_dates(clash.leave)}" if clash.leave else ""
    held = counted(len(clash.since(start)), "duty")
    why = _(REASONS[clash.reason]) + when
    return _(
        "{name} {why} and holds {duties} of roster {number}.", name=name, why=why, duties=held, number=clash.roster
    )


def _unneeded(clash: Clash, start: date, directory: Directory) -> str:
    """What is not asked for any more, or not at its hours, and how many duties that leaves."""
    duties = clash.since(start)
    held = _("{duties} of roster {number}", duties=counted(len(duties), "duty"), number=clash.roster)
    first = clash.duties[0].seat
    name = title(first, directory) if first.booking else directory.teams.get(clash.team, clash.team)
    if clash.reason is ClashReason.BOOKING_CANCELLED:
        return _(
            "Booking {booking} ({name}) is cancelled and still has {duties}.",
            booking=clash.team,
            name=name,
            duties=held,
        )
    if clash.reason is ClashReason.OTHER_HOURS:
        what = _("Booking {booking} ({name})", booking=clash.team, name=name) if first.booking else name
        return _("{what} is asked for at other hours now than {duties}.", what=what, duties=held)
    return _("Nothing asks any more for {duties} ({name}).", duties=held, name=name)


def _dates(leave: Period) -> str:
    if len(leave) == 1:
        return _("on {date}", date=leave.first)
    return _("from {first} to {last}", first=leave.first, last=leave.last)


def _duty(duty: Duty, directory: Directory, named: bool) -> str:
    seat = duty.seat
    role = directory.roles.get(seat.role, seat.role)
    day = long_day(seat.day)
    holder = directory.consultants.get(duty.consultant or "", duty.consultant or "")
    what = f"{title(seat, directory)}, {role}" + (f", {holder}" if named else "")
    return f"  {day}, {hours_text(seat.span, directory.zone)}: {what} ({seat.id})"


def _by_proposal(sightings: Iterable[Sighting]) -> list[list[Sighting]]:
    """The cases that the same drafts would mend."""
    groups: dict[object, list[Sighting]] = {}
    for each in sightings:
        groups.setdefault((each.clash.roster, each.case.proposal), []).append(each)
    return list(groups.values())


def _ways(group: Sequence[Sighting], directory: Directory, publish: str) -> list[RenderableType]:
    numbers = listing(str(each.case.number) for each in group)
    cases = n_("case {numbers}", "cases {numbers}", len(group), numbers=numbers)
    if not group[0].ways:
        problem = told(group[0].case.proposal.problem, directory.name_of)
        return [_("Nothing mends {cases} by itself: {problem}", cases=cases, problem=problem)]
    parts: list[RenderableType] = [_("What would mend {cases}:", cases=cases)]
    for way in group[0].ways:
        number, empty = way.version.number, len(way.version.empty)
        how = counted(len(way.changes), "change")
        if empty:
            how += ", " + _("{seats} empty", seats=counted(empty, "seat"))
        take = _(
            "Draft {number}, {changes}; to take it: {command}",
            number=number,
            changes=how,
            command=f"{publish} {number}",
        )
        parts += [take, changes_table(way.changes, directory, title="")]
    return parts
