"""The table `swaps` of `policy.toml`: who approves a swap, and how late one may be made."""

import re

from rostering.domain.swaps import Approval, LeadTime, SwapPolicy
from rostering.folder.notes import Misread, nearest, quoted
from rostering.folder.tables import TomlTable, as_text
from rostering.language import _

LONGEST = 90
"""Days before a duty; who plans further ahead than that needs no swaps."""
_NOTICE = re.compile(r"(\d{1,4}) (hour|day)s?", re.ASCII)


def read_swaps(table: TomlTable) -> SwapPolicy:
    """Read who approves swaps, and until when before a duty begins one may be offered and taken."""
    usual = SwapPolicy()
    return SwapPolicy(
        approval=table.optional("approval", as_text(_approval), usual.approval),
        notice=table.optional("notice", as_text(_notice), usual.notice),
    )


def _approval(text: str) -> Approval:
    known = [approval.value for approval in Approval]
    if text not in known:
        raise Misread(
            _("{value} does not say who approves a swap", value=quoted(text)), nearest(text, known, len(known))
        )
    return Approval(text)


def _notice(text: str) -> LeadTime:
    found = _NOTICE.fullmatch(text)
    hint = _("write it as '24 hours' or '2 days'")
    if found is None:
        raise Misread(_("{value} is no length of time", value=quoted(text)), hint)
    number, unit = int(found[1]), found[2]
    lead = LeadTime(hours=number) if unit == "hour" else LeadTime(days=number)
    if lead.in_hours > LONGEST * 24:
        raise Misread(_("{value} is longer than {most} days", value=quoted(text), most=LONGEST), hint)
    return lead
