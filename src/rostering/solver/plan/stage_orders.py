"""Orders: the priorities of the lexicographic stages, settled one after the other, in a plan and in a repair."""

from rostering.rules.rule import Stage

Group = tuple[Stage, ...]
"""Stages that are weighed against each other by their penalties."""

Order = tuple[Group, ...]
"""Groups of stages, each settled before the next."""

FRESH: Order = ((Stage.COVERAGE,), (Stage.LARGEST_UNFAIRNESS,), (Stage.UNFAIRNESS,), (Stage.PREFERENCES,))
"""A plan without a reference."""

FEWEST_CHANGES: Order = (
    (Stage.COVERAGE,),
    (Stage.NOTICE,),
    (Stage.STABILITY,),
    (Stage.LARGEST_UNFAIRNESS,),
    (Stage.UNFAIRNESS,),
    (Stage.PREFERENCES,),
)
"""A repair that leaves all that can stay, and then is as fair and as welcome as that allows."""

FAIREST: Order = (
    (Stage.COVERAGE,),
    (Stage.NOTICE,),
    (Stage.LARGEST_UNFAIRNESS,),
    (Stage.UNFAIRNESS,),
    (Stage.PREFERENCES, Stage.STABILITY),
)
"""A repair that keeps the notice, and beyond it changes what makes the roster fairer or worth its penalty."""

SHARES = {
    Stage.COVERAGE: 0.4,
    Stage.NOTICE: 0.4,
    Stage.STABILITY: 0.4,
    Stage.LARGEST_UNFAIRNESS: 0.4,
    Stage.UNFAIRNESS: 0.5,
    Stage.PREFERENCES: 0.5,
}
"""What each stage may take of the effort that is left when it begins; what remains is for polishing."""

PROVING = 0.75
"""What the last stage may take of the time that is left: a proof that is near is worth more than a polish."""


def name_of(group: Group) -> str:
    """How a group is called in the results of a plan."""
    return "_and_".join(stage.name.lower() for stage in group)
