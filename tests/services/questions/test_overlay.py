from datetime import date
from pathlib import Path

import pytest

from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement, Leave, LeaveKind
from rostering.errors import BadCall, FaultyInput
from rostering.folder.reader import read_folder
from rostering.services.questions.changes import CHANGES, Alteration, ChangeOption
from rostering.services.questions.overlay import Altered, altered, with_booking
from rostering.spans import Period
from samples.small_firm import MONTH, edited, write_firm


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return read_folder(write_firm(tmp_path))


def changed(inputs: Inputs, *changes: str) -> Altered:
    """The inputs after changes, each written as on the command line."""
    return altered(inputs, MONTH, [Alteration(*change.split(" ", 1)) for change in changes])


def faults(inputs: Inputs, *changes: str) -> list[str]:
    with pytest.raises(FaultyInput) as caught:
        changed(inputs, *changes)
    return [str(fault) for fault in caught.value.faults]


def test_a_booking_is_added_under_an_id_of_its_own(inputs: Inputs) -> None:
    found = changed(inputs, "--add-booking molo:2026-11-10..2026-11-11:evening:backend:1,pim:2")
    added = found.inputs.bookings[-1]
    assert (added.id, added.customer, added.period) == ("new-1", "molo", Period.parse("2026-11-10..2026-11-11"))
    assert added.roles == {"backend": 1, "pim": 2}
    assert found.inputs.bookings[:-1] == inputs.bookings
    assert found.texts == ("molo books evening on 2026-11-10..2026-11-11: backend:1 pim:2.",)


def test_one_date_is_enough(inputs: Inputs) -> None:
    found = changed(inputs, "--add-booking molo:2026-11-10:evening:backend", "--add-leave asta:2026-11-12").inputs
    assert found.bookings[-1].period == Period(date(2026, 11, 10), date(2026, 11, 10))
    assert found.leave[-1] == Leave("asta", Period(date(2026, 11, 12), date(2026, 11, 12)), LeaveKind.LEAVE)


def test_ids_that_are_taken_are_left_alone(tmp_path: Path) -> None:
    inputs = read_folder(write_firm(tmp_path, **edited("bookings.csv", "B1,", "new-1,")))
    one = "--add-booking molo:2026-11-10:evening:backend"
    assert [booking.id for booking in changed(inputs, one, one).inputs.bookings] == ["new-1", "new-2", "new-3"]


def test_a_customer_is_upgraded_by_ending_one_agreement_and_adding_another(inputs: Inputs) -> None:
    found = changed(inputs, "--add-agreement molo:extended:2026-11-16", "--end-agreement molo:2026-11-15")
    assert [agreement for agreement in found.inputs.agreements if agreement.customer == "molo"] == [
        Agreement("molo", "premium", date(2024, 1, 1), date(2026, 11, 15)),
        Agreement("molo", "extended", date(2026, 11, 16)),
    ]
    assert found.texts == (
        "molo has package premium until 2026-11-15 only.",
        "molo has package extended from 2026-11-16.",
    )


def test_a_cancelled_booking_stays_known(inputs: Inputs) -> None:
    found = changed(inputs, "--cancel-booking B1")
    assert [(booking.id, booking.cancelled) for booking in found.inputs.bookings] == [("B1", True)]
    assert found.texts == ("havn cancels B1 (evening on 2026-11-04..2026-11-05).",)


def test_a_removed_consultant_ends_the_day_before(inputs: Inputs) -> None:
    found = changed(inputs, "--remove-consultant asta", "--remove-consultant birk:2026-11-20").inputs
    ends = {consultant.id: consultant.employed_to for consultant in found.consultants}
    assert (ends["asta"], ends["birk"], ends["cilje"]) == (date(2026, 10, 31), date(2026, 11, 19), None)


def test_a_rule_is_set(inputs: Inputs) -> None:
    found = changed(inputs, "--set-rule caps.weekends=2", "--set-rule wishes.price=forbidden")
    assert found.inputs.policy.rules["caps"]["weekends"] == 2
    assert found.inputs.policy.rules["caps"]["nights"] == 6
    assert found.inputs.policy.rules["wishes"]["penalty"] == "forbidden"
    assert found.texts == ("caps.weekends = 2.", "wishes.penalty = forbidden.")


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_every_change_of_the_table_has_a_step(inputs: Inputs, change: ChangeOption) -> None:
    assert any(fault.startswith(f"{change.option} x") for fault in faults(inputs, f"{change.option} x"))


def test_nothing_to_change_is_a_bad_call(inputs: Inputs) -> None:
    with pytest.raises(BadCall, match="nothing is to be changed: give one or more of --end-agreement"):
        altered(inputs, MONTH, [])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("--add-booking moloo:2026-11-10:evening:pim", "unknown customer 'moloo' (did you mean 'molo'?)"),
        ("--add-booking molo:2026-11-10:evning:pim", "unknown part 'evning' (did you mean 'evening'?)"),
        ("--add-booking molo:2026-11-10:evening:pin", "unknown role 'pin' (did you mean 'pim'?)"),
        ("--add-booking molo:2026-11-10:evening:", "roles is empty"),
        (
            "--add-booking molo:2026-11-11..2026-11-10:evening:pim",
            "from 2026-11-11 is after to 2026-11-10 (swap the dates or correct one)",
        ),
        (
            "--add-booking molo:2026-12-10:evening:pim",
            "concerns no date of 2026-11-01..2026-11-30 (choose another period)",
        ),
        ("--add-agreement molo:premiun:2027-01-01", "unknown package 'premiun' (did you mean 'premium'?)"),
        ("--add-agreement molo:basic", "cannot be read (write --add-agreement CUSTOMER:PACKAGE:FROM[..TO])"),
        ("--end-agreement molo:2023-01-01", "customer 'molo' has no agreement that goes on after 2023-01-01"),
        ("--end-agreement molow:2026-11-01", "unknown customer 'molow' (did you mean 'molo'?)"),
        ("--cancel-booking B2", "unknown booking 'B2' (known: B1)"),
        ("--remove-consultant asto", "unknown consultant 'asto' (did you mean 'asta'?)"),
        (
            "--remove-consultant asta:2026-11-31",
            "from: '2026-11-31' is not a date (there is no such day in the calendar)",
        ),
        ("--add-leave birk", "cannot be read (write --add-leave ID:FROM..TO)"),
        ("--add-leave brik:2026-11-10", "unknown consultant 'brik' (did you mean 'birk'?)"),
        (
            "--add-leave birk:2026-11-07..2026-11-08",
            "has the same consultant, from, to, kind as leave.csv: birk:2026-11-07:2026-11-08:leave "
            "(delete one of them)",
        ),
        ("--set-rule caps.weekend=2", "the rule caps has no parameter 'weekend' (did you mean 'weekends'?)"),
        ("--set-rule cap.weekends=2", "there is no rule 'cap' (did you mean 'caps'?)"),
        ("--set-rule caps.weekends=two", "'two' is no whole number (or the word 'unlimited')"),
        ("--set-rule caps.weekends=-1", "-1 is not a number from 0 to 1000 (or the word 'unlimited')"),
        ("--add-booking molo:2026-11-10:evening:backend:3", "backend:3: only 2 consultants have the role backend"),
        ("--set-rule weekends=2", "cannot be read (write --set-rule RULE.PARAMETER=VALUE)"),
    ],
)
def test_a_change_that_cannot_be_made_is_a_fault_at_its_option(inputs: Inputs, change: str, said: str) -> None:
    assert f"{change}: {said}" in faults(inputs, change)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            ("--cancel-booking B1", "--cancel-booking B1"),
            "--cancel-booking B1: booking 'B1' is cancelled twice (leave out one of the two)",
        ),
        (
            ("--remove-consultant asta", "--remove-consultant asta:2026-11-20"),
            "--remove-consultant asta:2026-11-20: consultant 'asta' is removed twice (leave out one of the two)",
        ),
        (
            ("--add-leave asta:2026-11-10", "--remove-consultant asta:2026-11-20"),
            "--add-leave asta:2026-11-10: consultant 'asta' is removed as well (leave out one of the two)",
        ),
        (
            ("--set-rule caps.weekends=2", "--set-rule caps.weekends=3"),
            "--set-rule caps.weekends=3: contradicts caps.weekends = 2 (leave out one of the two)",
        ),
        (
            ("--end-agreement molo:2026-11-10", "--end-agreement molo:2026-11-20"),
            "--end-agreement molo:2026-11-20: customer 'molo' has no agreement that goes on after 2026-11-20",
        ),
        (
            ("--add-agreement molo:basic:2026-11-10",),
            "--add-agreement molo:basic:2026-11-10: customer 'molo' has another agreement on 2026-11-10: "
            "agreements.csv: molo:2024-01-01, package 'premium' until further notice "
            "(end the earlier agreement the day before the later one starts)",
        ),
    ],
)
def test_changes_that_contradict_each_other_or_the_inputs_are_refused(
    inputs: Inputs, changes: tuple[str, ...], said: str
) -> None:
    assert faults(inputs, *changes) == [said]


def test_the_same_value_twice_is_no_contradiction(inputs: Inputs) -> None:
    found = changed(inputs, "--set-rule caps.weekends=2", "--set-rule caps.weekends=2")
    assert found.inputs.policy.rules["caps"]["weekends"] == 2


def test_who_has_left_cannot_be_removed(tmp_path: Path) -> None:
    sheet = edited("consultants.csv", "regular,2021-01-01,,1,\ncilje", "regular,2021-01-01,2026-11-10,1,\ncilje")
    inputs = read_folder(write_firm(tmp_path, **sheet))
    assert faults(inputs, "--remove-consultant birk:2026-11-20") == [
        "--remove-consultant birk:2026-11-20: consultant 'birk' is employed until 2026-11-10 only"
    ]


def test_a_cancelled_booking_cannot_be_cancelled(tmp_path: Path) -> None:
    inputs = read_folder(write_firm(tmp_path, **edited("bookings.csv", "backend:1,,", "backend:1,,yes")))
    assert faults(inputs, "--cancel-booking B1") == ["--cancel-booking B1: booking 'B1' is cancelled already"]


def test_a_package_that_cannot_book_is_refused_by_its_clause(inputs: Inputs) -> None:
    found = faults(
        inputs,
        "--end-agreement molo:2026-11-15",
        "--add-agreement molo:basic:2026-11-16",
        "--add-booking molo:2026-11-20:evening:pim",
    )
    assert found == [
        "--add-booking molo:2026-11-20:evening:pim: customer 'molo' has package Basic on 2026-11-20 and can book "
        "nothing: Basic, clause 2: increased readiness is not part of the package and cannot be booked "
        "(upgrade the agreement, change the dates or cancel the booking)"
    ]


def test_a_booking_that_there_is_holds_against_ending_its_agreement(inputs: Inputs) -> None:
    (fault,) = faults(inputs, "--end-agreement havn:2026-11-04")
    assert fault.startswith("bookings.csv: B1: customer 'havn' has no agreement in force on 2026-11-05")


def test_all_faults_are_said_at_once(inputs: Inputs) -> None:
    wrong = ["--cancel-booking B2", "--add-leave x", "--set-rule caps.weekend=2", "--remove-consultant asto"]
    assert len(faults(inputs, *wrong)) == len(wrong)


def test_a_booking_alone_is_checked_like_one_of_many(inputs: Inputs) -> None:
    cells = {"customer": "molo", "from": "2026-11-10", "to": "", "part": "evening", "roles": "pim:1"}
    found, booking = with_booking(inputs, "the booking", cells)
    assert found.bookings == (*inputs.bookings, booking)
    with pytest.raises(FaultyInput, match="the booking: unknown part 'evning'"):
        with_booking(inputs, "the booking", {**cells, "part": "evning"})
    with pytest.raises(FaultyInput, match="the booking: backend:99: only 2 consultants have the role backend"):
        with_booking(inputs, "the booking", {**cells, "roles": "backend:99"})
