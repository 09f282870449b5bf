"""What searches is answered in a child process: a route used there, and its answer as it is sent."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from rostering.answers.users import Bearer
from rostering.domain.repeats import Holding
from rostering.errors import Conflict, RosteringError
from rostering.services.access.repeats import done_once
from rostering.services.errands.child_work import Wire
from rostering.services.jobs.queue import Waiting
from rostering.services.rosters.memory import Memory
from rostering.services.rosters.planning import whole_call
from rostering.web.api.call import ApiCall
from rostering.web.api.failures import Failed, refusal
from rostering.web.api.route import Handler, Manner
from rostering.web.api.shown import shown
from rostering.web.service.replies import Reply

WHOLE = 60.0
"""Seconds that all searches of a call may take together, where nobody says how many."""


@dataclass(frozen=True)
class SentCall:
    """A call as it is sent to a child."""

    use: Handler
    manner: Manner
    store: str
    bearer: Bearer
    base: str
    now: datetime
    asked: object
    body: object
    url: str
    held: Holding | None

    @property
    def seconds(self) -> float:
        """What its searches may take together."""
        said = [getattr(part, "time_limit", None) for part in (self.body, self.asked)]
        return next((float(limit) for limit in said if limit is not None), WHOLE)


@dataclass(frozen=True)
class AwayReply:
    """What a child answered with; `is_conflict`: the answer is not to be kept."""

    reply: Reply
    is_conflict: bool = False


def answer(sent: SentCall, wire: Wire) -> AwayReply:
    """Use a route, in a child."""
    call = ApiCall(sent.store, sent.bearer, Waiting(), sent.base, sent.now, Memory(), wire.stop)
    try:
        with whole_call(sent.seconds), done_once(sent.held) if sent.held else nullcontext():
            return AwayReply(shown(sent.manner, sent.use(call, sent.asked, sent.body), sent.url))
    except (Failed, RosteringError) as error:
        return AwayReply(refusal(error), isinstance(error, Conflict))
