"""Documents in replies: files to take away, and pages of ours that are framed and may do nothing."""

import base64
import hashlib
import mimetypes
import re
from dataclasses import replace
from urllib.parse import quote

from rostering.answers.exports import Download
from rostering.web.frame.asked import Asked
from rostering.web.frame.rendering import POLICY, SAFE
from rostering.web.service.replies import HTML, Reply

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_FRAMING = f"{POLICY}; frame-src 'self'"


def attachment(asked: Asked, file: Download) -> Reply:
    """A file that a browser keeps, and does not show."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    plain = re.sub(r"[^\w.+-]", "_", file.name, flags=re.ASCII)
    said = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    headers = {**SAFE, "Content-Disposition": said, "Content-Language": asked.language}
    return replace(Reply(200, file.body, kind), headers=headers)


def framing(reply: Reply) -> Reply:
    """A page that may frame documents of ours."""
    return replace(reply, headers={**reply.headers, "Content-Security-Policy": _FRAMING})


def document(data: bytes) -> Reply:
    """A document alone: nothing is run in it or loaded, and only pages of ours may frame it."""
    return Reply(200, data, HTML, {**SAFE, "Content-Security-Policy": _policy(data)})


def _policy(data: bytes) -> str:
    """What a document may: show itself in its own style."""
    found = _STYLE.search(data)
    digest = base64.b64encode(hashlib.sha256(found[1] if found else b"").digest()).decode()
    let = f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    return f"default-src 'none'; {let}"
