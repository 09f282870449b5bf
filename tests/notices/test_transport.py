"""Where mails go, and that nobody reads the password."""

from pathlib import Path

import pytest

from rostering.notices import NoTransport, transport_of
from rostering.notices.maildir import Maildir
from rostering.notices.smtp import Server, Smtp

SENDER = "rota@nordlys.example"


def server_of(address: str) -> Server:
    found = transport_of(address, SENDER)
    assert isinstance(found, Smtp)
    return found._server


def test_servers_are_named_with_user_password_and_port() -> None:
    assert server_of("smtp://rota:p%40ss%2Fword@mail.example:2587") == Server(
        "mail.example", 2587, encrypted=False, local=False, user="rota", password="p@ss/word"
    )
    assert server_of("smtps://mail.example") == Server("mail.example", 465, encrypted=True, local=False)
    assert server_of("smtp://mail.example/").port == 587


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.9.9.9"])
def test_a_server_on_this_machine_needs_no_encryption(host: str) -> None:
    assert server_of(f"smtp://{host}:2525").local
    assert server_of(f"smtp://{host}").port == 25


@pytest.mark.parametrize("host", ["10.0.0.1", "localhost.example", "mail.localhost", "0.0.0.0", "[fe80::1]"])
def test_any_other_needs_it(host: str) -> None:
    assert not server_of(f"smtp://{host}").local


@pytest.mark.parametrize("address", ["maildir:/var/mail/rota", "maildir:///var/mail/rota"])
def test_a_maildir_is_a_folder(address: str) -> None:
    found = transport_of(address, SENDER)
    assert isinstance(found, Maildir)
    assert found._folder == Path("/var/mail/rota")


@pytest.mark.parametrize("address", [None, "", "  "])
def test_without_a_word_it_is_said_what_to_set(address: str | None) -> None:
    with pytest.raises(NoTransport, match="ROSTERING_SMTP does not say where mails go: set it to smtp://"):
        transport_of(address, SENDER)


@pytest.mark.parametrize(
    "address",
    [
        *("mail.example", "http://rota:secret@mail.example", "smtp://", "smtp://rota:secret@", "maildir:", "maildir:/"),
        *("smtp://rota:secret@mail.example:port", "smtp://mail.example:99999", "smtp://rota:secret@mail.example/x"),
        *("smtp://rota:secret@mail.example?x=1", "smtp://[::1", "secret"),
    ],
)
def test_another_form_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(NoTransport, match="not in a form that is known: smtp://user:password@host") as refused:
        transport_of(address, SENDER)
    assert "secret" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_no_password_is_shown_with_a_server() -> None:
    assert "secret" not in repr(server_of("smtp://rota:secret@mail.example"))
