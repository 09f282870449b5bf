"""The official rules for electronic invoices, schematron compiled to XSLT: Saxon judges files not yet written."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from rostering.errors import BadCall, FaultyInput, Refused, hinted
from rostering.files import MOST_OF_RULES, check_given
from rostering.language import _, foreign

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_SPEAKING = (f"{_SVRL}failed-assert", f"{_SVRL}successful-report")
"""Dialects say what is wrong either way: Peppol by assertions that fail, OIOUBL by reports that succeed."""
_ENDINGS = (".xsl", ".xslt", ".sef.json")
_USUAL = "Invoice"
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
        said = self.text.removeprefix(f"[{self.rule}]").lstrip("-: ")  # many rules begin with their own id
        return f"{self.rule}: {said}"


@dataclass(frozen=True)
class Verdict:
    """A finding, and the name of the file that it is about."""

    file: str
    finding: Finding

    def __str__(self) -> str:
        return f"{self.file}: {self.finding}"


class NoRules(BadCall):
    """A folder that is not there, or is without rules for a dialect."""

    def __init__(self, folder: Path, dialect: str) -> None:
        what = _("has no rules (.xsl, .xslt) for {dialect}", dialect=dialect) if folder.is_dir() else _("is not there")
        super().__init__(
            _(
                "cannot check {dialect} documents by the official rules: the folder '{folder}' {what}",
                dialect=dialect,
                folder=folder,
                what=what,
            )
        )


class NoSaxon(BadCall):
    """There are rules to run, and nothing to run them with."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "cannot check documents by the rules of '{folder}': saxonche is not installed; "
                "install rostering with the extra einvoice",
                folder=folder,
            )
        )


class UnusableRules(BadCall):
    """A file of rules that is no schematron compiled to XSLT."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(_("the rules '{file}' cannot be used: {why}", file=file, why=why))


class Breaches(Refused):
    """Documents that the rules would refuse."""

    def __init__(self, verdicts: Iterable[Verdict]) -> None:
        self.verdicts = tuple(verdicts)
        listed = "\n".join(f"  {verdict}" for verdict in self.verdicts)
        super().__init__(_("documents break the official rules, and nothing was written:\n{listed}", listed=listed))


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
    found = tuple(file for file in own if not _is_of_another(file.name.lower(), document))
    if not found:
        raise NoRules(folder, dialect)
    return found


def verdicts(documents: Mapping[str, bytes], folder: Path, dialect: str) -> tuple[Verdict, ...]:
    """What the rules of a folder say of documents by file name, each thing once.

    Raises NoRules, NoSaxon, UnusableRules.
    """
    if not can_judge():
        raise NoSaxon(folder)
    kinds = {name: etree.QName(etree.fromstring(body)).localname for name, body in sorted(documents.items())}
    rules = {kind: rule_files(folder, dialect, kind) for kind in sorted({*kinds.values()} or {_USUAL})}
    with _saxon() as bench:
        found = [
            Verdict(name, one) for name, kind in kinds.items() for one in bench.findings(documents[name], rules[kind])
        ]
    return tuple({(one.file, str(one)): one for one in found}.values())


def findings(body: bytes, files: Iterable[Path]) -> tuple[Finding, ...]:
    """What the rules say of a document, in their order. Raises UnusableRules."""
    with _saxon() as bench:
        return tuple(bench.findings(body, files))


class _Bench:
    """Saxon with the rules that it has compiled, which takes longer than running them."""

    def __init__(self, saxon: Any, trouble: type[Exception]) -> None:
        self._saxon, self._processor, self._trouble = saxon, saxon.new_xslt30_processor(), trouble
        self._compiled: dict[Path, Any] = {}

    def findings(self, body: bytes, files: Iterable[Path]) -> Iterator[Finding]:
        """What the rules say of a document, in their order."""
        source = self._saxon.parse_xml(xml_text=body.decode())
        for file in files:
            yield from _said(self._report(file, source), file)

    def _report(self, file: Path, source: Any) -> str:
        try:
            if file not in self._compiled:
                _check_file(file)
                self._compiled[file] = self._processor.compile_stylesheet(stylesheet_file=str(file))
                self._compiled[file].set_property("!encoding", "UTF-8")
            return self._compiled[file].transform_to_string(xdm_node=source) or ""
        except self._trouble as error:
            raise UnusableRules(file, " ".join(str(error).split())) from error


@contextmanager
def _saxon() -> Iterator[_Bench]:
    # Saxon is an extra, and loads a machine of its own.
    import saxonche  # type: ignore[import-not-found, import-untyped, unused-ignore] # noqa: PLC0415

    with saxonche.PySaxonProcessor(license=False) as saxon:
        yield _Bench(saxon, saxonche.PySaxonApiError)


def _check_file(file: Path) -> None:
    """Saxon opens files by their names, and would wait for ever at a pipe."""
    try:
        check_given(file, file.name, MOST_OF_RULES)
    except FaultyInput as error:
        why = " ".join(hinted(fault.message, fault.hint) for fault in error.faults)
        raise UnusableRules(file, _("it {why}", why=why)) from error
    except OSError as error:
        raise UnusableRules(file, foreign(error.strerror)) from error


def _said(report: str, file: Path) -> Iterator[Finding]:
    root = _parsed(report, file)
    if root.tag != f"{_SVRL}schematron-output":
        raise UnusableRules(file, _("it does not report as schematron does (SVRL)"))
    for element in root.iter(*_SPEAKING):
        text = " ".join(" ".join(map(str, element.itertext())).split())
        flag = element.get("flag") or element.get("role") or ""
        yield Finding(element.get("id") or file.name, flag, element.get("location") or "", text)


def _parsed(report: str, file: Path) -> "etree._Element":
    try:
        return etree.fromstring(report.encode())
    except etree.XMLSyntaxError as error:
        raise UnusableRules(file, _("it does not report in XML")) from error


def _path(file: Path, folder: Path) -> str:
    return str(file.relative_to(folder)).lower()


def _is_of_another(name: str, document: str) -> bool:
    plain = name.replace("_", "").replace("-", "")
    kinds = {kind for kind in ("creditnote", "invoice") if kind in plain}
    return kinds == {_OTHER_DOCUMENTS[document]}
