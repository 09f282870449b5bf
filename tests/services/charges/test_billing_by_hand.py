"""Nothing that is closed gets lost: it is exported, billed by hand and said so, or listed as open."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.billing.files.formats import ByDay
from rostering.domain.charges import Layout, MonthState
from rostering.domain.exports import ExportWish
from rostering.domain.users import Actor, Role
from rostering.errors import Fault, FaultyInput
from rostering.services.charges.billing_by_hand import (
    AlreadyBilled,
    NoNote,
    NotClosed,
    NothingOwed,
    mark_billed,
    open_items,
)
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.downloads import make
from rostering.services.charges.exporting import export_charges
from rostering.services.clock import now
from rostering.store import open_store
from samples.closable_firm import AUTUMN, DECEMBER, FIRST, NOVEMBER, SECOND, booked, load
from samples.published_samples import NAMES, duty, version
from samples.small_firm import SHEETS

TWO = ("B1,havn,2026-11-04,2026-11-04,evening,backend:1,,", "B2,molo,2026-11-05,2026-11-05,evening,backend:1,,")


@pytest.fixture
def store(tmp_path: Path) -> str:
    return closed_november(tmp_path)


def closed_november(folder: Path, **sheets: str) -> str:
    """Make a store whose November is closed, with an evening of each of two customers; returns its address."""
    url = str(folder / "rostering.db")
    load(url, folder / "firm", **{**booked(*TWO), **sheets})
    duties = [
        duty(
            "asta",
            day,
            role="backend",
            hours="16:00-22:00",
            booking=name,
            customers=(who,),
            day_class="weekday_evening",
        )
        for day, name, who in ((FIRST, "B1", "havn"), (SECOND, "B2", "molo"))
    ]
    with open_store(url).transaction() as tx:
        number = tx.add_version(version(0, AUTUMN, duties, names=NAMES)).number
        tx.publish(number, now(), "lead")
    close_month(url, NOVEMBER, "cfo", early=True)
    return url


def owed(url: str) -> list[tuple[str, int]]:
    return [(one.customer, one.amount) for one in open_items(url)]


def state(url: str) -> MonthState:
    return show_charges(url, NOVEMBER).states[NOVEMBER.first]


def test_a_closed_month_is_open_for_each_customer_until_an_export_has_them(store: str, tmp_path: Path) -> None:
    assert owed(store) == [("havn", 375_000), ("molo", 375_000)]
    export_charges(store, NOVEMBER, "generic-da", tmp_path / "out", without=["molo"])
    assert (owed(store), state(store)) == ([("molo", 375_000)], MonthState.CLOSED)
    export_charges(store, NOVEMBER, "generic-da", tmp_path / "rest", without=["havn"])
    assert (owed(store), state(store)) == ([], MonthState.EXPORTED)


def test_who_is_billed_by_hand_is_open_no_more(store: str, tmp_path: Path) -> None:
    export_charges(store, NOVEMBER, "generic-da", tmp_path / "out", without=["molo"])
    billed = mark_billed(store, NOVEMBER, "molo", " invoice 4711 ", "cfo")
    assert (billed.number, billed.amount, billed.note, billed.by) == (1, 375_000, "invoice 4711", "cfo")
    assert (owed(store), state(store)) == ([], MonthState.EXPORTED)
    with pytest.raises(AlreadyBilled, match="2026-11 of customer molo was billed already"):
        mark_billed(store, NOVEMBER, "molo", "again", "cfo")


def test_what_was_exported_is_not_billed_by_hand_too(store: str, tmp_path: Path) -> None:
    export_charges(store, NOVEMBER, "csv", tmp_path / "out")
    with pytest.raises(AlreadyBilled):
        mark_billed(store, NOVEMBER, "molo", "invoice 4711", "cfo")


def test_a_mark_for_nothing_is_refused(store: str) -> None:
    with pytest.raises(NotClosed, match="2026-12 is open: close it before it is billed"):
        mark_billed(store, DECEMBER, "molo", "invoice 4711", "cfo")
    with pytest.raises(NothingOwed, match=r"2026-11 has no lines of customer 'moloo'.*molo"):
        mark_billed(store, NOVEMBER, "moloo", "invoice 4711", "cfo")
    for note in ("", "  ", "a\nb", "x" * 501):
        with pytest.raises(NoNote):
            mark_billed(store, NOVEMBER, "molo", note, "cfo")


def test_a_second_export_in_another_format_says_that_there_is_one(store: str, tmp_path: Path) -> None:
    assert export_charges(store, NOVEMBER, "csv", tmp_path / "one", by="cfo").warnings == ()
    assert export_charges(store, NOVEMBER, "csv", tmp_path / "two", by="cfo").warnings == ()
    (warning,) = export_charges(store, NOVEMBER, "generic-da", tmp_path / "three", by="cfo").warnings
    assert warning.startswith("2026-11 was exported as csv before, on ")
    assert warning.endswith(" by cfo: book one of the two")


def test_an_export_names_who_was_billed_by_hand_unless_they_are_left_out(store: str, tmp_path: Path) -> None:
    mark_billed(store, NOVEMBER, "molo", "invoice 4711", "cfo")
    (warning,) = export_charges(store, NOVEMBER, "generic-da", tmp_path / "all").warnings
    assert warning.startswith("customer molo was billed by hand for 2026-11, on ")
    assert warning.endswith(" by cfo: book nothing of theirs")
    assert export_charges(store, NOVEMBER, "generic-da", tmp_path / "rest", without=["molo"]).warnings == ()
    assert export_charges(store, NOVEMBER, "html", tmp_path / "read").warnings == ()


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("peppol", "it is in NO, outside the EU"),
        ("dinero", "profile dinero has no account for customers outside the EU"),
    ],
)
def test_pages_say_who_needs_review_beside_the_option_that_leaves_them_out(tmp_path: Path, form: str, why: str) -> None:
    customers = SHEETS["customers.csv"]
    url = closed_november(tmp_path, customers_csv=customers.replace("A/S,DK,91422778", "A/S,NO,"))
    with pytest.raises(FaultyInput) as refusal:
        make(url, Actor("cfo", Role.FINANCE), NOVEMBER, ExportWish(form))
    review, advice = refusal.value.faults
    assert review == Fault("without", f"customer havn needs review: {why}")
    assert advice == Fault("without", "to export the others, leave out who needs review")


def test_a_page_for_acceptance_bills_nobody(store: str, tmp_path: Path) -> None:
    assert export_charges(store, NOVEMBER, "html", tmp_path / "out").warnings == ()
    assert (len(owed(store)), state(store)) == (2, MonthState.CLOSED)
    assert export_charges(store, NOVEMBER, "csv", tmp_path / "out").warnings == ()
    assert (owed(store), state(store)) == ([], MonthState.EXPORTED)


def test_lines_by_booking_are_for_documents_and_profiles(store: str, tmp_path: Path) -> None:
    layout = Layout(by_booking=True)
    for form in ("csv", "xlsx", "json"):
        with pytest.raises(ByDay, match=f"{form} has a line for each day"):
            export_charges(store, NOVEMBER, form, tmp_path / "out", layout=layout)
    (table, _manifest) = export_charges(store, NOVEMBER, "generic-da", tmp_path / "out", layout=layout).files
    assert len(table.read_text("utf-8-sig").splitlines()) == 3


customers = st.sets(st.sampled_from(["havn", "molo"]))


@settings(max_examples=15)
@given(st.lists(customers, max_size=3), customers)
def test_what_is_closed_is_exported_or_billed_by_hand_or_open(left_out: list[set[str]], by_hand: set[str]) -> None:
    with TemporaryDirectory() as folder:
        url = closed_november(Path(folder))
        for number, without in enumerate(left_out):
            if len(without) < 2:
                export_charges(url, NOVEMBER, "generic-da", Path(folder, str(number)), without=without)
        exported = {one for without in left_out if len(without) < 2 for one in {"havn", "molo"} - without}
        for customer in by_hand - exported:
            mark_billed(url, NOVEMBER, customer, "by letter", "cfo")
        assert {customer for customer, _ in owed(url)} == {"havn", "molo"} - exported - by_hand
