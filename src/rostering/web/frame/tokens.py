"""What a browser keeps of us: the secret of its session or, before that, of its visit; and the tokens made of them."""

import base64
import hashlib
import hmac
import secrets

from starlette.requests import Request

from rostering.domain.links import is_secret
from rostering.domain.sessions import LONGEST

SESSION, VISIT = "session", "visit"
_PAD = 32


def kept(request: Request, name: str) -> str:
    """The secret that a browser keeps under a name; empty when it has none."""
    secret = request.cookies.get(full_name(request, name), "")
    return secret if is_secret(secret) else ""


def full_name(request: Request, name: str) -> str:
    """What the cookie is called; behind https the prefix keeps other hosts from setting it (RFC 6265bis, 4.1.3)."""
    return f"__Host-{name}" if request.url.scheme == "https" else name


def to_keep(request: Request, name: str, secret: str) -> str:
    """The header with which a browser keeps a secret; an empty one is forgotten."""
    age = 0 if not secret else int(LONGEST.total_seconds()) if name == SESSION else None
    parts = [f"{full_name(request, name)}={secret}", "Path=/", "HttpOnly", "SameSite=Lax"]
    parts += [f"Max-Age={age}"] if age is not None else []
    parts += ["Secure"] if request.url.scheme == "https" else []
    return "; ".join(parts)


def made_of(secret: str, purpose: str) -> str:
    """A token that only whoever has the secret can make, for one purpose."""
    return base64.urlsafe_b64encode(_mac(secret, purpose)).rstrip(b"=").decode()


def csrf_token(secret: str) -> str:
    """A token for forms, different each time, so that compressing a page tells nothing of it (BREACH)."""
    pad = secrets.token_bytes(_PAD)
    mixed = bytes(one ^ other for one, other in zip(pad, _mac(secret, "csrf"), strict=True))
    return base64.urlsafe_b64encode(pad + mixed).decode()


def is_csrf_token(token: str, secret: str) -> bool:
    """Whether a form's token was made for this secret."""
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except ValueError:
        return False
    if not secret or len(raw) != 2 * _PAD:
        return False
    plain = bytes(one ^ other for one, other in zip(raw[:_PAD], raw[_PAD:], strict=True))
    return hmac.compare_digest(plain, _mac(secret, "csrf"))


def _mac(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), purpose.encode(), hashlib.sha256)
