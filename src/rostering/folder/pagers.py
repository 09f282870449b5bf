"""`pagers.toml`, which need not be there: which pager is told of whose duties, on which of its schedules."""

from collections.abc import Collection
from functools import partial

from rostering.domain.catalogue import READINESS, Catalogue
from rostering.domain.outgoing import address_fault
from rostering.domain.pagers import FAR, Pager, PagerKind, Target
from rostering.folder.notes import Misread, nearest, quoted
from rostering.folder.tables import TomlTable, as_text, identifier, several, text, whole
from rostering.language import _

FILE = "pagers.toml"

FURTHEST = 366
"""Days ahead that a pager may be told of."""
_MOST_SEATS = 99
_SECRETS = ("token", "api_key", "key", "password", "secret")
_USUAL = {
    PagerKind.PAGERDUTY: "https://api.pagerduty.com",
    PagerKind.JIRA: "https://api.atlassian.com",
    PagerKind.INCIDENT_IO: "https://api.incident.io",
}


def read_pagers(document: TomlTable, catalogue: Catalogue | None) -> tuple[Pager, ...]:
    """Read the pagers; without a catalogue the kinds of duties are not checked."""
    read = partial(_pager, catalogue=catalogue)
    return document.whole(lambda table: tuple(each.whole(read) for each in table.tables("pagers", declares=_("pager"))))


def _pager(table: TomlTable, catalogue: Catalogue | None) -> Pager:
    for name in _SECRETS:
        if name in table.content:
            hint = _("put it into the variable {name} of whatever runs rostering", name=_variable(table))
            table.optional(name, lambda value: value, None)
            table.fault(_("secrets do not stand in files"), hint, name)
    kind = table.required("kind", as_text(_kind))
    is_jira = kind is PagerKind.JIRA
    place, read = _USUAL.get(kind, ""), as_text(_address)
    return Pager(
        name=table.required("id", identifier),
        kind=kind,
        address=table.optional("address", read, place) if place or not kind else table.required("address", read),
        targets=_targets(table, kind, catalogue),
        users=table.child("users").whole(lambda users: users.each(text, names="consultant")),
        days=table.optional("days", whole(1, FURTHEST), FAR),
        site=table.required("site", identifier) if is_jira else "",
        account=table.required("account", text) if is_jira else "",
    )


def _variable(table: TomlTable) -> str:
    return Pager(str(table.content.get("id", "...")), PagerKind.PAGERDUTY, "").variable


def _targets(table: TomlTable, kind: PagerKind, catalogue: Catalogue | None) -> tuple[Target, ...]:
    found = table.tables("schedules")
    targets = tuple(each.whole(partial(_target, kind=kind, catalogue=catalogue)) for each in found)
    for each, target in zip(found, targets, strict=True):
        if sum(other.key == target.key for other in targets if other.schedule) > 1 and target.schedule:
            each.fault(_("this schedule stands here twice"), _("name all that goes onto it in one place"), "schedule")
    return targets


def _target(table: TomlTable, kind: PagerKind, catalogue: Catalogue | None) -> Target:
    part = as_text(_part)
    in_parts = kind is PagerKind.INCIDENT_IO
    has_rotations = in_parts or kind is PagerKind.JIRA
    target = Target(
        schedule=table.required("schedule", part),
        rotation=_maybe(table, "rotation", has_rotations, in_parts),
        layer=_maybe(table, "layer", in_parts, in_parts),
        roles=table.optional("roles", several(identifier), (), names="role"),
        kinds=table.optional("kinds", several(identifier), ()),
        teams=table.optional("teams", several(identifier), (), names="team"),
        customers=table.optional("customers", several(identifier), (), names="customer"),
        numbers=table.optional("numbers", several(whole(1, _MOST_SEATS)), ()),
    )
    _refuse_kinds(table, target.kinds or (), catalogue)
    return target


def _maybe(table: TomlTable, key: str, is_known: bool, is_needed: bool) -> str:
    """A part of a schedule, where the pager's schedules have such."""
    if is_needed:
        return table.required(key, as_text(_part))
    return table.optional(key, as_text(_part), "") if is_known else ""


def _refuse_kinds(table: TomlTable, kinds: Collection[str], catalogue: Catalogue | None) -> None:
    known: Collection[str] = {*catalogue.kinds, READINESS} if catalogue else kinds
    for kind in kinds:
        if kind not in known:
            table.fault(_("unknown kind of duty {kind}", kind=quoted(kind)), nearest(kind, known), "kinds")


def _kind(found: str) -> PagerKind:
    known = [kind.value for kind in PagerKind]
    if found not in known:
        raise Misread(_("{value} is no pager", value=quoted(found)), nearest(found, known, len(known)))
    return PagerKind(found)


def _part(found: str) -> str:
    """An id at a pager, which stands in addresses."""
    if not found.isascii() or not all(letter.isalnum() or letter in "-_" for letter in found):
        raise Misread(_("{value} is no id of a schedule", value=quoted(found)), _("copy it from the pager's address"))
    return found


def _address(found: str) -> str:
    if fault := address_fault(found):
        raise Misread(*fault)
    return found.rstrip("/")
