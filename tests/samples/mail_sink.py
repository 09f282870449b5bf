"""A mail server on this machine that keeps what it takes, and refuses what it is told to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

DROP = "drop"


@dataclass
class Sink:
    """What came in; `to` answers recipients, and `whole` whole mails, by address. DROP takes it and hangs up."""

    to: dict[str, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    sender: str = "250 OK"
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    """Each recipient with the message."""
    port: int = 0

    @property
    def address(self) -> str:
        """As ROSTERING_SMTP takes it."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def recipients(self) -> list[str]:
        """To whom mails came, in order."""
        return [recipient for recipient, _ in self.taken]

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of what came, in order."""
        return [str(message["Message-ID"]) for _, message in self.taken]

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        """Whether mails from there are welcome."""
        envelope.mail_from = address
        return self.sender

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        """Whether there is such a recipient."""
        answer = self.to.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a whole mail."""
        answer = self.whole.get(envelope.rcpt_tos[0], "250 OK")
        if answer.startswith("250") or answer == DROP:
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.taken += [(recipient, message) for recipient in envelope.rcpt_tos]
        if answer == DROP:
            assert server.transport is not None
            server.transport.close()
        return answer


@contextmanager
def listening(sink: Sink) -> Iterator[Sink]:
    """A server for the sink on a free port."""
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
