"""Where somebody wanted to go before they were asked to sign in; never to another site."""

from urllib.parse import urlsplit

LONGEST = 2000


def onward(text: str) -> str:
    """The path that was asked for, or the first page when it is not one of ours."""
    safe = text.isprintable() and text.isascii() and "\\" not in text and len(text) <= LONGEST
    if not safe or not text.startswith("/") or text.startswith("//"):
        return "/"
    parts = urlsplit(text)
    return "/" if parts.scheme or parts.netloc else text
