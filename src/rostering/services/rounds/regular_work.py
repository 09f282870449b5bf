"""The pieces of regular work: how often each is done, and what it does; each says in a sentence what came of it."""

import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

from rostering.language import SOURCE, marked, said
from rostering.notices.transport import NoTransport
from rostering.services.chats.chat_sending import send_chats
from rostering.services.errands.child_work import ChildWork, Said, Wire
from rostering.services.notices.letters import NoticesOff
from rostering.services.notices.sending import send_notices
from rostering.services.opening import existing_store
from rostering.services.pagers.pager_watch import PagerWatch
from rostering.services.people.daily import run_if_daily
from rostering.services.rosters.planning import Progress
from rostering.services.rosters.radar import radar
from rostering.services.rosters.replanning import limits_of
from rostering.services.webhooks.delivering import send_webhooks

ITSELF = "rostering"
"""In whose name regular work is done."""
MAIL, UPKEEP = "mail", "upkeep"
"""The queues of workers that it is done on."""
_RADAR_SECONDS = 30.0
_GLANCE = 0.2


class RoundSkipped(Exception):
    """A piece of work that lacks something; its argument is the sentence that says what."""


class Unsent(Exception):
    """A piece of work that came to nothing; its argument is the sentence that says why."""


@dataclass(frozen=True)
class Ground:
    """What regular work is done on, and with."""

    url: str
    mail_to: str | None = None
    """Where mails go, which may hold a password."""
    base: str = ""
    """Where others reach the service, for links."""
    closing: Event = field(default_factory=Event)
    """Set once the process is to end."""


@dataclass(frozen=True)
class Round:
    """A piece of regular work."""

    name: str
    title: str
    every: timedelta
    cron: str
    """The same for a scheduler; whether it is time is decided in the store."""
    queue: str
    work: Callable[[Ground], str]
    is_wanted: Callable[[Ground], bool] = lambda _ground: True
    """Asked before it is begun, where it is only rarely needed."""


def _mails(ground: Ground) -> str:
    try:
        run = send_notices(ground.url, ground.mail_to)
    except NoticesOff:
        raise RoundSkipped(said("mails are off, as organisation.toml says")) from None
    except NoTransport:
        raise RoundSkipped(said("ROSTERING_SMTP does not say where mails go")) from None
    if not run.reached:
        raise Unsent(said("nobody takes the mails: {why}", why=run.stopped or ""))
    figures = {"sent": len(run.sent), "waiting": run.waiting, "failed": len(run.failed)}
    return said("{sent} sent, {waiting} waiting, {failed} failed", **figures)


def _webhooks(ground: Ground) -> str:
    with existing_store(ground.url).reading() as reading:
        if not any(webhook.ended is None for webhook in reading.webhooks.all()):
            raise RoundSkipped(said("there are no webhooks"))
    run = send_webhooks(ground.url)
    return said("{sent} sent, {waiting} waiting", sent=len(run.attempts) - len(run.unsent), waiting=run.waiting)


def _chats(ground: Ground) -> str:
    with existing_store(ground.url).reading() as reading:
        if not any(chat.ended is None for chat in reading.chats.all()):
            raise RoundSkipped(said("there are no channels"))
    run = send_chats(ground.url, ground.base)
    return said("{sent} sent, {waiting} waiting", sent=len(run.attempts) - len(run.unsent), waiting=run.waiting)


_WATCHES: "weakref.WeakKeyDictionary[Event, PagerWatch]" = weakref.WeakKeyDictionary()


def _watch_of(ground: Ground) -> PagerWatch:
    """What this process remembers of the pagers, as long as it works on this ground."""
    return _WATCHES.setdefault(ground.closing, PagerWatch(ground.url))


def _pagers_wanted(ground: Ground) -> bool:
    return _watch_of(ground).is_due()


def _pagers(ground: Ground) -> str:
    run = _watch_of(ground).tell(ground.closing)
    if not run.is_done:
        raise Unsent(said("not every pager is as it should be"))
    return said("all pagers know who is on")


def _radar(ground: Ground) -> str:
    """Look in a child process: nothing that the solver does keeps anybody waiting."""
    with ChildWork(SOURCE, look_round, ground.url) as child:
        while not ground.closing.is_set():
            heard = child.hear(_GLANCE)
            if heard and heard[0] is Said.RESULT:
                return said("cases that are open: {number}", number=heard[1])
            if heard and heard[0] is Said.REFUSED:
                raise Unsent(" ".join(map(str, heard[1])))
    raise RoundSkipped(said("the service was stopped"))


def look_round(url: str, wire: Wire) -> int:
    """The radar's look, in the child; how many cases are open afterwards."""

    def watch(_progress: Progress) -> None:
        """Nobody follows it."""

    picture = radar(url, None, limits_of(_RADAR_SECONDS), watch, ITSELF, wire.stop)
    return len(picture.sightings) + len(picture.disputes)


def _retention(ground: Ground) -> str:
    run = run_if_daily(ground.url)
    if run is None:
        raise RoundSkipped(said("policy.toml does not ask for it every day"))
    return said("people who were forgotten: {number}", number=len(run.forgotten))


_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
ROUNDS: Mapping[str, Round] = {
    each.name: each
    for each in (
        Round("mails", marked("Mails and reminders"), _MINUTE, "* * * * *", MAIL, _mails),
        Round("webhooks", marked("Webhooks"), _MINUTE, "* * * * *", MAIL, _webhooks),
        Round("chats", marked("Channels of Slack and Teams"), _MINUTE, "* * * * *", MAIL, _chats),
        Round(
            *("pagers", marked("Pagers"), _MINUTE / 4, "* * * * * */10", MAIL, _pagers),
            is_wanted=_pagers_wanted,
        ),
        Round("radar", marked("The radar"), _HOUR, "7 * * * *", UPKEEP, _radar),
        Round("retention", marked("Forgetting, as policy.toml asks"), 24 * _HOUR, "20 * * * *", UPKEEP, _retention),
    )
}
"""By name, in the order in which they are shown."""
