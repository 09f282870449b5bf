"""Mails as messages: right for any reader, whatever names and addresses hold."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rostering.notices import Rejected, message_of
from rostering.notices.messages import mailbox_of
from samples.notice_samples import AT, DANISH_FIRM, FIRM, mail

HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("Content-Type", "Content-Transfer-Encoding", "Content-Language", "MIME-Version"),
}
ENCODED = "=?utf-8?q?Bo=0D=0ABcc:_all@evil.example?="
EVIL = "Bo\r\nBcc: all@evil.example\n\nHello"
words = st.text(max_size=150) | st.just(EVIL)


def read(message: EmailMessage) -> EmailMessage:
    found = message_from_bytes(message.as_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_message_reads_as_it_was_meant() -> None:
    sent = mail(
        name="Åse Ærø-Ødum", subject="Dine vagter er ændret", body="Hej Åse\n\n.\n.. og så\n" + "æ" * 2000 + "\n"
    )
    message = read(message_of(sent, DANISH_FIRM))
    (reader,) = message["To"].addresses
    assert (reader.display_name, reader.addr_spec) == ("Åse Ærø-Ødum", "anna@nordlys.example")
    assert message["Subject"] == sent.letter.subject
    assert message["Date"].datetime == AT
    assert message["Message-ID"] == "<1@nordlys.example>"
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "da")
    assert message.get_content().replace("\r\n", "\n") == sent.letter.body
    assert message.get_content_type() == "text/plain"
    assert "Reply-To" not in message


def test_replies_go_where_the_firm_says() -> None:
    firm = replace(FIRM, notices=replace(FIRM.notices, reply_to="lead@nordlys.example"))
    assert read(message_of(mail(), firm))["Reply-To"].addresses[0].addr_spec == "lead@nordlys.example"


def test_the_same_mail_is_the_same_bytes() -> None:
    assert message_of(mail(), FIRM).as_bytes() == message_of(mail(), FIRM).as_bytes()


@given(words, words, words)
@example(EVIL, EVIL, EVIL)
@example(ENCODED, ENCODED, ENCODED)
@example('Åse, "x" <all@evil.example>; (y) \\', "=?utf-8?q?a=0ABcc:_x?=", "Å" * 150)
def test_no_name_and_no_subject_brings_in_a_header_or_a_reader(name: str, subject: str, firm: str) -> None:
    body = message_of(mail(name=name, subject=subject), replace(FIRM, name=firm)).as_bytes()
    assert all(len(line) <= 998 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert body.isascii()
    message = message_from_bytes(body, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert set(message.keys()) == HEADERS
    assert [address.addr_spec for address in message["To"].addresses] == ["anna@nordlys.example"]
    assert [address.addr_spec for address in message["From"].addresses] == ["rota@nordlys.example"]
    assert message.get_content() == "Hello\r\n"


@pytest.mark.parametrize(
    "address",
    [
        *("", "anna", "anna@", "@nordlys.example", "a,b@nordlys.example", "a b@nordlys.example"),
        *("anna@nordlys.example\r\nBcc: x@evil.example", "<anna@nordlys.example>", "anna@nordlys..example"),
        *("åse@nordlys.example", "a@b@c.example", "anna@" + "x" * 64 + ".example", "a;b@c.example"),
    ],
)
def test_what_is_no_address_is_refused_for_good(address: str) -> None:
    with pytest.raises(Rejected, match="no address"):
        message_of(mail(address=address), FIRM)


@given(st.text(min_size=1, max_size=20).map(lambda text: f"{text}@nordlys.example") | st.text(max_size=20))
def test_any_address_is_refused_or_is_one_plain_mailbox(address: str) -> None:
    try:
        found = mailbox_of(address)
    except Rejected:
        return
    assert found.isascii()
    assert found.count("@") == 1 or found.startswith('"')
    assert not set(found) & set("\r\n\0")


def test_names_of_domains_go_out_in_their_ascii_form() -> None:
    assert mailbox_of("anna@blåbær.example") == "anna@xn--blbr-roah.example"
