"""The retention rule every day, as regular work: only where the policy says so."""

from rostering.answers.people import RetentionRun
from rostering.domain.users import Actor
from rostering.services.opening import existing_store
from rostering.services.people.retention import ITSELF, retain


def run_if_daily(store: str) -> RetentionRun | None:
    """Run the rule, if the policy has it run every day. Several services of one store do no harm: one finds nothing."""
    with existing_store(store).reading() as reading:
        if not reading.has_inputs() or not reading.inputs().retention.daily:
            return None
    return retain(store, Actor.ops(ITSELF))
