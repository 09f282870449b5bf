"""A mail server as transport, one connection for many mails.

SMTP leaves one moment open: the server has taken a mail (250 after the final dot) and we have not yet noted that. Who
crashes there must send again, or lose it (RFC 5321, sections 4.5.4.1 and 6.1). The mail then goes out with the same
Message-ID and the same bytes, by which servers and readers that care know it as one. The moment is kept as short as can
be: nothing lies between the reply and the transaction that notes it, and the reply is waited for as long as section
4.5.3.2.6 asks, so that a slow server is not taken for one that lost the mail.
"""

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from rostering.domain.notices import Mail
from rostering.language import said
from rostering.notices.delivery import Postponed, Rejected, Unreachable
from rostering.notices.messages import mailbox_of
from rostering.notices.notice_texts import clean

PATIENCE = 30
"""Seconds to wait for a server's answer to anything but a whole mail."""
FINAL_PATIENCE = 600
"""Seconds to wait for its answer to a whole mail."""
_LONGEST_REASON = 200
_DOT = re.compile(rb"^\.", re.MULTILINE)
_DONE, _GO_ON, _GOING = 250, 354, 421
"""Done; send the mail; the server closes the connection."""


@dataclass(frozen=True)
class Server:
    """A mail server and how to speak to it."""

    host: str
    port: int
    encrypted: bool
    """From the first byte; otherwise by STARTTLS, unless the server is on this machine."""
    local: bool
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"{self.host}:{self.port}"


class Smtp:
    """Connects with the first mail, and again after a connection broke."""

    def __init__(self, server: Server, sender: str) -> None:
        self._server = server
        self._sender = sender
        self._connection: smtplib.SMTP | None = None

    def deliver(self, mail: Mail, message: EmailMessage) -> None:
        """Hand a mail over. Raises Postponed, Rejected, Unreachable."""
        recipient, body = mailbox_of(mail.letter.address), message.as_bytes()
        connection = self._connection or self._connected()
        try:
            self._judge(*connection.mail(self._sender), of_us=True)
            self._judge(*connection.rcpt(recipient))
            self._judge(*connection.docmd("DATA"), good=_GO_ON)
            self._judge(*_answer(connection, body))
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            raise Postponed(
                said("{server} broke off: {notes}", server=self._server.name, notes=self._plain(error))
            ) from error

    def greet(self) -> None:
        """Sign in at the server. Raises Unreachable."""
        if self._connection is None:
            self._connected()

    def _judge(self, code: int, reply: bytes, good: int = _DONE, of_us: bool = False) -> None:
        """Go on after a good reply; one that refuses us, not the mail, is a matter of the set-up."""
        if code == good or (code // 100 == 2 and good == _DONE):
            return
        name, notes = self._server.name, self._plain(reply.decode(errors="replace"))
        reason = said("{server} says {code} {notes}", server=name, code=code, notes=notes)
        self._start_over(code)
        if code // 100 != 5:
            raise Postponed(reason)
        raise (
            Unreachable(
                said(
                    "{server} says {code} {notes} to mails from {sender}",
                    server=name,
                    code=code,
                    notes=notes,
                    sender=self._sender,
                )
            )
            if of_us
            else Rejected(reason)
        )

    def _start_over(self, code: int) -> None:
        """Ready for the next mail, on a new connection where this one is no good."""
        try:
            if self._connection and code // 100 in {4, 5} and code != _GOING:
                self._connection.rset()
            else:
                self._close()
        except (OSError, smtplib.SMTPException):
            self._close()

    def _connected(self) -> smtplib.SMTP:
        try:
            self._connection = self._opened()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._close()
            raise Unreachable(
                said(
                    "the mail server {server} cannot be used: {notes}",
                    server=self._server.name,
                    notes=self._plain(error),
                )
            ) from error
        return self._connection

    def _opened(self) -> smtplib.SMTP:
        server = self._server
        if server.encrypted:
            context = ssl.create_default_context()
            opened: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
        else:
            opened = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        self._connection = opened  # so that it is closed whatever comes
        if not server.encrypted and not server.local:
            opened.starttls(context=ssl.create_default_context())
        if server.user:
            opened.login(server.user, server.password)
        opened.ehlo_or_helo_if_needed()
        return opened

    def _plain(self, error: object) -> str:
        """What went wrong on one line, without the password."""
        if isinstance(error, smtplib.SMTPResponseException):
            said = error.smtp_error
            error = f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
        elif isinstance(error, OSError) and error.strerror:
            error = error.strerror
        text = clean(str(error)) or type(error).__name__
        hidden = text.replace(self._server.password, "***") if self._server.password else text
        return hidden[:_LONGEST_REASON]

    def _close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say good-bye, unless we were stopped in mid-mail; whatever the server answers, all mails have theirs."""
        if self._connection and kind is None:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
        self._close()


def _answer(connection: smtplib.SMTP, body: bytes) -> tuple[int, bytes]:
    """What the server says to a whole mail: dots at the start of a line are doubled, a lone one ends it."""
    if connection.sock:
        connection.sock.settimeout(FINAL_PATIENCE)
    connection.send(_DOT.sub(b"..", body) + b".\r\n")
    answer = connection.getreply()
    if connection.sock:
        connection.sock.settimeout(PATIENCE)
    return answer
