"""What the service's pages share: their templates, their style, and headers by which nothing else is loaded or run."""

import base64
import hashlib
from functools import cache

from jinja2 import Environment, PackageLoader

from rostering.reports.look.html import templates_of


def page_of(template: str, **values: object) -> bytes:
    """A page as it is sent."""
    return _templates().get_template(template).render(**values).encode()


@cache
def style_of(own: str = "") -> str:
    """The style of all pages, and what a page has of its own."""
    source, _, _ = _templates().loader.get_source(_templates(), "link.css")  # type: ignore[union-attr]
    return source + own


def headers_of(language: str, style: str, forms: str = "'none'") -> dict[str, str]:
    """The headers of a page: nothing is loaded, run or sent but forms to `forms`; its style is let in by hash."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action {forms}"
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "Content-Language": language,
    }


@cache
def _templates() -> Environment:
    return templates_of(PackageLoader("rostering.web"))
