"""`organisation.toml`: the firm."""

import re
from zoneinfo import ZoneInfo, available_timezones

from rostering.domain.inputs import Organisation
from rostering.domain.notices import NoticePolicy
from rostering.folder.cells import language
from rostering.folder.notes import Misread, nearest, quoted
from rostering.folder.seller import read_seller
from rostering.folder.tables import TomlTable, as_text, flag, identifier, text, whole
from rostering.language import _

LONGEST_NOTICE = 14 * 24
"""Hours before a duty at which its reminder still makes sense."""
_MAILBOX = re.compile(r"[\w!#$%&'*+/=^`{|}~-]+(\.[\w!#$%&'*+/=^`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)


def read_organisation(document: TomlTable) -> Organisation:
    """Read the firm's name, zone, calendar and language, and whether it sends notices."""
    return document.whole(_organisation)


def _organisation(table: TomlTable) -> Organisation:
    return Organisation(
        name=table.required("name", text),
        timezone=table.required("timezone", as_text(_timezone)),
        calendar=table.required("calendar", identifier),
        language=table.required("language", as_text(language)),
        notices=table.child("notices").whole(_notices),
        fetch_urls=table.child("leave").whole(lambda leave: leave.optional("fetch_urls", flag, False)),
        seller=table.child("seller").whole(read_seller),
    )


def _notices(table: TomlTable) -> NoticePolicy:
    enabled, read = table.optional("enabled", flag, False), as_text(_mailbox)
    return NoticePolicy(
        enabled=enabled,
        sender=table.required("sender", read) if enabled else table.optional("sender", read, ""),
        reminder_hours=table.optional("reminder_hours", whole(0, LONGEST_NOTICE), 24),
        reply_to=table.optional("reply_to", read, None),
    )


def _mailbox(address: str) -> str:
    if not _MAILBOX.fullmatch(address):
        raise Misread(
            _("{address} is not a plain e-mail address", address=quoted(address)), _("write it as rota@example.dk")
        )
    return address


def _timezone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise Misread(_("{name} is not a time zone", name=quoted(name)), nearest(name, available_timezones())) from None
