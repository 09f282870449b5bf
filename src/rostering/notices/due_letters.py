"""Letters about what customers are owed: to whoever holds it, and to the account manager."""

from collections.abc import Iterator

from rostering.domain.notices import Letter
from rostering.domain.parties import Consultant
from rostering.language import _
from rostering.notices.letters import Writer
from rostering.notices.notice_texts import clean
from rostering.rosters.postings import OwedEntry


def due_letter(writer: Writer, reader: Consultant, owed: OwedEntry, is_named: bool) -> Letter:
    """What one person is reminded of; to be called while the firm's language is spoken.

    Its key has the date and the holder, so that whoever gets it anew, or on another date, is reminded again.
    """
    what, customer = clean(owed.name), clean(owed.customer)
    subject = _("Reminder: {what} with {customer}, {day}", what=what, customer=customer, day=writer.texts.day(owed.day))
    key = f"due:{owed.id}:{owed.day}:{owed.consultant}"
    return writer.due(reader, key, subject, list(_said(writer, reader, owed, is_named)))


def _said(writer: Writer, reader: Consultant, owed: OwedEntry, is_named: bool) -> Iterator[str]:
    if owed.consultant == reader.id:
        yield _("This is to remind you of what you hold for a customer:")
    else:
        yield _("This is to remind you of what your customer is owed:")
    day = writer.texts.day(owed.day)
    when = writer.texts.hours(owed.span, writer.firm.zone) if owed.span else _("by {day} at the latest", day=day)
    lines = [f"{clean(owed.name)}, {clean(owed.customer)}", when]
    if owed.consultant != reader.id:
        by = clean(owed.by)
        lines.append(_("Held by {name}", name=by) if is_named else _("By the {role}; nobody is named", role=by))
    yield "\n".join(f"  {line}" for line in lines)
