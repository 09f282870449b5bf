"""Mails to a server that takes, refuses, or breaks off."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from rostering.domain.notices import Mail
from rostering.notices import Postponed, Rejected, Unreachable, message_of
from rostering.notices.smtp import Server, Smtp
from samples.mail_sink import DROP, Sink, free_port, listening
from samples.notice_samples import FIRM, mail

SENDER = FIRM.notices.sender
BO = mail(2, "bo@nordlys.example")


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening(Sink()) as sink:
        yield sink


def server(port: int, user: str = "", password: str = "", local: bool = True) -> Server:
    return Server("127.0.0.1", port, encrypted=False, local=local, user=user, password=password)


def deliver(transport: Smtp, *mails: Mail) -> None:
    for each in mails:
        transport.deliver(each, message_of(each, FIRM))


def test_mails_arrive_as_they_were_written(sink: Sink) -> None:
    dotted = mail(3, body="Hello\n.\n..\nQUIT\n.hidden\n" + "æ" * 3000 + "\n")
    with Smtp(server(sink.port), SENDER) as transport:
        deliver(transport, mail(), BO, dotted)
    assert sink.recipients == ["anna@nordlys.example", "bo@nordlys.example", "anna@nordlys.example"]
    assert sink.ids == ["<1@nordlys.example>", "<2@nordlys.example>", "<3@nordlys.example>"]
    assert sink.taken[2][1].get_content().replace("\r\n", "\n") == dotted.letter.body


@pytest.mark.parametrize("at", ["to", "whole"])
@pytest.mark.parametrize(("answer", "outcome"), [("451 later", Postponed), ("550 nobody here", Rejected)])
def test_a_refusal_concerns_one_mail_only(sink: Sink, at: str, answer: str, outcome: type[Exception]) -> None:
    getattr(sink, at)["anna@nordlys.example"] = answer
    with Smtp(server(sink.port), SENDER) as transport:
        with pytest.raises(outcome, match=rf"^127\.0\.0\.1:{sink.port} says {answer}$"):
            deliver(transport, mail())
        deliver(transport, BO)
    assert sink.recipients == ["bo@nordlys.example"]


def test_a_connection_that_breaks_off_is_made_anew_and_the_mail_may_be_sent_again(sink: Sink) -> None:
    sink.whole["anna@nordlys.example"] = DROP
    with Smtp(server(sink.port), SENDER) as transport:
        with pytest.raises(Postponed, match="broke off"):
            deliver(transport, mail())
        sink.whole.clear()
        deliver(transport, BO, mail())
    assert sink.ids == ["<1@nordlys.example>", "<2@nordlys.example>", "<1@nordlys.example>"]


def test_a_server_that_closes_is_asked_again_for_the_next_mail(sink: Sink) -> None:
    sink.to["anna@nordlys.example"] = "421 closing"
    with Smtp(server(sink.port), SENDER) as transport:
        with pytest.raises(Postponed, match="421"):
            deliver(transport, mail())
        deliver(transport, BO)
    assert sink.recipients == ["bo@nordlys.example"]


def test_a_server_that_takes_nothing_from_us_cannot_be_used(sink: Sink) -> None:
    sink.sender = "553 who are you"
    with Smtp(server(sink.port), SENDER) as transport, pytest.raises(Unreachable, match=f"553 .* from {SENDER}"):
        deliver(transport, mail())
    sink.sender = "450 busy"
    with Smtp(server(sink.port), SENDER) as transport, pytest.raises(Postponed, match="450 busy"):
        deliver(transport, mail())


def test_nobody_there_is_said() -> None:
    with (
        Smtp(server(free_port()), SENDER) as transport,
        pytest.raises(Unreachable, match=r"the mail server 127\.0\.0\.1:\d+ cannot be used: Connection refused"),
    ):
        deliver(transport, mail())


def test_a_server_elsewhere_gets_neither_password_nor_mail_in_plain(sink: Sink) -> None:
    elsewhere = server(sink.port, "rota", "secret", local=False)
    with Smtp(elsewhere, SENDER) as transport, pytest.raises(Unreachable, match="STARTTLS") as refused:
        deliver(transport, mail())
    assert sink.taken == []
    assert "secret" not in str(refused.value)


def test_a_password_is_asked_for_and_never_repeated() -> None:
    asked: list[bytes] = []

    def known(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
        asked.append(getattr(data, "password", b""))
        good = asked[-1] == b"open sesame"
        return AuthResult(success=good, handled=False, message=None if good else "535 not secret, rota")

    sink = Sink(port=free_port())
    controller = Controller(
        sink,
        hostname="127.0.0.1",
        port=sink.port,
        authenticator=known,
        auth_require_tls=False,
    )
    controller.start()
    try:
        with Smtp(server(sink.port, "rota", "secret"), SENDER) as transport:
            with pytest.raises(Unreachable, match="535") as refused:
                deliver(transport, mail())
            assert "secret" not in str(refused.value)
        with Smtp(server(sink.port, "rota", "open sesame"), SENDER) as transport:
            deliver(transport, mail())
    finally:
        controller.stop()
    assert set(asked) == {b"secret", b"open sesame"}
    assert sink.ids == ["<1@nordlys.example>"]


def test_a_bad_address_is_refused_before_anybody_is_asked() -> None:
    with Smtp(server(free_port()), SENDER) as transport, pytest.raises(Rejected, match="no address"):
        transport.deliver(mail(address="a b@c"), message_of(mail(), FIRM))


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of its own for localhost, with its key beside it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *files, *names]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "cert.pem"


@pytest.mark.parametrize("encrypted", [False, True], ids=["starttls", "smtps"])
def test_a_server_is_spoken_to_in_secret_if_its_certificate_is_trusted(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, encrypted: bool
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    sink = Sink(port=free_port())
    secret = {"ssl_context": context} if encrypted else {"tls_context": context, "require_starttls": True}
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port, **secret)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    controller.start()
    known = Server("localhost", sink.port, encrypted, local=False)
    try:
        with Smtp(known, SENDER) as transport:
            deliver(transport, mail())
        monkeypatch.delenv("SSL_CERT_FILE")
        with Smtp(known, SENDER) as transport, pytest.raises(Unreachable, match="certificate verify failed"):
            deliver(transport, BO)
    finally:
        controller.stop()
    assert sink.ids == ["<1@nordlys.example>"]
