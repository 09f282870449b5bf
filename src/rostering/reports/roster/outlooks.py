"""Before a draft is published, as JSON: whom it is told to, and what has to be signed off."""

from rostering.answers.signing import Announcement, Outlook, SignOff
from rostering.reports.look.shapes import Shape, breaches_shape


def outlook_shape(found: Outlook) -> Shape:
    """What publishing a draft would do."""
    return {
        "roster": found.version.number,
        "status": found.status.value,
        "changes": found.changes.counts,
        "signs": [_sign(one) for one in found.signs],
        "standing": found.standing,
        "told": [_told(one) for one in found.announcements],
        "by_mail": found.by_mail,
        "hindrance": found.hindrance,
        "thrown_away": list(found.others),
        "version": found.mark,
    }


def _sign(one: SignOff) -> Shape:
    return {
        "key": one.key,
        "kind": one.kind.value,
        "text": one.text,
        "seat": one.seat.id if one.seat else None,
        "rule": one.rule or None,
        "penalty": one.penalty,
        "breaches": breaches_shape([one.judged] if one.judged else []),
    }


def _told(one: Announcement) -> Shape:
    return {
        "consultant": one.consultant,
        "name": one.name,
        "address": one.address,
        "taken": [posting.id for posting in one.taken],
        "given_up": [posting.id for posting in one.given_up],
        "moved": [after.id for _before, after in one.moved],
        "days_off": [off.day.isoformat() for off in one.days_off],
        "days_back": [off.day.isoformat() for off in one.days_back],
    }
