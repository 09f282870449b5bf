"""What follows from a swap: mails, the ledger, charges of open and closed months, two rosters at once."""

from datetime import date
from pathlib import Path

import pytest

from rostering.domain.notices import Mail
from rostering.domain.users import Actor, Role
from rostering.errors import RosteringError
from rostering.rosters.history import current_duties
from rostering.services.access.users import add_user
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.verifying import verify
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.fairness import fairness
from rostering.services.swaps.answering import decline, let_go, take
from rostering.services.swaps.approving import approve, refuse
from rostering.services.swaps.offering import offer, withdraw
from rostering.services.swaps.swap_looks import swap_of
from rostering.spans import Period
from rostering.store import open_store
from samples.small_firm import MONTH, SHEETS, write_firm
from samples.swap_firm import AT, ELMA, FOLKE, GERDA, LEAD, firm_files, holder, pim, post

SATURDAY = pim(14)
EVENING, DECEMBER = "B1:2026-11-05:backend:1", Period.parse("2026-12")
ASTA, BIRK = (Actor(who, Role.CONSULTANT, who) for who in ("asta", "birk"))


def mails(store: str) -> list[Mail]:
    with open_store(store).reading() as look:
        return list(look.outbox.all())


def subjects(store: str) -> list[tuple[str, str]]:
    return [(mail.letter.consultant, mail.letter.subject) for mail in mails(store)]


def offered(store: str, to: str | None = "folke", note: str = "", by: Actor = ELMA) -> int:
    return offer(store, by, "elma", SATURDAY, to, note=note, at=AT).view.swap.number


def test_those_concerned_are_told_of_each_step_but_for_whoever_took_it(mailed: str) -> None:
    number = offered(mailed, note="We are\nat a wedding")
    take(mailed, FOLKE, number, "folke", at=AT)
    let_go(mailed, FOLKE, number, "folke", at=AT)
    decline(mailed, FOLKE, number, "folke", at=AT)
    assert subjects(mailed) == [
        ("folke", "Swap 1: Elma Tangstrup offers a duty to Folke Birkely"),
        ("elma", "Swap 1: Folke Birkely has taken the duty of Elma Tangstrup"),
        ("elma", "Swap 1: Folke Birkely has let go of the duty of Elma Tangstrup again"),
        ("elma", "Swap 1: Folke Birkely does not take the duty of Elma Tangstrup"),
    ]
    assert mails(mailed)[0].letter.body == (
        "Hello Folke Birkely,\n\nElma Tangstrup offers a duty to Folke Birkely.\n\n"
        "The duty:\n  Saturday 14 November 2026 08:00-16:00: Saturday, PIM\n\n"
        "Elma Tangstrup says: We are at a wedding\n\nAnswer it among your duties.\n\n"
        "All times are those of Europe/Copenhagen. "
        "This mail was sent automatically from the roster of Nordlys Digital.\n"
    )


def test_an_offer_to_everybody_reaches_those_who_could_take_it(mailed: str) -> None:
    number = offered(mailed, None)
    decline(mailed, FOLKE, number, "folke", at=AT)
    withdraw(mailed, ELMA, number, "elma", at=AT)
    assert subjects(mailed) == [("folke", "Swap 1: Elma Tangstrup offers a duty to whoever can take it")]


def test_what_waits_for_approval_is_told_to_ops_leads_who_can_be_written_to(mailed: str) -> None:
    add_user(mailed, LEAD, "folke", Role.OPS, "folke")
    number = offered(mailed, "gerda")
    take(mailed, GERDA, number, "gerda", at=AT)
    assert [who for who, _ in subjects(mailed)] == ["elma", "folke"]
    assert "once an ops lead approves" in mails(mailed)[-1].letter.body


def test_what_an_ops_lead_does_for_somebody_is_told_to_them_too(mailed: str) -> None:
    number = offered(mailed, by=LEAD)
    assert [who for who, _ in subjects(mailed)] == ["elma", "folke"]
    take(mailed, LEAD, number, "folke", at=AT)
    refuse(mailed, LEAD, number, "He is needed elsewhere", at=AT)
    assert [who for who, _ in subjects(mailed)] == ["elma", "folke"] * 3
    assert "He is needed elsewhere" in mails(mailed)[-1].letter.body


def test_a_swap_that_takes_effect_is_told_as_every_change_of_duties(mailed: str) -> None:
    number = offered(mailed)
    take(mailed, FOLKE, number, "folke", at=AT)
    approve(mailed, LEAD, number, at=AT)
    told = mails(mailed)[2:]
    assert [mail.letter.cause.value for mail in told] == ["change", "change"]
    assert {who.letter.consultant for who in told} == {"elma", "folke"}
    assert "No longer your duties" in next(each.letter.body for each in told if each.letter.consultant == "elma")


def test_the_points_go_to_whoever_does_the_work(approved: str) -> None:
    def earned(who: str) -> int:
        return next(one.earned for one in fairness(approved).accounts if one.consultant == who)

    before = earned("elma"), earned("gerda")
    number = offered(approved, "gerda")
    take(approved, GERDA, number, "gerda", at=AT)
    approve(approved, LEAD, number, at=AT)
    assert (earned("elma"), earned("gerda")) == (before[0] - 3, before[1] + 3)


def test_charges_name_whoever_does_the_work_and_a_closed_month_is_corrected(automatic: str) -> None:
    post(automatic, DECEMBER)
    close_month(automatic, MONTH, "cfo", early=True, today=AT.date())
    number = offer(automatic, ASTA, "asta", EVENING, "birk", at=AT).view.swap.number
    take(automatic, BIRK, number, "birk", at=AT)
    corrections = show_charges(automatic, MONTH).later
    assert [(line.consultant, line.amount) for line, _state in corrections] == [("asta", -375000), ("birk", 375000)]
    assert verify(automatic, MONTH).differences == ()
    close_month(automatic, DECEMBER, "cfo", early=True, today=AT.date())
    assert verify(automatic, Period.parse("2026-11-01..2026-12-31")).agrees


def test_the_lead_is_told_what_a_swap_changes_of_closed_months(approved: str) -> None:
    close_month(approved, MONTH, "cfo", early=True, today=AT.date())
    number = offer(approved, ASTA, "asta", EVENING, "birk", at=AT).view.swap.number
    take(approved, BIRK, number, "birk", at=AT)
    prospect = swap_of(approved, LEAD, number, None, AT).view.prospect
    assert prospect is not None
    assert prospect.charges == ("closed months change: 2 lines for DKK 0,00 will be billed in 2026-12",)


def test_duties_of_two_rosters_are_traded_by_two_that_are_published_together(approved: str) -> None:
    assert post(approved, DECEMBER) == 2
    later = "preparedness:2026-12-13:pim:1"
    number = offer(approved, ELMA, "elma", SATURDAY, "folke", later, at=AT).view.swap.number
    take(approved, FOLKE, number, "folke", at=AT)
    assert approve(approved, LEAD, number, at=AT).view.rosters == (3, 4)
    assert (holder(approved, SATURDAY), holder(approved, later)) == ("folke", "elma")
    with open_store(approved).reading() as look:
        first, second = look.version(3), look.version(4)
        assert [(each.period, each.based_on) for each in (first, second)] == [(MONTH, 1), (DECEMBER, 2)]
        assert len(current_duties(look.publications())) == len(first.duties) + len(second.duties)


def test_a_swap_leaves_alone_what_later_rosters_hold_of_the_period(approved: str) -> None:
    end = Period.parse("2026-11-16..2026-11-30")
    assert post(approved, end) == 2
    number = offered(approved, "gerda")
    take(approved, GERDA, number, "gerda", at=AT)
    approve(approved, LEAD, number, at=AT)
    with open_store(approved).reading() as look:
        assert look.version(3).period == Period(date(2026, 11, 1), date(2026, 11, 15))
        held = {duty.seat.id: duty.consultant for duty in current_duties(look.publications())}
    assert (held[SATURDAY], held[pim(21)]) == ("gerda", "elma")


def test_what_inputs_ask_for_by_now_is_left_to_a_repair(approved: str, tmp_path: Path) -> None:
    moved = SHEETS["bookings.csv"] + "B2,molo,2026-11-18,2026-11-18,evening,frontend:1,,\n"
    import_folder(approved, write_firm(tmp_path / "again", **{**firm_files(), "bookings_csv": moved}), "lead")
    number = offered(approved, "gerda")
    take(approved, GERDA, number, "gerda", at=AT)
    approve(approved, LEAD, number, at=AT)
    with open_store(approved).reading() as look:
        assert [duty.seat.id for duty in look.version(2).duties] == [duty.seat.id for duty in look.version(1).duties]


@pytest.mark.parametrize("act", ["take", "approve"])
def test_an_act_that_is_refused_leaves_nothing_behind(approved: str, act: str) -> None:
    number = offered(approved, "gerda")
    with open_store(approved).reading() as look:
        before = look.swaps.all(), look.publications(), look.audit_log()
    with pytest.raises(RosteringError, match="swap 1"):
        take(approved, FOLKE, number, "folke", at=AT) if act == "take" else approve(approved, LEAD, number, at=AT)
    with open_store(approved).reading() as look:
        assert (look.swaps.all(), look.publications(), look.audit_log()) == before
