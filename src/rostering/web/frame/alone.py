"""Pages that stand alone, each behind a secret link: with their style in them, and headers that let nothing else in."""

import base64
import hashlib
from functools import cache

from rostering.web.assets.asset_files import TOP
from rostering.web.frame.environment import environment

_STYLE = TOP / "frame" / "alone.css"


def page_of(template: str, **values: object) -> bytes:
    """A page as it is sent."""
    return environment().get_template(template).render(**values).encode()


@cache
def style_of(own: str = "") -> str:
    """The style of all such pages, and what a page has of its own."""
    return _STYLE.read_text(encoding="utf-8") + own


def headers_of(language: str, style: str, forms: str = "'none'") -> dict[str, str]:
    """The headers of a page: nothing is loaded, run or sent but forms to `forms`; its style is let in by hash."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action {forms}"
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "Content-Language": language,
    }
