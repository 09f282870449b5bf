"""What addresses of the month's end say: a month; and replies that are files to take away."""

import mimetypes
import re
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from rostering.answers.exports import Download
from rostering.spans import DAY, Period, month_of
from rostering.web.frame.asked import Asked, NotHere
from rostering.web.frame.rendering import SAFE
from rostering.web.service.replies import Reply

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
_KINDS = {".md": "text/markdown", ".toml": "text/plain"}


def month_in(asked: Asked) -> Period:
    """The month in the path. Raises NotHere."""
    found = _MONTH.fullmatch(asked.param("month"))
    if not found:
        raise NotHere
    return month_of(int(found[1]), int(found[2]))


def key_of(month: Period) -> str:
    """A month as it stands in an address."""
    return f"{month.first:%Y-%m}"


def beside(month: Period) -> tuple[Period, Period]:
    """The month before, and the one after."""
    before, after = month.first - DAY, month.last + DAY
    return month_of(before.year, before.month), month_of(after.year, after.month)


def today_of(asked: Asked) -> date:
    """The date by the firm's clock."""
    return asked.now.astimezone(asked.zone).date()


def attachment(asked: Asked, file: Download) -> Reply:
    """A file that a browser keeps, and does not show."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    plain = re.sub(r"[^\w.+-]", "_", file.name, flags=re.ASCII)
    said = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    headers = {**SAFE, "Content-Disposition": said, "Content-Language": asked.language}
    return replace(Reply(200, file.body, kind), headers=headers)
