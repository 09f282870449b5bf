"""Failures as JSON: of which kind, in a sentence, and the places of an input that are at fault."""

from rostering.errors import BadCall, Conflict, Fault, FaultyInput, Refused, RosteringError, StorageFailed
from rostering.reports.look.shapes import Shape, faults_shape

_KINDS: tuple[tuple[type[RosteringError], str], ...] = (
    (FaultyInput, "faulty_input"),
    (BadCall, "bad_call"),
    (Refused, "refused"),
    (Conflict, "conflict"),
    (StorageFailed, "storage_failed"),
)


def error_shape(kind: str, message: str, faults: tuple[Fault, ...] = ()) -> Shape:
    """A failure."""
    return {"error": {"kind": kind, "message": message, "places": faults_shape(faults)}}


def failure_shape(error: RosteringError) -> Shape:
    """A call that could not be honoured."""
    kind = next((name for one, name in _KINDS if isinstance(error, one)), "bad_call")
    faults = error.faults if isinstance(error, FaultyInput) else ()
    return error_shape(kind, str(error) or type(error).__name__, faults)
