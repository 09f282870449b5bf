"""QR codes as SVG that stands in the page; the door to segno."""

import segno
from markupsafe import Markup


def qr_code(text: str) -> Markup:
    """The code of a text, dark on light in every scheme, with the quiet zone that readers want (ISO/IEC 18004)."""
    made = segno.make(text, error="m", micro=False)
    drawn = made.svg_inline(border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True)
    return Markup(drawn)  # noqa: S704 - paths alone; the text is in their shape
