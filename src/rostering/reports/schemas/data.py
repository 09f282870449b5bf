"""Data and failures as JSON."""

from typing_extensions import TypedDict


class PlaceJson(TypedDict):
    """One thing that is wrong: where, what, and how to mend it."""

    place: str
    message: str
    hint: str


class ErrorJson(TypedDict):
    """Why a request cannot be honoured."""

    kind: str
    message: str
    places: list[PlaceJson]


class FailureJson(TypedDict):
    """A request that cannot be honoured."""

    error: ErrorJson


class ImportedJson(TypedDict):
    """What an import changed, or would change."""

    added: int
    changed: int
    unchanged: int
    removed: int
    faults: list[PlaceJson]
