import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rostering.errors import FaultyInput
from rostering.services.inputs.checks import check_folder
from samples.small_firm import edited, write_firm

CALENDAR = """\
country = "DK"
language = "en_US"

[[holiday_periods]]
name = "Summer"
rule = "iso_weeks"
weeks = {weeks}
month = 7
"""


@pytest.fixture
def summer_of_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of a year whose week 27 starts in June."""
    monkeypatch.setattr("rostering.services.inputs.checks.now", lambda: datetime(2026, 6, 1, tzinfo=UTC))


def places(folder: Path) -> list[str]:
    with pytest.raises(FaultyInput) as caught:
        check_folder(folder)
    return [fault.place for fault in caught.value.faults]


def test_a_folder_in_order_has_inputs_and_no_warnings(tmp_path: Path) -> None:
    checked = check_folder(write_firm(tmp_path))
    assert len(checked.inputs.consultants) == 6
    assert checked.warnings == ()


def test_faults_in_rules_are_found_with_faults_in_lines(tmp_path: Path) -> None:
    policy = edited("policy.toml", "[rules.spacing]\ndays = 6", "[rules.spacing]\ndays = -6")
    sheet = edited("leave.csv", "birk,2026-11-07", "brik,2026-11-07")
    assert places(write_firm(tmp_path, **policy, **sheet)) == ["policy.toml: rules.spacing.days", "leave.csv:2"]


def test_faults_in_rules_are_found_alone(tmp_path: Path) -> None:
    assert places(write_firm(tmp_path, **edited("policy.toml", "[rules.spacing]", "[rules.spcing]"))) == [
        "policy.toml: rules.spcing"
    ]


def test_rules_name_only_people_and_grades_that_there_are(tmp_path: Path) -> None:
    named = '[rules.caps.overrides.brik]\nnights = 1\n\n[rules.seniority]\njunior = "trainee"'
    folder = write_firm(tmp_path, **edited("policy.toml", "[rules.seniority]", named))
    assert places(folder) == ["policy.toml: rules.caps.overrides.brik", "policy.toml: rules.seniority.junior"]


def test_a_policy_that_cannot_be_read_has_the_readers_faults_only(tmp_path: Path) -> None:
    assert places(write_firm(tmp_path, policy_toml="[rules\n")) == ["policy.toml:1"]


def test_missing_documents_are_said_once(tmp_path: Path) -> None:
    assert places(write_firm(tmp_path, policy_toml=None, organisation_toml=None)) == [
        "organisation.toml",
        "policy.toml",
    ]


def test_an_unknown_calendar_is_a_fault_of_the_organisation(tmp_path: Path) -> None:
    folder = write_firm(tmp_path, **edited("organisation.toml", 'calendar = "dk"', 'calendar = "dkk"'))
    with pytest.raises(FaultyInput, match="there is no calendar 'dkk'; shipped are de, dk, no, se"):
        check_folder(folder)
    assert places(folder) == ["organisation.toml: calendar"]


def test_an_own_calendar_is_checked_too(tmp_path: Path) -> None:
    folder = write_firm(tmp_path, **edited("organisation.toml", 'calendar = "dk"', 'calendar = "own"'))
    (folder / "own.toml").write_text('country = "XX"\nlanguage = "da"\n')
    assert places(folder) == ["own.toml: country"]


def test_an_own_calendar_that_cannot_be_read_is_not_called_unknown(tmp_path: Path) -> None:
    folder = write_firm(tmp_path, **edited("organisation.toml", 'calendar = "dk"', 'calendar = "own"'))
    (folder / "own.toml").write_bytes(b"\xff\xfe\xff")
    assert [place.partition(":")[0] for place in places(folder)] == ["own.toml"]


@pytest.mark.usefixtures("summer_of_2026")
def test_weeks_that_reach_out_of_their_month_are_warned_of(tmp_path: Path) -> None:
    folder = write_firm(tmp_path, **edited("organisation.toml", 'calendar = "dk"', 'calendar = "own"'))
    (folder / "own.toml").write_text(CALENDAR.format(weeks="[27, 28]"))
    warnings = check_folder(folder).warnings
    assert warnings
    assert all(warning.startswith("Summer: week 27") for warning in warnings)


def test_weeks_wholly_out_of_their_month_are_a_fault(tmp_path: Path) -> None:
    folder = write_firm(tmp_path, **edited("organisation.toml", 'calendar = "dk"', 'calendar = "own"'))
    (folder / "own.toml").write_text(CALENDAR.format(weeks="[20]"))
    assert places(folder) == ["own.toml"]


def with_local_team(folder: Path, calendar: str) -> Path:
    """The firm with a local team that keeps the calendar."""
    part = '[[parts]]\nid = "day"'
    team = f'[teams.south]\nname = "South"\nstands_for = "preparedness"\ncalendar = "{calendar}"\n\n'
    return write_firm(folder, **edited("packages.toml", part, team + part))


def test_an_unknown_calendar_of_a_team_is_a_fault_of_the_team(tmp_path: Path) -> None:
    folder = with_local_team(tmp_path, "see")
    with pytest.raises(FaultyInput, match="there is no calendar 'see'; shipped are de, dk, no, se"):
        check_folder(folder)
    assert places(folder) == ["packages.toml: teams.south.calendar"]


def test_calendars_of_firm_and_teams_are_checked_together(tmp_path: Path) -> None:
    folder = with_local_team(tmp_path, "own")
    (folder / "own.toml").write_text('country = "XX"\nlanguage = "da"\n')
    organisation = folder / "organisation.toml"
    organisation.write_text(organisation.read_text().replace('"dk"', '"dkk"'))
    assert places(folder) == ["organisation.toml: calendar", "own.toml: country"]


@pytest.mark.usefixtures("summer_of_2026")
def test_weeks_of_a_teams_calendar_are_warned_of(tmp_path: Path) -> None:
    folder = with_local_team(tmp_path, "own")
    (folder / "own.toml").write_text(CALENDAR.format(weeks="[27, 28]"))
    assert check_folder(folder).warnings


def test_a_calendar_that_is_another_document_is_not_read_as_one(tmp_path: Path) -> None:
    assert places(with_local_team(tmp_path, "rates")) == ["packages.toml: teams.south.calendar"]


def test_a_folder_with_a_pipe_in_it_is_told_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    folder = write_firm(
        tmp_path, leave_csv=None, policy_toml=None, **edited("ledger.csv", "folke,pim,0", "folke,pim,x")
    )
    os.mkfifo(folder / "leave.csv")
    os.mkfifo(folder / "policy.toml")
    assert places(folder) == ["policy.toml", "leave.csv", "ledger.csv:7"]
