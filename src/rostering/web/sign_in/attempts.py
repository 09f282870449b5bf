"""Limits on signing in: so many attempts by account and by address, counted in this process."""

import time

from rostering.domain.links import digest_of
from rostering.domain.users import key_of
from rostering.web.frame.asked import Asked
from rostering.web.frame.refusals import TooMany
from rostering.web.service.guard import address_of
from rostering.web.service.limits import RateMeter

WHILE = 15 * 60.0
"""Seconds for which attempts are counted."""
ACCOUNTS, ADDRESSES = "sign-in by account", "sign-in by address"
BY_ACCOUNT = 10
BY_ADDRESS = 100
"""Many people may sit behind one."""


def count_attempt(asked: Asked, account: str) -> None:
    """Count an attempt to sign in; an account counts whether there is such a one or not. Raises TooMany."""
    at = time.monotonic()
    wait = _addresses(asked).wait(address_of(asked.request.scope), at) or _accounts(asked).wait(
        _fingerprint(account), at
    )
    if wait:
        raise TooMany(wait)


def forget_attempts(asked: Asked, account: str) -> None:
    """Count an account anew, as whoever has signed in has shown that it is theirs; their address did not guess."""
    _accounts(asked).forget(_fingerprint(account))
    _addresses(asked).give_back(address_of(asked.request.scope))


def _addresses(asked: Asked) -> RateMeter:
    return asked.site.meter(ADDRESSES, BY_ADDRESS, WHILE)


def _accounts(asked: Asked) -> RateMeter:
    return asked.site.meter(ACCOUNTS, BY_ACCOUNT, WHILE)


def _fingerprint(account: str) -> str:
    """Short however long a name is, and nothing that somebody typed into the wrong field."""
    return digest_of(key_of(account))
