"""Channels are told once, in order and of their own team; one that does not answer holds nobody up."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from rostering.domain.chats import ChatKind, News
from rostering.domain.outgoing import DeliveryState
from rostering.domain.radar import ClashReason, RadarCase, RepairProposal
from rostering.services.chats.channels import add_chat as add
from rostering.services.chats.channels import chat_messages, chats, greet
from rostering.services.chats.chat_sending import send_chats
from rostering.services.clock import now
from rostering.services.swaps.answering import take
from rostering.services.swaps.offering import offer
from rostering.store import open_store
from samples.chat_forms import slack_of, teams_of
from samples.due_firm import AT as DUE_AT
from samples.due_firm import import_due_firm
from samples.receivers import Receiver, receiver
from samples.swap_firm import AT, ELMA, GERDA, LEAD, pim

SLACK, TEAMS = ChatKind.SLACK, ChatKind.TEAMS
SATURDAY = "Saturday 14 November 2026 08:00-16:00: Saturday, PIM"


@pytest.fixture
def told() -> Iterator[Receiver]:
    with receiver() as found:
        yield found


@pytest.fixture
def other() -> Iterator[Receiver]:
    with receiver() as found:
        yield found


def swap(store: str, day: int) -> None:
    number = offer(store, ELMA, "elma", pim(day), "gerda", None, at=AT).view.swap.number
    take(store, GERDA, number, "gerda", at=AT)


def publish(store: str) -> None:
    """Publish what holds once more, as a roster by hand would be."""
    with open_store(store).transaction() as tx:
        newest = tx.publications()[-1].version
        publication = tx.publish(newest.number, AT, "lead")
        tx.log("lead", "publish", str(newest.period), None, f"roster {newest.number}", at=publication.at)


def write(store: str, *numbers: int) -> None:
    """Put a message to each of some channels into the outbox."""
    for number in numbers:
        greet(store, LEAD, number)


def states(store: str, number: int = 1) -> list[tuple[str, int, str | None]]:
    return [(each.state.value, each.attempts, each.error) for each in chat_messages(store, LEAD, number)]


def test_a_swap_is_told_once_and_not_as_a_roster_as_well(automatic: str, told: Receiver, other: Receiver) -> None:
    add(automatic, LEAD, SLACK, told.address, "#on-call")
    add(automatic, LEAD, TEAMS, other.address, "On call")
    swap(automatic, 14)
    run = send_chats(automatic, "https://duty.example", at=AT)
    assert (run.count(DeliveryState.SENT), run.waiting, run.unsent) == (2, 0, ())
    line = f"{SATURDAY} – Gerda Ravnsbo instead of Elma Tangstrup"
    assert slack_of(told.bodies[0]) == ["Duties were swapped", f"• {line}"]
    assert teams_of(other.bodies[0]) == ["Duties were swapped", f"• {line}"]
    assert "https://duty.example/board" in told.bodies[0]
    assert told.headers[0]["content-type"] == "application/json; charset=utf-8"
    assert send_chats(automatic, at=AT).attempts == ()
    assert len(told.bodies) == 1


def test_a_roster_is_told_with_its_duties_in_the_language_of_the_firm(automatic: str, told: Receiver) -> None:
    add(automatic, LEAD, SLACK, told.address, "#on-call", news=[News.PUBLISHED])
    publish(automatic)
    swap(automatic, 14)
    send_chats(automatic, at=AT)
    ((title, lines),) = [slack_of(body) for body in told.bodies]
    assert title.startswith("Roster 1 is published: ")
    assert lines.splitlines()[0].endswith(" duties")


def test_a_channel_of_a_team_is_told_of_its_duties_only(automatic: str, told: Receiver, other: Receiver) -> None:
    theirs = add(automatic, LEAD, SLACK, told.address, "#on-call", "preparedness").chat
    with open_store(automatic).transaction() as tx:
        tx.chats.add(replace(theirs, address=other.address, team="elsewhere"))
        tx.radar_cases.add(RadarCase(0, "elma", 1, ClashReason.LEAVE, None, (pim(28),), AT, RepairProposal()))
    publish(automatic)
    swap(automatic, 14)
    send_chats(automatic, at=AT)
    assert (len(told.bodies), other.bodies) == (3, [])


def test_a_duty_whose_holder_cannot_serve_it_is_told_without_why(automatic: str, told: Receiver) -> None:
    add(automatic, LEAD, SLACK, told.address, "#on-call", news=[News.GAPS])
    over, coming = pim(1), pim(14)
    with open_store(automatic).transaction() as tx:
        for who, seat in (("folke", over), ("elma", coming)):
            tx.radar_cases.add(RadarCase(0, who, 1, ClashReason.LEAVE, None, (seat,), AT, RepairProposal()))
    send_chats(automatic, at=AT)
    send_chats(automatic, at=AT)
    assert [slack_of(body) for body in told.bodies] == [["Elma Tangstrup cannot serve 1 duty", f"• {SATURDAY}"]]
    assert "leave" not in told.bodies[0]


def test_what_comes_due_is_told_once_when_its_reminder_begins(tmp_path: Path, told: Receiver) -> None:
    store = str(tmp_path / "rostering.db")
    import_due_firm(store, tmp_path / "firm")
    add(store, LEAD, TEAMS, told.address, "Reviews", news=[News.DUES])
    send_chats(store, at=DUE_AT)
    assert told.bodies == []
    for days in (46, 47, 60):
        send_chats(store, at=DUE_AT + timedelta(days=days))
    assert [teams_of(body) for body in told.bodies] == [
        ["Review with Aaby Møbler A/S is due Thu 31 Dec 2026", "• Held by Ida Ø, PhD"],
    ]


@pytest.mark.parametrize("status", [500, 404, 429])
def test_what_is_not_taken_waits_and_holds_up_nobody_else(
    automatic: str, told: Receiver, other: Receiver, status: int
) -> None:
    told.status = status
    add(automatic, LEAD, SLACK, told.address, "#on-call")
    add(automatic, LEAD, TEAMS, other.address, "On call")
    write(automatic, 1, 2, 1, 2)
    run = send_chats(automatic, at=AT)
    error = f"the receiver answers {status}"
    assert (run.count(DeliveryState.SENT), run.waiting) == (2, 2)
    assert states(automatic) == [("waiting", 1, error), ("waiting", 0, None)]
    assert [each.problem for each in chats(automatic, LEAD).chats] == [error, ""]
    assert send_chats(automatic, at=AT).attempts == ()
    told.status = 200
    assert send_chats(automatic, at_once=True, at=AT).count(DeliveryState.SENT) == 2
    assert [each.problem for each in chats(automatic, LEAD).chats] == ["", ""]


def test_a_channel_that_asks_to_be_left_alone_is_for_an_hour_at_most(automatic: str, told: Receiver) -> None:
    told.status = 429
    add(automatic, LEAD, SLACK, told.address, "#on-call")
    write(automatic, 1)
    for asked, least in (("600", 600), ("999999", 3600), ("tomorrow", 60)):
        told.retry_after = asked
        run = send_chats(automatic, at_once=True, at=AT)
        ((_chat, message),) = run.unsent
        assert message.due is not None
        assert message.claimed is not None
        wait = message.due - message.claimed
        assert timedelta(seconds=least) <= wait <= timedelta(seconds=max(least, 300) + 30)


def test_a_message_that_will_never_be_taken_is_given_up_and_the_next_is_sent(automatic: str, told: Receiver) -> None:
    told.status = 400
    add(automatic, LEAD, SLACK, told.address, "#on-call")
    write(automatic, 1)
    send_chats(automatic, at=AT)
    assert states(automatic) == [("failed", 1, "the receiver answers 400")]
    told.status = 200
    write(automatic, 1)
    assert send_chats(automatic, at=AT).count(DeliveryState.SENT) == 1


def test_a_channel_that_is_gone_is_told_no_more(automatic: str, told: Receiver) -> None:
    told.status = 410
    add(automatic, LEAD, SLACK, told.address, "#on-call")
    write(automatic, 1, 1)
    send_chats(automatic, at=AT)
    assert [state for state, *_ in states(automatic)] == ["failed", "withdrawn"]
    assert chats(automatic, LEAD).chats == ()
    with open_store(automatic).reading() as reading:
        last = reading.audit_log()[-1]
    assert (last.who, last.action, last.what) == ("rostering", "remove chat", "chat 1")


def test_one_that_hangs_holds_nobody_up(
    automatic: str, told: Receiver, other: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rostering.notices.posting.PATIENCE", (0.5, 0.5))
    told.hangs = True
    add(automatic, LEAD, SLACK, told.address, "#on-call")
    add(automatic, LEAD, TEAMS, other.address, "On call")
    write(automatic, 1, 2)
    send_chats(automatic, at=AT)
    assert len(other.bodies) == 1
    assert states(automatic) == [("waiting", 1, "the receiver does not answer in time")]


def test_what_a_killed_sender_had_in_hand_is_sent_again_once_it_is_taken_for_gone(
    automatic: str, told: Receiver
) -> None:
    add(automatic, LEAD, SLACK, told.address, "#on-call")
    write(automatic, 1)
    told.status = 500
    send_chats(automatic, at=AT)
    with open_store(automatic).transaction() as tx:
        tx.chats.retry_now()
        assert tx.chats.claim(1, now(), timedelta(minutes=5))
    told.status = 200
    assert send_chats(automatic, at_once=True, at=AT).attempts == ()
    assert send_chats(automatic, lost_after=timedelta(0), at=AT).count(DeliveryState.SENT) == 1


def test_a_channel_is_tried_as_often_as_somebody_likes(automatic: str, told: Receiver) -> None:
    add(automatic, LEAD, SLACK, told.address, "#on-call", news=[News.GAPS, News.DUES])
    for _ in range(2):
        greet(automatic, LEAD, 1)
        send_chats(automatic, at=AT)
    title, lines = slack_of(told.bodies[1])
    assert title == "Nordlys Digital will write here about:"
    assert lines.splitlines() == [
        "• duties whose holder cannot serve them",
        "• meetings and reports that come due",
    ]


def test_trying_one_channel_leaves_others_alone(automatic: str, told: Receiver, other: Receiver) -> None:
    told.status = 429
    add(automatic, LEAD, SLACK, told.address, "#on-call")
    add(automatic, LEAD, TEAMS, other.address, "On call")
    write(automatic, 1)
    send_chats(automatic, at=AT)
    greet(automatic, LEAD, 2)
    run = send_chats(automatic, at_once=True, at=AT, number=2)
    assert (run.is_taken, len(run.attempts), len(other.bodies)) == (True, 1, 1)
    assert states(automatic) == [("waiting", 1, "the receiver answers 429")]


def test_no_address_is_kept_in_a_message_or_in_the_log(automatic: str, told: Receiver) -> None:
    add(automatic, LEAD, SLACK, told.address, "#on-call")
    swap(automatic, 14)
    send_chats(automatic, at=AT)
    with open_store(automatic).reading() as reading:
        kept = [str(vars(entry)) for entry in reading.audit_log()]
    kept += [json.dumps([each.body, each.error]) for each in chat_messages(automatic, LEAD)]
    assert all(told.address not in text for text in kept)
