"""Electronic invoices are judged by the rules of a folder before they are written."""

import sys
from pathlib import Path

import pytest

from samples.called import Command
from samples.own_rules import RULES

EXPORT = ("billing", "export", "2026-11", "--out", "out", "--format")
PREVIEW = "rostering: 2026-11 is open: what was written is a preview\n"


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the environment names; it is empty yet."""
    folder = tmp_path / "rules"
    folder.mkdir()
    monkeypatch.setenv("EINVOICE_RULES_DIR", str(folder))
    return folder


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("dialect", ["peppol", "oioubl"])
def test_what_breaks_the_rules_is_listed_and_nothing_is_written(rostering: Command, rules: Path, dialect: str) -> None:
    pytest.importorskip("saxonche", reason="the extra einvoice (saxonche) is not installed")
    (rules / f"{dialect}.xsl").write_text(RULES)
    rostering("billing", "close", "2026-11", "--early")
    answer = rostering(*EXPORT, dialect)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.splitlines() == [
        "rostering: documents break the official rules, and nothing was written:",
        f"  {dialect}-2026-11-havn.xml: F-1: the number begins with a year",
    ]
    assert not Path("out").exists()
    assert "2026-11 closed." in rostering("billing", "verify", "2026-11").out


@pytest.mark.usefixtures("published")
def test_what_rules_warn_of_is_a_remark(rostering: Command, rules: Path) -> None:
    pytest.importorskip("saxonche", reason="the extra einvoice (saxonche) is not installed")
    (rules / "own.xslt").write_text(RULES.replace("'2026'", "'1999'"))
    answer = rostering(*EXPORT, "peppol")
    assert answer.code == 0
    assert answer.err == f"rostering: warning: peppol-2026-11-havn.xml: R-1: there is no UUID\n{PREVIEW}"
    assert Path("out", "peppol-2026-11-havn.xml").exists()


@pytest.mark.usefixtures("published")
def test_rules_that_cannot_be_run_are_said_in_a_sentence(
    rostering: Command, rules: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("saxonche", reason="the extra einvoice (saxonche) is not installed")

    def refused() -> str:
        answer = rostering(*EXPORT, "peppol")
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert not Path("out").exists()
        return answer.err

    assert f"the folder '{rules}' has no rules (.xsl, .xslt) for peppol" in refused()
    (rules / "OIOUBL_Invoice.xsl").touch()
    assert "has no rules (.xsl, .xslt) for peppol" in refused()
    (rules / "own.xsl").write_text("<xsl:stylesheet")
    assert f"the rules '{rules / 'own.xsl'}' cannot be used: Error on line 1" in refused()
    monkeypatch.setenv("EINVOICE_RULES_DIR", str(tmp_path / "nowhere"))
    assert "nowhere' is not there" in refused()
    monkeypatch.setitem(sys.modules, "saxonche", None)
    assert "saxonche is not installed; install rostering with the extra einvoice" in refused()
    assert rostering(*EXPORT, "csv").code == 0


@pytest.mark.usefixtures("published")
def test_an_empty_name_of_a_folder_is_none(rostering: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EINVOICE_RULES_DIR", "")
    assert rostering(*EXPORT, "peppol").code == 0
