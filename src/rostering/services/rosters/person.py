"""Somebody on the board: what they hold, and how their share stands over time, by kind and among others."""

from collections.abc import Iterable, Iterator, Sequence

from rostering.answers.board_pages import PersonOnBoard, RoleBalance
from rostering.domain.catalogue import BIG_DAY
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Unknown
from rostering.language import _
from rostering.rosters.history import current_compensating_days, current_duties, published_directory
from rostering.rosters.ledger import Chapter, LedgerEntry, replay
from rostering.rosters.version import Directory
from rostering.services.access.rights import require
from rostering.services.cases.versions import directory_of
from rostering.services.clock import today_in
from rostering.services.opening import existing_store
from rostering.services.rosters.memory import Memory, once
from rostering.spans import Period


class NoConsultant(Unknown):
    """An id that no consultant has."""

    def __init__(self, consultant: str) -> None:
        super().__init__(_("there is no consultant '{consultant}'", consultant=consultant))


def person(
    url: str, actor: Actor, consultant: str, period: Period | None = None, memory: Memory | None = None
) -> PersonOnBoard:
    """Somebody's published duties of a period, by default of this year, and their balances.

    Raises Forbidden, NoInputs, NoConsultant.
    """
    require(actor, Action.LOOK_FAIRNESS)
    with existing_store(url).reading() as reading:
        memory = once(memory)
        inputs, publications = memory.inputs(reading), memory.publications(reading)
    today = today_in(inputs.organisation.zone)
    period = period or Period(today.replace(month=1, day=1), today.replace(month=12, day=31))
    names = directory_of(inputs)
    if older := published_directory(publications):
        names = names.with_names_of(older)
    if consultant not in names.consultants:
        raise NoConsultant(consultant)
    chapters = replay(publications, big_days=BIG_DAY in inputs.policy.points)
    return PersonOnBoard(
        consultant=consultant,
        name=names.consultants[consultant],
        roles=_roles(inputs, consultant),
        period=period,
        duties=tuple(duty for duty in current_duties(publications, period) if duty.consultant == consultant),
        days_off=tuple(off for off in current_compensating_days(publications, period) if off.consultant == consultant),
        balances=tuple(_balances(chapters, consultant, names)),
        big_days=next(
            (one for each in reversed(chapters) for one in each.big_days if one.consultant == consultant), None
        ),
        directory=names,
    )


def _roles(inputs: Inputs, consultant: str) -> tuple[str, ...]:
    return next((one.roles for one in inputs.consultants if one.id == consultant), ())


def _balances(chapters: Sequence[Chapter], consultant: str, names: Directory) -> Iterator[RoleBalance]:
    """A balance for each role in which the consultant ever had an account."""
    for role in names.roles:
        own = [(chapter, entry) for chapter in chapters if (entry := _entry(chapter, consultant, role))]
        if own:
            chapter, newest = own[-1]
            others = [one.account for one in chapter.entries if one.account.role == role]
            yield RoleBalance(
                role,
                tuple((each, entry.account) for each, entry in own),
                newest.kinds,
                tuple(sorted(others, key=lambda one: (-one.deviation, one.consultant))),
                _reach(chapters, role),
            )


def _entry(chapter: Chapter, consultant: str, role: str) -> LedgerEntry | None:
    wanted = consultant, role
    return next((one for one in chapter.entries if (one.account.consultant, one.account.role) == wanted), None)


def _reach(chapters: Iterable[Chapter], role: str) -> int:
    """How far anybody in a role ever was from the fair share."""
    accounts = (entry.account for chapter in chapters for entry in chapter.entries if entry.account.role == role)
    return max((abs(points) for one in accounts for points in (one.opening, one.deviation)), default=0)
