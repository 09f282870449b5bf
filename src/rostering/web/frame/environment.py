"""The one environment of all templates: strict, escaping everything, and speaking the language of whoever reads."""

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from rostering.language import _, formats, n_, p_, spoken
from rostering.reports.look.html import templates_of
from rostering.web.assets.asset_files import ASSETS, TOP
from rostering.web.frame.looks import hue, initials, kind_style

_ENDS = re.compile(r"[.!?…:]$")


@cache
def environment() -> Environment:
    """Templates by their path below `web`, such as `board/board.html`."""
    made = templates_of(FileSystemLoader(TOP))
    made.globals |= {"_": _, "n_": n_, "p_": p_, "spoken": spoken, "formats": formats}
    made.globals |= {"asset": ASSETS.url, "initials": initials, "hue": hue, "kind_style": kind_style}
    made.filters |= {"sentence": sentence, "attributes": attributes}
    return made


def attributes(values: Mapping[str, object]) -> Markup:
    """Attributes of an element, escaped: True stands without a value, False and None not at all."""
    said = {name.replace("_", "-"): name if value is True else value for name, value in values.items()}
    pairs = ((name, value) for name, value in said.items() if value is not False and value is not None)
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in pairs)


def sentence(text: str) -> str:
    """A message as it stands by itself: with a capital, and with an end."""
    said = text.strip()
    return said[:1].upper() + said[1:] + ("" if not said or _ENDS.search(said) else ".")
