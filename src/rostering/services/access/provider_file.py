"""The file that says by which OpenID provider people sign in, and as what: TOML, read with all its faults at once."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from rostering.domain.users import Role
from rostering.errors import BadCall
from rostering.files import read_given
from rostering.folder.notes import Misread, Notes, nearest, quoted
from rostering.folder.tables import TomlTable, as_text, flag, open_document, text
from rostering.language import _, foreign
from rostering.services.access.provider import Admission, Provider

LONGEST = 1 << 16
"""Bytes of the file, and of the secret."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Unreadable(BadCall):
    """A file that cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(_("cannot read {path}: {reason}", path=path, reason=reason))


def read_provider(path: Path) -> Provider:
    """Read the provider of a file. Raises Unreadable, and FaultyInput, also for what is no file or is too large."""
    notes = Notes((path.name,))
    document = open_document(notes, path.name, _content(path))
    provider = document.whole(lambda table: table.child("provider", required=True).whole(_provider(path.parent)))
    notes.settle()
    return provider


def _provider(folder: Path) -> Callable[[TomlTable], Provider]:
    def read(table: TomlTable) -> Provider:
        return Provider(
            name=table.required("name", text),
            issuer=table.required("issuer", as_text(_issuer)),
            client_id=table.required("client_id", text),
            client_secret=_secret(table, folder),
            admission=_admission(table),
            groups_claim=table.optional("groups_claim", text, "groups"),
            domain=table.optional("domain", text, ""),
            trusts_email=table.optional("trusts_email", flag, False),
        )

    return read


def _secret(table: TomlTable, folder: Path) -> str:
    """The secret itself, or what stands in the file that is named for it."""
    if "client_secret_file" not in table.content:
        return table.required("client_secret", text)
    named = table.required("client_secret_file", text)
    return _content(folder / named).strip() if named else ""


def _admission(table: TomlTable) -> Admission:
    groups = table.child("groups")
    roles = {group: groups.required(group, as_text(_role)) for group in groups.content}
    return Admission(roles, table.optional("everybody", as_text(_role), None))


def _role(word: str) -> Role:
    if word not in list(Role):
        raise Misread(_("{word} is not a role", word=quoted(word)), nearest(word, Role))
    return Role(word)


def _issuer(address: str) -> str:
    parts = urlsplit(address)
    if not parts.hostname or (parts.scheme != "https" and parts.hostname not in LOOPBACK):
        raise Misread(
            _("{address} is not the https address of a provider", address=quoted(address)),
            _("copy it from its configuration"),
        )
    return address


def _content(path: Path) -> str:
    try:
        return read_given(path, path.name, LONGEST).decode()
    except UnicodeDecodeError:
        raise Unreadable(path, _("it is not UTF-8")) from None
    except (OSError, ValueError) as error:
        raise Unreadable(path, foreign(getattr(error, "strerror", None) or error)) from None
