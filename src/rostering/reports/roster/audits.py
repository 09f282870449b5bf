"""A roster judged by the inputs of today: the JSON shape, and what is said of it on the terminal."""

from dataclasses import replace

from rich.console import RenderableType

from rostering.answers.rosters import Audited
from rostering.language import _, counted
from rostering.reports.look.shapes import Shape, breaches_shape, penalties_shape, penalty_shape
from rostering.reports.roster.tables import breaches_table, heading


def audit_shape(found: Audited) -> Shape:
    """Breaches and what they cost by today's inputs, and how the roster and these have come apart."""
    judgement = found.judgement
    return {
        "roster": found.version.number,
        "status": found.status.value,
        "breaches": breaches_shape(judgement.breaches),
        "hard": judgement.hard,
        **penalty_shape(judgement.penalty),
        **penalties_shape(judgement.penalty_by_rule),
        "obsolete": list(found.obsolete),
        "inputs_changed": found.inputs_changed,
    }


def audit_report(found: Audited) -> list[RenderableType]:
    """Which roster it is, the rules it breaks, and what that comes to."""
    judgement, directory = found.judgement, found.version.directory
    table = [breaches_table(judgement.breaches, directory)] if judgement.breaches else []
    judged = replace(found.version, breaches=judgement.breaches)
    return [heading(judged, found.status), *table, _verdict(judgement.hard, judgement.penalty)]


def _verdict(hard: int, penalty: int) -> str:
    if not hard and not penalty:
        return _("Nothing that is forbidden, and nothing that costs.")
    if not hard:
        return _("Nothing that is forbidden; the rest costs {penalty}.", penalty=penalty)
    breaches = counted(hard, "breach")
    if not penalty:
        return _("{breaches} of what is forbidden, and nothing that costs.", breaches=breaches)
    return _("{breaches} of what is forbidden; the rest costs {penalty}.", breaches=breaches, penalty=penalty)
