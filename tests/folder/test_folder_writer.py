"""Writing and reading a data folder undo each other."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement, Balance, Booking, Consultant, Customer, Leave, LeaveKind
from rostering.files import Unwritable
from rostering.folder.reader import read_files, read_folder
from rostering.folder.writer import write_files, write_folder
from rostering.spans import DAY, Period
from samples.small_folder import TEXTS, files

LOCAL_TEAM = '\n[teams.north]\nname = "North"\nstands_for = "standby"\ncalendar = "se"\n'
GOOD = read_files(files(packages_toml=TEXTS["packages.toml"] + LOCAL_TEAM))
EXAMPLES = sorted(path.parent for path in (Path(__file__).parents[2] / "examples").glob("*/organisation.toml"))

IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,7}", fullmatch=True).filter(lambda text: text.isascii())
NAMES = (
    st.one_of(
        st.text(st.sampled_from("aZæøåÅ,;\"'\n\r\t=+-@🎄\u00a0 ")),
        st.text(st.characters(exclude_categories=["Cc", "Cs"])),
        st.sampled_from(['=HYPERLINK("x")', "=1+1", "-", '""', "\ufeffx", "a\rb", "0", "yes"]),
    )
    .map(lambda text: text.replace("\r\n", "\n"))
    .filter(lambda text: text == text.strip(" \t\r\n\u00a0") and text != "")
)
"""Line ends are LF wherever they are read."""
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(lambda text: text.strip(" \u00a0"))
EMAILS = st.sampled_from(["", "a@b", "æ@ø.å", "=1@x.example", '"a,b"@c'])
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
ROLES = ("backend", "pim")


@st.composite
def periods(draw: st.DrawFn, most: int = 366) -> Period:
    first = draw(DAYS)
    return Period(first, first + DAY * (draw(st.integers(1, most)) - 1))


@st.composite
def consultants(draw: st.DrawFn, customers: list[str]) -> Consultant:
    employed = draw(periods(9999))
    roles = tuple(draw(st.lists(st.sampled_from(ROLES), min_size=1, unique=True)))
    teams = draw(st.sampled_from([(), ("north",), ("standby", "north")]))
    return Consultant(
        id=draw(IDS),
        name=draw(NAMES),
        email=draw(EMAILS),
        roles=roles,
        grade="senior",
        employed_from=employed.first,
        employed_to=draw(st.sampled_from([None, employed.last])),
        fte=Decimal(draw(st.integers(1, 1000))).scaleb(-3).normalize(),
        knows=tuple(draw(st.lists(st.sampled_from(customers), unique=True))) if customers else (),
        teams=teams,
        lends=draw(st.sampled_from([(), ("standby",)])) if teams == ("north",) else (),
        role_dates=draw(st.dictionaries(st.sampled_from(roles), role_dates())),
    )


@st.composite
def role_dates(draw: st.DrawFn) -> tuple[date | None, date | None]:
    held = draw(periods())
    return draw(st.sampled_from([(held.first, None), (None, held.last), (held.first, held.last)]))


@st.composite
def bookings(draw: st.DrawFn, customers: list[str]) -> Booking:
    return Booking(
        id=draw(IDS.filter(lambda id_: id_ not in ("standby", "north"))),
        customer=draw(st.sampled_from(customers)),
        period=draw(periods()),
        part="evening",
        roles=draw(st.dictionaries(st.sampled_from(ROLES), st.integers(1, 99), min_size=1)),
        shared=draw(st.booleans()),
        cancelled=(cancelled := draw(st.booleans())),
        confirmed=draw(st.none() | DAYS),
        cancelled_on=draw(st.none() | DAYS) if cancelled else None,
    )


@st.composite
def leaves(draw: st.DrawFn, ids: list[str]) -> Leave:
    return Leave(draw(st.sampled_from(ids)), draw(periods(9999)), draw(st.sampled_from(LeaveKind)))


CUSTOMERS = st.builds(
    Customer,
    id=IDS,
    name=NAMES,
    country=st.sampled_from(["DK", "SE"]),
    cvr=WORDS,
    vat_number=WORDS,
    email=EMAILS,
    team=st.sampled_from([None, "north"]),
    street=WORDS,
    city=WORDS,
    postal_code=WORDS,
    buyer_reference=WORDS,
    ean=st.sampled_from(["", "5790000123452"]),
    language=st.sampled_from(["", "da", "en"]),
    account_manager=st.none(),  # it names somebody who is drawn later
)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    """Inputs as a reader leaves them: sorted, and each booking by a customer with a package that can book."""
    customers = draw(st.lists(CUSTOMERS, max_size=3, unique_by=lambda customer: customer.id))
    names = [customer.id for customer in customers]
    people = draw(st.lists(consultants(names), max_size=3, unique_by=lambda person: person.id))
    ids = [person.id for person in people]
    booked = draw(st.lists(bookings(names), max_size=3, unique_by=lambda booking: booking.id)) if names else []
    leave = draw(st.lists(leaves(ids), max_size=4, unique=True)) if ids else []
    upgrade = draw(DAYS)
    agreements = [
        agreement
        for name in names
        for agreement in (
            Agreement(name, "plus", date(1989, 1, 1), upgrade - DAY),
            Agreement(name, "premium", upgrade, draw(st.sampled_from([None, date(2999, 12, 31)]))),
        )
    ]
    balances = [Balance(person.id, role, draw(st.integers(-999, 999))) for person in people for role in person.roles]
    return replace(
        GOOD,
        rate_cards=(),
        customers=tuple(sorted(customers, key=lambda customer: customer.id)),
        consultants=tuple(sorted(people, key=lambda person: person.id)),
        agreements=tuple(sorted(agreements, key=lambda agreement: (agreement.customer, agreement.first))),
        bookings=tuple(sorted(booked, key=lambda booking: booking.id)),
        leave=tuple(sorted(leave, key=lambda item: (item.consultant, item.period, item.kind))),
        balances=tuple(sorted(balances, key=lambda balance: (balance.consultant, balance.role))),
        documents={**GOOD.documents, "rates.toml": ""},
    )


@given(inputs())
def test_what_is_written_is_read_as_it_was_and_written_again_byte_by_byte(inputs: Inputs) -> None:
    written = write_files(inputs)
    assert read_files(written) == inputs
    assert write_files(read_files(written)) == written


@given(inputs(), st.randoms())
def test_the_order_of_values_and_head_counts_leaves_no_trace(inputs: Inputs, chance: Random) -> None:
    bookings = [
        replace(booking, roles=dict(sorted(booking.roles.items(), reverse=True))) for booking in inputs.bookings
    ]
    chance.shuffle(bookings)
    leave = list(inputs.leave)
    chance.shuffle(leave)
    assert write_files(replace(inputs, bookings=tuple(bookings), leave=tuple(leave))) == write_files(inputs)


def test_a_canonical_folder_is_written_byte_by_byte_as_it_was() -> None:
    bookings = TEXTS["bookings.csv"].replace("backend:2 pim,", "backend:2 pim:1,")
    customers = TEXTS["customers.csv"].replace("Cirrus ApS,,", "Cirrus ApS,DK,")
    canonical = files(bookings_csv=bookings, customers_csv=customers)
    assert write_files(read_files(canonical)) == canonical


def test_columns_of_teams_are_written_where_a_row_fills_them() -> None:
    first, *others = GOOD.consultants
    lent = replace(first, teams=("north",), lends=("standby",), role_dates={"pim": (date(2026, 11, 1), None)})
    written = write_files(replace(GOOD, consultants=(lent, *others)))
    assert written["consultants.csv"].decode().splitlines() == [
        "id,name,email,roles,grade,employed_from,employed_to,fte,knows,teams,lends",
        "bo,Bo Å,bo@havblik.example,backend pim@2026-11-01,senior,2020-01-01,,0.8,aaby,north,standby",
        'ida,"Ida Ø, PhD",,pim,senior,2021-02-01,2027-01-31,1,,,',
    ]
    alone = write_files(replace(GOOD, consultants=(replace(lent, lends=()), *others)))["consultants.csv"]
    assert alone.startswith(b"id,name,email,roles,grade,employed_from,employed_to,fte,knows,teams\n")


def test_a_formula_in_a_name_stays_the_text_it_is() -> None:
    name = '=HYPERLINK("x")'
    written = write_files(replace(GOOD, customers=(replace(GOOD.customers[0], name=name), *GOOD.customers[1:])))
    assert b'aaby,"=HYPERLINK(""x"")",DK' in written["customers.csv"]
    assert read_files(written).customers[0].name == name


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_are_in_order_and_survive_the_round_trip(folder: Path, tmp_path: Path) -> None:
    inputs = read_folder(folder)
    write_folder(inputs, tmp_path)
    assert read_folder(tmp_path) == inputs
    assert all((tmp_path / name).read_bytes().decode() == text for name, text in inputs.documents.items())


def test_a_folder_is_made_and_holds_the_files_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    paths = write_folder(GOOD, folder)
    assert sorted(paths) == sorted(folder.iterdir())
    assert {path.name for path in paths} == set(TEXTS)
    assert read_folder(folder) == GOOD


def test_files_are_replaced_and_others_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ours")
    (tmp_path / "leave.csv").write_text("old")
    write_folder(GOOD, tmp_path)
    assert (tmp_path / "README.md").read_text() == "ours"
    assert read_folder(tmp_path) == GOOD


def test_a_file_in_the_folders_place_is_said_and_kept(tmp_path: Path) -> None:
    (tmp_path / "here").write_text("mine")
    with pytest.raises(Unwritable, match=r"cannot write the folder '.*here': File exists"):
        write_folder(GOOD, tmp_path / "here")
    assert (tmp_path / "here").read_text() == "mine"
