"""The table `callouts` of `policy.toml`: what a call-out weighs, by the kind of the duty during which it was."""

from collections.abc import Collection

from rostering.domain.callouts import OUTSIDE, CalloutPolicy
from rostering.domain.catalogue import READINESS, Catalogue
from rostering.folder.notes import nearest
from rostering.folder.tables import TomlTable, whole
from rostering.language import _


def read_callout_policy(table: TomlTable, catalogue: Catalogue | None) -> CalloutPolicy:
    """Read the points of call-outs; without a catalogue their kinds are not checked."""
    points = table.child("points")
    if catalogue:
        known: Collection[str] = {*catalogue.kinds, READINESS, OUTSIDE}
        for kind in points.content:
            if kind not in known:
                points.fault(_("unknown kind of duty"), nearest(kind, known), kind)
    return CalloutPolicy(points.each(whole(0, 100)))
