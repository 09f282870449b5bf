"""Passwords, kept as argon2id hashes (RFC 9106); the door to argon2."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from rostering.domain.users import key_of
from rostering.errors import Fault, FaultyInput
from rostering.language import _

SHORTEST = 12
LONGEST = 256
"""Letters; hashing more only costs time."""
_HASHER = PasswordHasher()


class BadPassword(FaultyInput):
    """A password that nobody should have."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__([Fault(field, message)])


def check_new(password: str, name: str, field: str = "password") -> None:
    """Refuse a password that is easily guessed. Raises BadPassword, which names the field."""
    length = len(_normal(password))
    if length < SHORTEST:
        raise BadPassword(_("a password has at least {number} characters", number=SHORTEST), field)
    if length > LONGEST:
        raise BadPassword(_("a password has at most {number} characters", number=LONGEST), field)
    if key_of(password) == key_of(name) or len(set(password)) < SHORTEST // 3:
        raise BadPassword(_("this password is guessed at once: a few words that you remember make a good one"), field)


def hashed(password: str) -> str:
    """The password's hash, with its salt and parameters; takes a while, and memory, on purpose."""
    return _HASHER.hash(_normal(password))


def fits(password: str, digest: str | None) -> bool:
    """Whether the hash is of this password; without a hash it is not, and takes as long."""
    try:
        _HASHER.verify(digest or _nobodys(), _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return digest is not None


def is_old(digest: str) -> bool:
    """Whether the hash was made with parameters that are used no more."""
    return _HASHER.check_needs_rehash(digest)


@cache
def _nobodys() -> str:
    return hashed("nobody has this password")


def _normal(password: str) -> bytes:
    """The same bytes however a keyboard composes letters (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
