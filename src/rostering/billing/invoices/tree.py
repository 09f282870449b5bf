"""XML as nested values, written by lxml: a name, a text or children, and attributes; what is empty is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from rostering.billing.text.texts import one_line

NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
_DOCUMENT = "urn:oasis:names:specification:ubl:schema:xsd:{}-2"


@dataclass(frozen=True)
class Element:
    """An element of a UBL document; `cac:` has children, `cbc:` has a text."""

    name: str
    text: str = ""
    children: tuple["Element", ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


def leaf(name: str, text: object, **attributes: str) -> Element:
    """An element with a text on one line, which is left out of the document when it is empty."""
    return Element(f"cbc:{name}", one_line(str(text)).strip(), attributes=attributes)


def group(name: str, *children: Element) -> Element:
    """An element with children, which is left out of the document when they all are."""
    return Element(f"cac:{name}", children=children)


def written(document: str, children: Iterable[Element]) -> bytes:
    """The document as XML in UTF-8; `document` is `Invoice` or `CreditNote`."""
    space = _DOCUMENT.format(document)
    root = etree.Element(f"{{{space}}}{document}", nsmap={None: space, **NAMESPACES})  # type: ignore[dict-item]  # the stubs know no default
    for child in children:
        _append(root, child)
    body: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return body


def _append(parent: "etree._Element", element: Element) -> None:
    if _is_empty(element):
        return
    prefix, name = element.name.split(":")
    made = etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{name}", dict(element.attributes))
    made.text = element.text or None
    for child in element.children:
        _append(made, child)


def _is_empty(element: Element) -> bool:
    return not element.text and all(map(_is_empty, element.children))
