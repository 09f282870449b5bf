"""Letters as Internet messages (RFC 5322): the same bytes at every attempt, and no header but ours."""

import re
from collections.abc import Sequence
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

from rostering.domain.inputs import Organisation
from rostering.domain.notices import Attachment, Mail
from rostering.language import said
from rostering.notices.delivery import Rejected
from rostering.notices.notice_texts import clean

_ATOM = r"[\w!#$%&'*+/=^`{|}~-]+"
_MAILBOX = re.compile(rf"{_ATOM}(\.{_ATOM})*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)
"""Plain addresses: nothing quoted, and no question mark, with which a header could be made to decode them."""
_LONGEST = 254
"""Characters of an address (RFC 5321, section 4.5.3.1.3)."""
_NO_ADDRESS = said("that is no address which every mail server takes")
_SPECIAL = str.maketrans(dict.fromkeys('()<>[]:;@\\,"', " "))
"""What has a meaning of its own in an address (RFC 5322, section 3.2.3): no name needs it."""


def message_of(mail: Mail, firm: Organisation, attached: Sequence[Attachment] = (), language: str = "") -> EmailMessage:
    """The message that carries a mail and files, in the firm's language or another.

    Raises Rejected when its address is none.
    """
    letter, terms = mail.letter, firm.notices
    message = EmailMessage(policy.SMTP)
    message["From"] = _address(firm.name, terms.sender)
    message["To"] = _address(letter.name, letter.address)
    if terms.reply_to:
        message["Reply-To"] = _address("", terms.reply_to)
    message["Subject"] = _literally(letter.subject)
    message["Date"] = format_datetime(mail.created)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"  # so that nobody's holiday answers it (RFC 3834)
    message.set_content(letter.body, charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = language or firm.language
    _attach(message, attached)
    return message


def _attach(message: EmailMessage, attached: Sequence[Attachment]) -> None:
    """Add files; what parts them is made of the message's id, so that every attempt has the same bytes."""
    for file in attached:
        main, _slash, sub = file.kind.partition("/")
        charset = {"charset": "utf-8"} if main == "text" else None
        message.add_attachment(file.data, maintype=main, subtype=sub, filename=file.name, params=charset)
    if attached:
        message.set_boundary(sha256(str(message["Message-ID"]).encode()).hexdigest()[:40])


def mailbox_of(address: str) -> str:
    """An address as servers take it: names of domains in their ASCII form. Raises Rejected when it is none."""
    return _address("", address).addr_spec


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise Rejected(_NO_ADDRESS) from error
    if len(plain) > _LONGEST or not _MAILBOX.fullmatch(plain):
        raise Rejected(_NO_ADDRESS)
    words = _literally(name).translate(_SPECIAL).split()
    return Address(" ".join(words), username=local, domain=plain.rpartition("@")[2])


def _literally(text: str) -> str:
    """The text for a header: what looks like an encoded word would be decoded, line ends and all (RFC 2047)."""
    return clean(text).replace("=?", "= ?")
