"""That pay was closed, and somebody forgotten: read in the log by ops leads and finance, and told to nobody else."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rostering.domain.chats import ChatKind, News
from rostering.domain.users import Actor, Role
from rostering.domain.webhooks import WebhookEvent
from rostering.services.chats.channels import add_chat
from rostering.services.chats.chat_sending import send_chats
from rostering.services.pay.pay_closing import close_pay
from rostering.services.people.forgetting_people import forget
from rostering.services.webhooks.delivering import send_webhooks
from rostering.services.webhooks.webhooks import add_webhook
from samples.closable_firm import NOVEMBER, closable, load
from samples.own_pages import site_of
from samples.page_people import Person, session_of
from samples.small_firm import SHEETS

LEAD = Actor.ops("lead")
AT = datetime(2026, 12, 3, 12, tzinfo=UTC)
LEFT = "gorm,Gorm Ravnkilde,,backend,senior,2010-01-01,2020-06-30,1,\n"


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = closable(str(tmp_path / "rostering.db"), tmp_path / "firm")
    load(url, tmp_path / "firm", consultants_csv=SHEETS["consultants.csv"] + LEFT)
    add_webhook(url, LEAD, "https://hook.example/x", tuple(WebhookEvent))
    news = (News.PUBLISHED, News.SWAPPED, News.GAPS)
    add_chat(url, LEAD, ChatKind.SLACK, "https://hooks.slack.com/services/T0/B0/secret", "#on", None, news)
    close_pay(url, Actor("cfo", Role.FINANCE), NOVEMBER, today=date(2026, 12, 1))
    forget(url, LEAD, "gorm", at=AT)
    return url


@pytest.fixture
def person(store: str) -> Iterator[Callable[[Role], Person]]:
    made: list[Person] = []

    def make(role: Role) -> Person:
        whose = "asta" if role is Role.CONSULTANT else None
        made.append(Person(store, site=site_of(store, AT)).sign_in(session_of(store, role, whose, "da")))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.mark.parametrize("role", [Role.OPS, Role.FINANCE])
def test_ops_leads_and_finance_read_that_pay_was_closed_and_not_how_much(
    person: Callable[[Role], Person], role: Role
) -> None:
    page = person(role).get("/log")
    told = " ".join(page.text.split())
    assert "<b>Lukkede en måneds løn</b> <bdi>november 2026</bdi>" in told
    assert "<b>Glemte en person</b> <bdi>former consultant 1</bdi>" in told
    assert not any(secret in told for secret in ("1.600", "160000", "160.000", "Gorm", "gorm", "secret"))


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.VIEWER])
def test_nobody_else_reads_the_log(person: Callable[[Role], Person], role: Role) -> None:
    assert person(role).get("/log").status_code == 403


def test_no_program_and_no_channel_is_told_of_pay_or_of_who_was_forgotten(store: str) -> None:
    assert send_webhooks(store).attempts == ()
    assert send_chats(store).attempts == ()
