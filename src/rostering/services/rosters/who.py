"""Who is on: the published duties at an instant, and those that come next."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rostering.answers.on_call import OnCall
from rostering.domain.seats import Duty
from rostering.errors import BadCall, hinted
from rostering.folder.notes import nearest
from rostering.language import _
from rostering.rosters.history import current_duties, published_directory, published_on
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.spans import DAY, Period

_BEHIND, _AHEAD = 2 * DAY, timedelta(days=366)
"""How far around an instant rosters are read: a duty that runs began shortly before, the next begins within a year."""


class BadInstant(BadCall):
    """An instant in a form that is not known."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("'{text}' is no instant: write 2026-12-24T20:00, by the firm's clock, or with an offset", text=text)
        )


class NoCustomer(BadCall):
    """A customer who is not there."""

    def __init__(self, customer: str, known: Iterable[str]) -> None:
        super().__init__(hinted(_("there is no customer '{customer}'", customer=customer), nearest(customer, known)))


def who(url: str, at: str | None = None, customer: str | None = None) -> OnCall:
    """Who is on call at an instant, now by default, for a customer or for all; by start, then seat.

    Raises NoInputs, BadInstant, NoCustomer.
    """
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        instant = (_instant(at, inputs.organisation.zone) if at else now()).astimezone(inputs.organisation.zone)
        day = instant.date()
        publications = reading.publications_on(Period(day - _BEHIND, day + _AHEAD))
    directory = published_directory(publications)
    known = {each.id for each in inputs.customers} | (directory.customers.keys() if directory else set())
    if customer is not None and customer not in known:
        raise NoCustomer(customer, known)
    duties = [duty for duty in current_duties(publications) if customer in (None, *duty.seat.customers)]
    return OnCall(
        at=instant,
        now=tuple(duty for duty in duties if duty.seat.span.start <= instant < duty.seat.span.end),
        following=_following(duties, instant),
        directory=directory,
        published=day in published_on(publications),
    )


def _following(duties: Iterable[Duty], instant: datetime) -> tuple[Duty, ...]:
    """Of each role and team the duties that begin first after the instant; a booking is staffed as its customer's."""
    first: dict[tuple[str, str | None, tuple[str, ...]], datetime] = {}
    later = [duty for duty in duties if duty.seat.span.start > instant]
    for duty in later:
        first.setdefault(_post(duty), duty.seat.span.start)
    return tuple(duty for duty in later if first[_post(duty)] == duty.seat.span.start)


def _post(duty: Duty) -> tuple[str, str | None, tuple[str, ...]]:
    seat = duty.seat
    return seat.role, seat.pool, seat.customers if seat.booking else ()


def _instant(text: str, zone: ZoneInfo) -> datetime:
    try:
        at = datetime.fromisoformat(text.strip())
        at = at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)
        Period(at.date() - _BEHIND, at.date() + _AHEAD)
    except (ValueError, OverflowError):
        raise BadInstant(text) from None
    return at
