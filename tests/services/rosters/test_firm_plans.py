from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from rostering.audit.judgement import judge
from rostering.domain.findings import StageResult
from rostering.errors import BadCall, Conflict
from rostering.rosters.version import Status
from rostering.services.cases.case import case_of
from rostering.services.cases.disagreement import Disagreement, refuse_disagreement
from rostering.services.cases.versions import roster_of
from rostering.services.inputs.folders import import_folder
from rostering.services.opening import NoStore
from rostering.services.rosters.planning import Progress, SearchLimits, Watch, limits_of, make_plan
from rostering.spans import Period
from rostering.store import NoInputs, open_store
from samples.small_firm import MONTH, SEATS, edited, write_firm

LIMITS = limits_of(600, effort=4)


def ignore(_: Progress) -> None:
    """Watch nothing."""


def importing(url: str, folder: Path) -> Watch:
    """Import a folder while the plan is made."""

    def watch(_: Progress) -> None:
        import_folder(url, folder, "somebody")

    return watch


def test_a_plan_is_saved_as_a_draft(imported: str) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    kept = make_plan(imported, MONTH, LIMITS, ignore, "asta")
    assert kept.status is Status.DRAFT
    assert kept.version.number == 1
    assert len(kept.version.duties) == SEATS
    assert kept.version.empty == ()
    assert kept.version.created >= before
    assert kept.version.seed == 1
    with open_store(imported).reading() as reading:
        assert reading.version(1) == kept.version
        assert (reading.audit_log()[-1].who, reading.audit_log()[-1].after) == ("asta", "roster 1")


def test_a_flag_that_another_thread_sets_ends_the_plan_and_keeps_the_best_so_far(imported: str) -> None:
    stop = Event()
    endless = limits_of(3000, effort=1e6)
    kept = make_plan(imported, MONTH, endless, lambda _: Thread(target=stop.set).start(), "asta", stop=stop)
    assert stop.is_set()
    assert len(kept.version.duties) == SEATS
    with open_store(imported).reading() as reading:
        assert reading.version(1) == kept.version


def test_a_plan_that_is_stopped_before_it_begins_says_so(imported: str) -> None:
    stop = Event()
    stop.set()
    kept = make_plan(imported, MONTH, LIMITS, ignore, "asta", stop=stop)
    assert kept.version.interrupted
    assert not kept.searched
    assert kept.version.empty == ()


def test_the_stages_add_up_to_the_price_by_rule(planned: str) -> None:
    with open_store(planned).reading() as reading:
        version = reading.version(1)
    assert sum(stage.penalty for stage in version.stages) == sum(version.penalty_by_rule.values())
    assert all(stage.proven for stage in version.stages)


def test_a_version_is_audited_as_its_plan_was(planned: str) -> None:
    with open_store(planned).reading() as reading:
        version, case = reading.version(1), case_of(reading, MONTH)
    roster = roster_of(version, case.problem)
    assert judge(roster, case.rules).breaches == version.breaches
    assert roster.days_off == {(off.consultant, off.day) for off in version.compensating_days}
    assert case.problem.input_hash == version.input_hash


def test_a_version_knows_the_names_of_its_time(planned: str) -> None:
    with open_store(planned).reading() as reading:
        names = reading.version(1).directory
    assert names.consultants["birk"] == "Birk Ålund"
    assert names.customers["molo"] == "Molo Sejl ApS"
    assert names.teams["preparedness"] == "Preparedness team"
    assert names.teams["B1"] == "Evening"
    assert names.roles["backend"] == "Backend"


def test_a_plan_with_nobody_for_a_role_says_which_seats_are_empty(imported: str, tmp_path: Path) -> None:
    sheet = {
        **edited("consultants.csv", "folke,Folke Birkely,,pim,regular,2021-01-01,,1,\n", ""),
        **edited("ledger.csv", "folke,pim,0\n", ""),
    }
    leave = "consultant,from,to,kind\nelma,2026-11-01,2026-11-30,leave\n"
    import_folder(imported, write_firm(tmp_path / "new", leave_csv=leave, **sheet), "tester")
    version = make_plan(imported, MONTH, LIMITS, ignore, "tester").version
    assert [empty.seat for empty in version.empty] == [
        duty.seat.id for duty in version.duties if duty.seat.role == "pim"
    ]
    assert {candidate.consultant for empty in version.empty for candidate in empty.candidates} == {"elma"}


def test_inputs_that_change_meanwhile_stop_the_plan_from_being_saved(imported: str, tmp_path: Path) -> None:
    changed = edited("leave.csv", "elma,2026-11-14,2026-11-14,rather_not", "elma,2026-11-14,2026-11-15,leave")
    folder = write_firm(tmp_path / "new", **changed)
    with pytest.raises(Conflict, match="changed while it was made: try again"):
        make_plan(imported, MONTH, LIMITS, importing(imported, folder), "tester")
    with open_store(imported).reading() as reading:
        assert reading.version_numbers() == ()


def test_inputs_that_do_not_concern_the_period_may_change_meanwhile(imported: str, tmp_path: Path) -> None:
    folder = write_firm(tmp_path / "new", **edited("customers.csv", "Molo Sejl ApS", "Molo Sejl A/S"))
    kept = make_plan(imported, MONTH, LIMITS, importing(imported, folder), "tester")
    assert kept.version.number == 1


def test_a_plan_of_years_is_refused(imported: str) -> None:
    with pytest.raises(BadCall, match="has 730 days, and a plan covers at most 400"):
        make_plan(imported, Period.parse("2026-01-01..2027-12-31"), LIMITS, ignore, "tester")


def test_a_period_that_asks_for_nothing_has_an_empty_roster(imported: str) -> None:
    assert make_plan(imported, Period.parse("2026-11-10..2026-11-11"), LIMITS, ignore, "x").version.duties == ()


def test_there_is_no_plan_without_inputs(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        make_plan(str(tmp_path / "none.db"), MONTH, LIMITS, ignore, "tester")
    open_store(str(tmp_path / "empty.db"))
    with pytest.raises(NoInputs):
        make_plan(str(tmp_path / "empty.db"), MONTH, LIMITS, ignore, "tester")


def test_limits_are_the_usual_ones_unless_asked_for() -> None:
    usual = SearchLimits()
    assert limits_of() == usual
    assert limits_of(5, effort=2, seed=3, workers=4) == SearchLimits(5, 2, 3, 4)


def test_more_time_brings_more_effort_and_less_time_no_less() -> None:
    usual = SearchLimits()
    assert limits_of(usual.seconds * 3).effort == usual.effort * 3
    assert limits_of(1).effort == usual.effort


def test_an_audit_that_agrees_with_the_solver_says_nothing(
    planned: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store(planned).reading() as reading:
        version, case = reading.version(1), case_of(reading, MONTH)
    roster = roster_of(version, case.problem)
    refuse_disagreement(roster, version.stages, judge(roster, case.rules), case.rules)
    assert not list(tmp_path.glob("rostering-disagreement-*"))


@pytest.mark.parametrize("stage", [StageResult("all", 5, 0, False, 0.0), StageResult("all", 10**6, 10**6, True, 0.0)])
def test_an_audit_at_another_price_is_a_crash_with_a_reproduction(
    planned: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: StageResult
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store(planned).reading() as reading:
        version, case = reading.version(1), case_of(reading, MONTH)
    roster = roster_of(version, case.problem)
    with pytest.raises(Disagreement, match="rostering-disagreement-"):
        refuse_disagreement(roster, [stage], judge(roster, case.rules), case.rules)
    (folder,) = tmp_path.glob("rostering-disagreement-*")
    assert sorted(file.name for file in folder.iterdir()) == ["disagreement.json", "problem.pickle"]


def test_an_unlawful_roster_is_a_crash_too(planned: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store(planned).reading() as reading:
        version, case = reading.version(1), case_of(reading, MONTH)
    roster = roster_of(version, case.problem).with_holder("preparedness:2026-11-07:pim:1", "birk")
    judgement = judge(roster, case.rules)
    with pytest.raises(Disagreement):
        refuse_disagreement(roster, [StageResult("all", judgement.penalty, 0, False, 0.0)], judgement, case.rules)
