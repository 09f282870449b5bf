"""The official rules for electronic invoices: schematron compiled to XSLT, run by Saxon where both are installed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from rostering.errors import BadCall

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_SPEAKING = (f"{_SVRL}failed-assert", f"{_SVRL}successful-report")
"""Dialects say what is wrong either way: Peppol by assertions that fail, OIOUBL by reports that succeed."""
_ENDINGS = (".xsl", ".xslt", ".sef.json")
_OTHER_DOCUMENTS = {"Invoice": "creditnote", "CreditNote": "invoice"}


@dataclass(frozen=True)
class Finding:
    """What a rule says of a document."""

    rule: str
    """Its id, or the file it stands in."""
    flag: str
    """`fatal`, `warning`, or empty where the rule does not say."""
    place: str
    """An XPath."""
    text: str

    @property
    def fatal(self) -> bool:
        """Whether the document would be refused."""
        return self.flag not in {"warning", "information"}

    def __str__(self) -> str:
        return f"{self.rule}: {self.text}"


class NoRules(BadCall):
    """A folder without rules for a dialect."""

    def __init__(self, folder: Path, dialect: str) -> None:
        super().__init__(f"the folder '{folder}' has no rules (.xsl, .xslt) for {dialect}")


def can_judge() -> bool:
    """Whether Saxon is installed: the extra `einvoice`."""
    return find_spec("saxonche") is not None


def rule_files(folder: Path, dialect: str, document: str) -> tuple[Path, ...]:
    """The rules of a folder and those below it for a dialect, `peppol` or `oioubl`, sorted. Raises NoRules.

    A file whose path speaks of OIOUBL is OIOUBL's, any other is Peppol's; one that names the other kind of document
    is left out.
    """
    files = [file for file in sorted(folder.rglob("*")) if file.name.lower().endswith(_ENDINGS)]
    own = [file for file in files if ("oioubl" in _path(file, folder)) == (dialect == "oioubl")]
    if not own:
        raise NoRules(folder, dialect)
    return tuple(file for file in own if not _is_of_another(file.name.lower(), document))


def findings(body: bytes, files: Iterable[Path]) -> tuple[Finding, ...]:
    """What the rules say of a document, in their order."""
    # Saxon is an extra, and loads a machine of its own.
    from saxonche import PySaxonProcessor  # type: ignore[import-not-found, import-untyped, unused-ignore] # noqa: PLC0415

    with PySaxonProcessor(license=False) as saxon:
        processor = saxon.new_xslt30_processor()
        source = saxon.parse_xml(xml_text=body.decode())
        reports = [
            processor.compile_stylesheet(stylesheet_file=str(file)).transform_to_string(xdm_node=source)
            for file in files
        ]
    return tuple(finding for file, report in zip(files, reports, strict=True) for finding in _said(report, file))


def _said(report: str, file: Path) -> Iterator[Finding]:
    for element in etree.fromstring(report.encode()).iter(*_SPEAKING):
        text = " ".join(" ".join(map(str, element.itertext())).split())
        flag = element.get("flag") or element.get("role") or ""
        yield Finding(element.get("id") or file.name, flag, element.get("location") or "", text)


def _path(file: Path, folder: Path) -> str:
    return str(file.relative_to(folder)).lower()


def _is_of_another(name: str, document: str) -> bool:
    plain = name.replace("_", "").replace("-", "")
    kinds = {kind for kind in ("creditnote", "invoice") if kind in plain}
    return kinds == {_OTHER_DOCUMENTS[document]}
