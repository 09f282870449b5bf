"""Posting a message to a webhook: one request, no redirect followed, nothing of the answer read but its status."""

import re
from collections.abc import Mapping
from datetime import timedelta

import requests

from rostering.language import said
from rostering.notices.delivery import Postponed, Rejected

PATIENCE = (5.0, 15.0)
"""Seconds to wait for a connection, and for the answer."""
_GONE = 410
_SECONDS = re.compile("[0-9]{1,6}", re.ASCII)


def post(address: str, headers: Mapping[str, str], body: str) -> None:
    """Hand a message over.

    Raises Postponed where it was not taken, Rejected where the receiver says that it wants no more (410, as in
    Standard Webhooks 1.0).
    """
    try:
        with requests.post(
            address,
            data=body.encode(),
            headers=dict(headers),
            auth=nothing_added,
            timeout=PATIENCE,
            allow_redirects=False,
            stream=True,
        ) as answer:
            code, wait = answer.status_code, _wait(answer.headers.get("retry-after", ""))
    except requests.RequestException as error:
        raise Postponed(_why(error)) from error
    if code == _GONE:
        raise Rejected(said("the receiver wants no more messages (410)"))
    if code // 100 != 2:
        raise Postponed(said("the receiver answers {code}", code=code), code, wait)


def nothing_added(asked: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send what is said and no more: without this, requests adds what a .netrc of this machine has for the host."""
    return asked


def _wait(seconds: str) -> timedelta:
    """How long a receiver asks to be left alone, where it says so in seconds."""
    return timedelta(seconds=int(seconds)) if _SECONDS.fullmatch(seconds.strip()) else timedelta()


def _why(error: requests.RequestException) -> str:
    if isinstance(error, requests.Timeout):
        return said("the receiver does not answer in time")
    if isinstance(error, requests.exceptions.SSLError):
        return said("the receiver has no certificate that is trusted")
    return said("the receiver cannot be reached")
