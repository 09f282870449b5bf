"""From a file to leave in the inputs: proposed, ticked, accepted; and nothing that nobody has accepted."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from rostering.domain.proposals import (
    Answered,
    DaysAway,
    FoundLeave,
    LeaveProposal,
    ProposalState,
    Skipped,
    SkipReason,
    UnknownItem,
)
from rostering.errors import FaultyInput
from rostering.feeds.leave.fetching import AddressGuard, Unfetchable
from rostering.rosters.history import current_duties
from rostering.services.clock import now
from rostering.services.inputs import leave
from rostering.services.inputs.folders import import_folder
from rostering.services.links.subscriptions import NobodyToSubscribe
from rostering.services.opening import existing_store
from rostering.spans import DAY, Period
from rostering.store.proposals import UnknownProposal
from samples.small_firm import edited, write_firm


def soon(days: int) -> date:
    return now().date() + timedelta(days=days)


def table(*periods: tuple[int, int]) -> bytes:
    """A table of leave so many days from now."""
    return "".join(["from,to\n", *(f"{soon(first)},{soon(last)}\n" for first, last in periods)]).encode()


def proposed(store: str, *periods: tuple[int, int], consultant: str = "asta") -> LeaveProposal:
    return leave.propose(store, "f.csv", table(*periods), consultant, "tester")


def leave_of(store: str, consultant: str) -> list[str]:
    with existing_store(store).reading() as reading:
        return [str(each.period) for each in reading.inputs().leave if each.consultant == consultant]


def days(first: int, last: int) -> str:
    return f"{soon(first)}..{soon(last)}"


def log(store: str) -> list[tuple[str, str, str, str | None]]:
    with existing_store(store).reading() as reading:
        return [(entry.who, entry.action, entry.what, entry.after) for entry in reading.audit_log()][1:]


def test_a_proposal_changes_no_input(imported: str) -> None:
    made = proposed(imported, (10, 12))
    assert (made.number, made.state, made.source) == (1, ProposalState.PROPOSED, "f.csv")
    assert leave_of(imported, "asta") == []
    assert leave.proposals(imported) == (made,) == (leave.proposal(imported, 1),)
    assert log(imported) == [("tester", "propose leave", "asta", "proposal 1")]


def test_what_is_ticked_becomes_leave_once_it_is_accepted(imported: str) -> None:
    proposed(imported, (10, 12), (20, 20), (30, 31))
    assert leave.choose(imported, 1, [1, 3], "asta", "asta").state == ProposalState.CHOSEN
    done = leave.accept(imported, 1, "lead")
    assert (done.proposal.state, done.proposal.chosen) == (ProposalState.ACCEPTED, (1, 3))
    assert leave_of(imported, "asta") == [str(each.period) for each in done.added] == [days(10, 12), days(30, 31)]
    assert done.duties == ()
    assert leave.proposals(imported) == ()
    assert leave.proposals(imported, answered=True) == (done.proposal,)
    assert log(imported)[1:] == [
        ("asta", "choose leave", "proposal 1", "chosen: 1 3"),
        ("lead", "record leave", "asta", days(10, 12)),
        ("lead", "record leave", "asta", days(30, 31)),
        ("lead", "accept leave", "proposal 1", "accepted: 1 3"),
    ]


def test_whoever_accepts_may_take_other_items_than_are_ticked(imported: str) -> None:
    proposed(imported, (10, 12), (20, 20))
    leave.accept(imported, 1, "lead", [2])
    assert leave_of(imported, "asta") == [days(20, 20)]


def test_days_that_are_leave_already_are_not_doubled(imported: str) -> None:
    for periods in ([(10, 12)], [(11, 14), (16, 16)], [(8, 20)], [(10, 13)]):
        leave.accept(imported, proposed(imported, *periods).number, "lead")
    assert sorted(leave_of(imported, "asta")) == [
        *(days(8, 9), days(10, 12), days(13, 14), days(15, 15), days(16, 16), days(17, 20)),
    ]


def test_what_is_accepted_is_said_to_fall_on_published_duties(published: str) -> None:
    store = existing_store(published)
    with store.reading() as reading:
        duties = [duty for duty in current_duties(reading.publications()) if duty.consultant == "asta"]
    with store.transaction() as tx:
        day = duties[-1].seat.day
        away = FoundLeave(Period(day, day), (DaysAway(Period(day - DAY, day)),))
        tx.proposals.add(LeaveProposal(0, "asta", "f.ics", now(), away))
    done = leave.accept(published, 1, "lead")
    assert [duty.seat.id for duty in done.duties] == [
        duty.seat.id
        for duty in duties
        if {day - DAY, day} & set(duty.seat.span.days(done.directory.zone))  # type: ignore[union-attr]
    ]
    assert duties[-1] in done.duties


@pytest.mark.parametrize("answer", [leave.accept, leave.reject])
def test_an_answer_is_given_once(imported: str, answer: object) -> None:
    proposed(imported, (10, 12))
    leave.reject(imported, 1, "lead")
    with pytest.raises(Answered, match="proposal 1 is rejected already"):
        answer(imported, 1, "lead")  # type: ignore[operator]
    with pytest.raises(Answered):
        leave.choose(imported, 1, [1], "asta", "asta")
    assert leave_of(imported, "asta") == []


def test_nobody_ticks_for_somebody_else(imported: str) -> None:
    proposed(imported, (10, 12))
    with pytest.raises(UnknownProposal, match="there is no proposal 1"):
        leave.choose(imported, 1, [1], "birk", "birk")
    with pytest.raises(UnknownItem):
        leave.choose(imported, 1, [2], "asta", "asta")


def test_the_same_file_again_is_the_same_proposal(imported: str) -> None:
    first = proposed(imported, (10, 12))
    assert proposed(imported, (10, 12)) == first
    assert proposed(imported, (10, 13)).number == 2
    assert proposed(imported, (10, 12), consultant="birk").number == 3
    assert leave.propose(imported, "g.csv", table((10, 12)), "asta", "tester").number == 4
    leave.reject(imported, 1, "lead")
    assert proposed(imported, (10, 12)).state == ProposalState.REJECTED


def entry(*lines: str) -> bytes:
    return "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]).encode()


def test_the_answer_is_of_the_file_just_sent(imported: str) -> None:
    day = f"DTSTART:{soon(100):%Y%m%d}"
    meeting, called_off = entry(f"{day}T120000", "DURATION:PT1H"), entry(day, "STATUS:CANCELLED")
    for number, (data, reason) in enumerate([(meeting, SkipReason.SHORT), (called_off, SkipReason.CANCELLED)], 1):
        made = leave.propose(imported, "upload.ics", data, "asta", "tester")
        assert (made.number, made.found.items, made.found.skipped) == (number, (), (Skipped(reason, 1),))
        assert leave.proposal(imported, number) == made
    assert leave.propose(imported, "upload.ics", meeting, "asta", "tester").found.skipped == (
        Skipped(SkipReason.SHORT, 1),
    )


def test_days_that_are_found_again_beside_other_entries_keep_their_answer(imported: str) -> None:
    days_away = f"BEGIN:VEVENT\nDTSTART:{soon(50):%Y%m%d}\nEND:VEVENT\n"
    meeting = f"BEGIN:VEVENT\nDTSTART:{soon(50):%Y%m%d}T120000\nDURATION:PT1H\nEND:VEVENT\n"
    first, second = (f"BEGIN:VCALENDAR\n{days_away}{more}END:VCALENDAR".encode() for more in ("", meeting))
    leave.propose(imported, "upload.ics", first, "asta", "tester")
    accepted = leave.accept(imported, 1, "lead").proposal
    again = leave.propose(imported, "upload.ics", second, "asta", "tester")
    assert again == replace(accepted, found=replace(accepted.found, skipped=(Skipped(SkipReason.SHORT, 1),)))
    assert leave.proposal(imported, 1) == again
    assert log(imported)[-1] == ("tester", "read leave again", "asta", "proposal 1")
    assert leave.propose(imported, "upload.ics", second, "asta", "tester") == again
    assert len(log(imported)) == 4


def test_days_beyond_the_dates_that_were_looked_at_are_asked_about(imported: str) -> None:
    near, far = f"{soon(5)},{soon(5)}\n", f"{soon(50)},{soon(50)}\n"
    data = f"from,to\n{near}{far}".encode()
    first = leave.propose(imported, "f.csv", data, "asta", "tester", days=10)
    assert [str(item.period) for item in first.found.items] == [days(5, 5)]
    second = leave.propose(imported, "f.csv", data, "asta", "tester", days=60)
    assert (second.number, [str(item.period) for item in second.found.items]) == (2, [days(5, 5), days(50, 50)])
    third = leave.propose(imported, "f.csv", f"from,to\n{near}".encode(), "asta", "tester", days=10)
    assert (third.number, third.found.items, third.found.skipped) == (1, first.found.items, ())


def test_leave_that_was_taken_back_is_proposed_anew(imported: str) -> None:
    proposed(imported, (10, 12), (20, 20))
    leave.accept(imported, 1, "lead", [1])
    assert proposed(imported, (10, 12), (20, 20)).state == ProposalState.ACCEPTED
    with existing_store(imported).transaction() as tx:
        tx.replace_inputs(replace(tx.inputs(), leave=()))
    again = proposed(imported, (10, 12), (20, 20))
    assert (again.number, again.state) == (2, ProposalState.PROPOSED)
    assert proposed(imported, (10, 12), (20, 20)) == again
    leave.accept(imported, 2, "lead")
    assert leave_of(imported, "asta") == [days(10, 12), days(20, 20)]


def test_what_cannot_be_read_leaves_nothing_behind(imported: str) -> None:
    with pytest.raises(FaultyInput, match=r"f\.csv:2: from: is not a date"):
        leave.propose(imported, "f.csv", b"from,to\nsoon,later\n", "asta", "tester")
    with pytest.raises(NobodyToSubscribe, match=r"there is no consultant 'astra' \(did you mean 'asta'\?\)"):
        proposed(imported, (1, 2), consultant="astra")
    assert leave.proposals(imported, answered=True) == ()
    assert log(imported) == []


def test_somebody_who_is_gone_from_the_inputs_gets_no_leave(imported: str) -> None:
    proposed(imported, (10, 12))
    with existing_store(imported).transaction() as tx:
        inputs = tx.inputs()
        others = tuple(each for each in inputs.consultants if each.id != "asta")
        balances = tuple(each for each in inputs.balances if each.consultant != "asta")
        tx.replace_inputs(replace(inputs, consultants=others, balances=balances))
    with pytest.raises(NobodyToSubscribe):
        leave.accept(imported, 1, "lead")
    assert [each.number for each in leave.proposals(imported, "asta")] == [1]


def test_a_calendar_is_read_with_the_firms_zone_and_working_hours(imported: str) -> None:
    day = soon(100)
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", f"DTSTART:{day:%Y%m%d}T080000", "DURATION:PT8H", "END:VEVENT"]
    data = "\n".join([*lines, "END:VCALENDAR"]).encode()
    made = leave.propose(imported, "f.ics", data, "asta", "tester")
    assert [(str(item.period), *item.flags) for item in made.found.items] == [(f"{day}..{day}", "floating time")]


def test_nothing_is_fetched_where_it_is_not_switched_on(imported: str) -> None:
    with pytest.raises(leave.SwitchedOff, match="fetch_urls = true"):
        leave.propose_from_address(imported, "https://calendar.test/secret", "asta", "tester")


def test_a_fetch_that_fails_leaves_what_was_proposed(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    firm = edited("organisation.toml", 'language = "en"', 'language = "en"\n[leave]\nfetch_urls = true')
    import_folder(store, write_firm(tmp_path / "firm", **firm), "tester")
    first = proposed(store, (10, 12))
    with pytest.raises(Unfetchable, match="not on the public internet"):
        leave.propose_from_address(
            store, "https://calendar.test/secret", "asta", "tester", AddressGuard(resolve=lambda *_: ["10.0.0.1"])
        )
    assert leave.proposals(store, answered=True) == (first,)
    assert "secret" not in str(log(store))


@pytest.mark.parametrize("wrong", ['fetch_urls = "yes"', "fetch_url = true"])
def test_a_switch_that_cannot_be_read_is_a_fault(tmp_path: Path, wrong: str) -> None:
    firm = edited("organisation.toml", 'language = "en"', f'language = "en"\n[leave]\n{wrong}')
    with pytest.raises(FaultyInput, match=r"organisation\.toml: leave\.fetch_url"):
        import_folder(str(tmp_path / "store.db"), write_firm(tmp_path / "firm", **firm), "tester")
