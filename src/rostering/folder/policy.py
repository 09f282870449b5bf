"""`policy.toml`: ordinary work, ledger points, the rules with parameters still raw, swaps, call-outs, retention."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from rostering.domain.callouts import CalloutPolicy
from rostering.domain.catalogue import BIG_DAY, Catalogue
from rostering.domain.former import RetentionPolicy
from rostering.domain.inputs import Policy
from rostering.domain.swaps import SwapPolicy
from rostering.folder.callout_policy import read_callout_policy
from rostering.folder.notes import nearest
from rostering.folder.packages import READINESS_POINTS
from rostering.folder.retention import read_retention
from rostering.folder.swaps import read_swaps
from rostering.folder.tables import TomlTable, flag, hours, mapping, several, whole
from rostering.language import _
from rostering.spans import Hours

_DEFAULT_HOURS = Hours.parse("08:00-16:00")
_DEFAULT_WEEKDAYS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class PolicyDocument:
    """What the document says."""

    policy: Policy
    swaps: SwapPolicy
    callouts: CalloutPolicy
    obligations_in_feeds: bool
    """Whether feeds show what customers are owed."""
    retention: RetentionPolicy


def read_policy(document: TomlTable, catalogue: Catalogue | None) -> tuple[PolicyDocument, bool]:
    """Read the policy, and say whether it is sound by itself, whatever kinds of duty there are.

    Without a catalogue the kinds that earn points are not checked.
    """
    before = document.notes.count
    said, strange = document.whole(partial(_policy, catalogue))
    return said, not document.silent and document.notes.count - strange == before


def _policy(catalogue: Catalogue | None, table: TomlTable) -> tuple[PolicyDocument, int]:
    """What it says, and how many faults its points have for what the catalogue knows."""
    work_hours, weekdays = table.child("ordinary_work").whole(_ordinary_work)
    points, before = table.child("points"), table.notes.count
    if catalogue:
        _check_points(points, catalogue)
    strange = table.notes.count - before
    policy = Policy(
        rules=table.child("rules").each(mapping),
        points=points.each(whole(0, 100)),
        ordinary_work=work_hours,
        ordinary_weekdays=weekdays,
    )
    callouts = table.child("callouts")
    before = table.notes.count
    called = callouts.whole(lambda inner: read_callout_policy(inner, catalogue))
    strange += table.notes.count - before
    in_feeds = table.child("obligations").whole(lambda owed: owed.optional("in_feeds", flag, False))
    swaps, kept = table.child("swaps").whole(read_swaps), table.child("retention").whole(read_retention)
    return PolicyDocument(policy, swaps, called, in_feeds, kept), strange


def _ordinary_work(table: TomlTable) -> tuple[Hours, tuple[int, ...]]:
    weekdays = table.optional("weekdays", several(whole(1, 7)), _DEFAULT_WEEKDAYS)
    return table.optional("hours", hours, _DEFAULT_HOURS), tuple(sorted(weekdays or ()))


def _check_points(points: TomlTable, catalogue: Catalogue) -> None:
    needed = [*catalogue.kinds, *(READINESS_POINTS if catalogue.parts else ())]
    known: Collection[str] = {*needed, *READINESS_POINTS, BIG_DAY}
    for kind in needed if not points.silent else ():
        if kind not in points.content:
            points.fault(_("missing"), _("every kind of duty earns points, 0 or more"), kind)
    for kind in points.content:
        if kind not in known:
            points.fault(_("unknown kind of duty"), nearest(kind, known), kind)
