"""The use cases, each imported when it is first asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "billing",
    "closing",
    "demo",
    "edits",
    "explaining",
    "fairness",
    "feeds",
    "inputs",
    "leave",
    "notices",
    "planning",
    "publishing",
    "quotes",
    "radar",
    "replanning",
    "report",
    "risk",
    "rosters",
    "sending",
    "subscriptions",
    "tracing",
    "verifying",
    "what_if",
    "windows",
]

# The one place in the house where an import waits for its use: the help and the completion of a command need neither
# the database nor the solver, which take ten times as long to load as everything else; nor does a question need the
# solver.
if TYPE_CHECKING:
    from rostering.services import (
        billing,
        closing,
        demo,
        edits,
        explaining,
        fairness,
        feeds,
        inputs,
        leave,
        notices,
        planning,
        publishing,
        quotes,
        radar,
        replanning,
        report,
        risk,
        rosters,
        sending,
        subscriptions,
        tracing,
        verifying,
        what_if,
        windows,
    )
else:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(name)
        return import_module(f"rostering.services.{name}")
