"""Statements without some customers: what is left says so, keeps its numbers and adds up."""

from dataclasses import replace

import pytest

from rostering.billing.files.formats import FORMATS, EncodingWish, OneFile
from rostering.billing.files.manifest import manifest_of
from rostering.billing.files.verification import export_differences, file_differences
from rostering.billing.invoices.drafts import drafts_of
from rostering.billing.invoices.invoice import invoices_of, refuse_doubtful
from rostering.billing.invoices.peppol import peppol_files
from rostering.billing.invoices.vat import NeedsReview
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.statement import NobodyLeft, NoLines, Statement, batch_of, leave_out, sums_of
from rostering.domain.charges import Export
from rostering.domain.parties import Customer
from rostering.store.charge_rows import ChargeExportRow
from samples.einvoices import month
from samples.statement_samples import NOVEMBER, charge, statement

OSLO = Customer("oslo", "Oslo Pumper AS", country="NO", vat_number="NO999999999")
LINES = (charge(), charge("bo", customer="berlin", booking="B8"), charge("clara", customer="oslo", booking="B9"))


@pytest.fixture
def whole() -> Statement:
    plain = month(*LINES)
    return replace(plain, customers={**plain.customers, "oslo": OSLO})


def export(of: Statement, number: int, **digests: str) -> Export:
    files = {f"{name}.xml": digest for name, digest in digests.items()}
    sums = sums_of(of.lines, of.left_out)
    manifest = {"november.manifest.json": "-".join(["manifest", *of.left_out])}
    assert of.closed_at
    return Export(number, NOVEMBER.first, batch_of(NOVEMBER, LINES), "peppol", files | manifest, sums, of.closed_at, "")


def test_a_manifest_names_who_is_left_out_and_sums_what_is_in_it(whole: Statement) -> None:
    said = manifest_of(leave_out(whole, ["oslo"]), "peppol", {}, {})
    assert (said["without"], said["rows"], said["control_sum_ore"]) == (["oslo"], 2, 700_000)
    assert said["control_sums_by_customer_ore"] == {"berlin": 350_000, "fjord": 350_000}
    assert said["batch"] == whole.batch
    assert "without" not in manifest_of(whole, "peppol", {}, {})


def test_an_invoice_keeps_its_number_whoever_is_left_out(whole: Statement) -> None:
    numbers = {one.customer.id: one.number for one in invoices_of(whole)}
    assert numbers == {"berlin": "202611001", "fjord": "202611002", "oslo": "202611003"}
    assert {one.customer.id: one.number for one in invoices_of(leave_out(whole, ["berlin"]))} == {
        customer: number for customer, number in numbers.items() if customer != "berlin"
    }


def test_documents_are_the_same_whoever_is_left_out(whole: Statement) -> None:
    one, other = peppol_files(leave_out(whole, ["oslo"])), peppol_files(leave_out(whole, ["oslo", "berlin"]))
    assert list(one) == ["peppol-2026-11-berlin.xml", "peppol-2026-11-fjord.xml"]
    assert other.items() < one.items()


def test_strangers_and_everybody_cannot_be_left_out(whole: Statement) -> None:
    with pytest.raises(NoLines) as refused:
        leave_out(whole, ["solo", "oslo", "fiord"])
    assert str(refused.value).splitlines() == [
        "2026-11 has no lines of customer 'fiord' (did you mean 'fjord'?)",
        "2026-11 has no lines of customer 'solo' (did you mean 'oslo'?)",
    ]
    with pytest.raises(NoLines, match=r"no lines of customer 'x' \(there is none\)"):
        leave_out(statement([]), ["x"])
    with pytest.raises(NobodyLeft, match=r"^cannot leave out every customer of 2026-11: nothing would be exported$"):
        leave_out(whole, ["fjord", "oslo", "berlin"])


def test_who_is_left_out_stands_by_id_and_it_may_be_nobody(whole: Statement) -> None:
    part = leave_out(whole, ["oslo", "berlin", "oslo"])
    assert part.left_out == ("berlin", "oslo")
    assert sums_of(whole.lines, ["oslo", "berlin"])["without"] == ["berlin", "oslo"]
    assert leave_out(whole, []) == whole
    assert leave_out(statement([]), []) == statement([])


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_one_file_for_all_is_not_written_in_part(whole: Statement, form: str) -> None:
    with pytest.raises(OneFile, match=f"{form} is one file for all customers"):
        FORMATS[form](leave_out(whole, ["oslo"]), EncodingWish())


def test_refusals_say_how_the_others_are_exported(whole: Statement) -> None:
    advice = "to export the others, leave out who needs review: --without oslo"
    with pytest.raises(Unbillable) as refused:
        drafts_of(whole)
    assert str(refused.value).splitlines()[-1] == advice
    assert advice not in refused.value.reasons
    with pytest.raises(NeedsReview, match=f"{advice}$"):
        refuse_doubtful(invoices_of(whole))
    alone = leave_out(whole, ["fjord", "berlin"])
    with pytest.raises(Unbillable) as nobody_else:
        drafts_of(alone)
    assert "--without" not in str(nobody_else.value)
    assert len(drafts_of(leave_out(whole, ["oslo"]))) == 2


def test_a_partial_export_agrees_with_the_month_as_far_as_it_goes(whole: Statement) -> None:
    part, batches = export(leave_out(whole, ["oslo"]), 1), {NOVEMBER.first: batch_of(NOVEMBER, LINES)}
    assert ChargeExportRow.of(part).value() == part
    assert list(export_differences([part], batches, LINES)) == []
    wrong = replace(part, sums={**part.sums, "control_sum_ore": 1})
    assert [one.text for one in export_differences([wrong], batches, LINES)] == [
        "export 1 of 2026-11 as peppol says control_sum_ore 1, and the charges say 700000"
    ]
    silent = replace(part, sums={key: value for key, value in part.sums.items() if key != "without"})
    assert len(list(export_differences([silent], batches, LINES))) == 3


def test_a_folder_holds_the_export_that_its_manifest_is_of(whole: Statement) -> None:
    all_of_them = export(whole, 1, berlin="1", fjord="2", oslo="3")
    part = export(leave_out(whole, ["oslo"]), 2, berlin="1", fjord="2")
    both = [all_of_them, part]
    assert list(file_differences(both, part.files)) == []
    assert list(file_differences(both, all_of_them.files)) == []
    assert list(file_differences(both, {**all_of_them.files, **part.files})) == []
    lost = {name: digest for name, digest in all_of_them.files.items() if name != "oslo.xml"}
    assert [one.text for one in file_differences(both, lost)] == ["oslo.xml is missing"]
    touched = {**part.files, "fjord.xml": "9"}
    assert [one.about for one in file_differences(both, touched)] == ["fjord.xml"]
    unsealed = {**part.files, "november.manifest.json": "9"}
    assert "november.manifest.json" in [one.about for one in file_differences(both, unsealed)]
