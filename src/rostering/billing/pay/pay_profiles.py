"""Profiles for payroll: those that come along, those of a folder of one's own, and single files."""

import hashlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from rostering.billing.files.profile_files import UnreadableProfile, profile_files
from rostering.billing.pay.pay_fields import PAY_FIELDS, PayProfile
from rostering.billing.profiles.column_reading import constant
from rostering.billing.profiles.profile import Value
from rostering.billing.profiles.profile_reading import form_of, sheet_of
from rostering.files import MOST_OF_A_DOCUMENT, read_given
from rostering.folder.encoded_texts import decoded
from rostering.folder.notes import Misread, Notes
from rostering.folder.tables import TomlTable, flag, open_document, text
from rostering.language import _

_SHIPPED = Path(__file__).parent / "shipped"
_DEFAULT = "default"


def pay_profile_files(folder: Path | None = None) -> dict[str, Path]:
    """The files of all profiles by name, sorted; one's own stand in for those that come along.

    Raises UnreadableProfile.
    """
    return profile_files(folder, _SHIPPED)


def pay_profile_of(path: Path) -> PayProfile:
    """The profile that a file holds, called by the file's name. Raises UnreadableProfile, FaultyInput."""
    try:
        data = read_given(path, path.name, MOST_OF_A_DOCUMENT)
    except OSError as error:
        raise UnreadableProfile(path, error) from error
    notes = Notes((path.name,))
    document = open_document(notes, path.name, decoded(notes, path.name, data))
    profile = document.whole(partial(_profile, path.stem, hashlib.sha256(data).hexdigest()))
    notes.settle()
    return profile


def _profile(name: str, seal: str, table: TomlTable) -> PayProfile:
    profile = PayProfile(
        name=name,
        seal=seal,
        title=table.required("title", text),
        example=table.optional("example", flag, False),
        note=table.optional("note", text, ""),
        kind=table.required("kind", _one_kind),
        form=form_of(table, as_csv=True),
        sheet=sheet_of(table, PAY_FIELDS),
        pay_types=table.child("pay_types").whole(_pay_types),
    )
    used = {each for column in profile.sheet.columns for each in column.fields}
    if "pay_type" in used and not profile.pay_types:
        table.fault(_("missing"), _("a column is filled with them; default stands for all kinds of duty"), "pay_types")
    return profile


def _one_kind(value: object) -> str:
    """Payroll reads tables."""
    if value != "csv":
        raise Misread(_("pay is written as a table"), _('write kind = "csv"'))
    return "csv"


def _pay_types(table: TomlTable) -> Mapping[str, Value]:
    """By kind of duty and `callout`; `default` stands for all others."""
    found = table.each(constant)
    return {"" if kind == _DEFAULT else kind: value for kind, value in found.items()}
