"""Errors as pages, translated in this one place: each has its status, and says what is wrong and what to do."""

import logging
from collections.abc import Iterable

from rostering.errors import (
    BadCall,
    Conflict,
    Empty,
    Fault,
    FaultyInput,
    Refused,
    RosteringError,
    Stale,
    StorageFailed,
    Unknown,
)
from rostering.language import _, n_
from rostering.language.sentences import told as in_words
from rostering.services.access.rights import Forbidden
from rostering.web.frame.asked import Asked
from rostering.web.frame.bodies import TooLarge
from rostering.web.frame.fields import Secret
from rostering.web.frame.form import Form
from rostering.web.frame.rendering import page
from rostering.web.service.replies import Reply
from rostering.web.service.watch import told

RETRY = 5
"""Seconds after which a page whose store is away is worth another try."""
_log = logging.getLogger(__name__)


class TooMany(RosteringError):
    """Something that is done too often; it may be done again after a `wait`, in seconds."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        minutes = -(-wait // 60)
        super().__init__(n_("too many attempts: wait a minute", "too many attempts: wait {number} minutes", minutes))


class NotOurs(RosteringError):
    """A form that was not made for whoever sends it."""

    def __init__(self) -> None:
        super().__init__(_("this form was made before you signed in, or too long ago: send it once more"))


class OnlySent(RosteringError):
    """An address to which a form is sent, opened as if it were a page."""

    def __init__(self) -> None:
        super().__init__(_("a form is sent here, and there is nothing to look at: open the page with the form again"))


_STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (StorageFailed, 503),
    (Forbidden, 403),
    (NotOurs, 403),
    (OnlySent, 405),
    (TooMany, 429),
    (TooLarge, 413),
    (Conflict, 409),
    (Unknown, 404),
    (Empty, 404),
    (FaultyInput, 422),
    (BadCall, 422),
    (Refused, 422),
)


def status_of(error: RosteringError) -> int:
    """The status that says what went wrong."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def headers_of(error: RosteringError) -> dict[str, str]:
    """When it is worth another try."""
    wait = RETRY if isinstance(error, StorageFailed) else error.wait if isinstance(error, TooMany) else None
    return {} if wait is None else {"Retry-After": str(wait)}


def faults_of(error: RosteringError) -> Iterable[Fault]:
    """What to say beside the fields of a form, or above them."""
    if isinstance(error, FaultyInput):
        return error.faults
    more = error.changes if isinstance(error, Stale) else ()
    return (Fault("", in_words(str(error))), *(Fault("", change) for change in more))


def is_for_the_form(error: RosteringError) -> bool:
    """Whether whoever sent a form can mend it there."""
    return not isinstance(error, (StorageFailed, Forbidden, Empty))


def refusal(asked: Asked, error: RosteringError) -> Reply:
    """The page that says why something cannot be had."""
    status = status_of(error)
    if status >= 500:
        _log.error("a page cannot be answered: %s", told(error))
    titles = {
        403: _("You may not do this"),
        404: _("There is nothing here"),
        405: _("There is nothing here"),
        409: _("Changed meanwhile"),
    }
    titles |= {429: _("Too often"), 503: _("The store is away")}
    reply = page(
        asked,
        "frame/refusal_part.html" if asked.is_partial else "frame/refusal.html",
        status,
        title=titles.get(status, _("This cannot be done")),
        sentences=[_away()] if status == 503 else [fault.message for fault in faults_of(error)],
        retry=RETRY if status == 503 and asked.request.method in {"GET", "HEAD"} else None,
        resend=_resent(asked.form) if status == 503 else [],
    )
    return Reply(status, reply.body, reply.type, {**reply.headers, **headers_of(error)})


def broken(asked: Asked) -> Reply:
    """The page for what should not happen; what it was stands in the log alone."""
    return page(
        asked,
        "frame/refusal_part.html" if asked.is_partial else "frame/refusal.html",
        500,
        title=_("Something went wrong here"),
        sentences=[_("it was written down, and nothing was changed")],
        retry=None,
        resend=[],
    )


def _away() -> str:
    return _("what is shown here cannot be read or written at the moment; nothing is lost")


def _resent(form: Form) -> list[tuple[str, str]]:
    """What was typed, to be sent once more; nothing where a secret is among it."""
    if any(isinstance(field, Secret) for field in form.fields.by_name.values()):
        return []
    pairs = [(name, text) for name, texts in form.typed.items() for text in texts]
    return [*pairs, ("version", form.version)] if pairs and form.version else pairs
