"""The second judgement of every plan: where the audit contradicts the solver, a crash with all that repeats it."""

import json
import pickle
from collections.abc import Sequence
from pathlib import Path

from rostering.audit.judgement import Judgement, judge
from rostering.domain.findings import StageResult
from rostering.files import write_files
from rostering.language import _
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.model.budget import Budget
from rostering.solver.plan import planner
from rostering.solver.plan.planner import Found, Plan, plan
from rostering.solver.plan.stages import LOOK_AHEAD, unheard
from rostering.solver.plan.task import Task


class Disagreement(RuntimeError):
    """The audit finds a roster unlawful or at another penalty than the solver; an error of rostering itself."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("the audit disagrees with the solver, nothing was saved; please report it with {folder}/", folder=folder)
        )


def agreed_plan(task: Task, budget: Budget, found: Found = unheard) -> tuple[Plan, Judgement]:
    """Plan, and judge the roster by another way. Raises Disagreement, Infeasible, NothingFound."""
    try:
        made = plan(task, budget, found)
    except planner.Miscounted as error:
        raise reported(error.roster, (), judge(error.roster, task.rules), task.rules) from error
    judgement = judge(made.roster, task.rules)
    refuse_disagreement(made.roster, made.stages, judgement, task.rules)
    return made, judgement


def refuse_disagreement(
    roster: Roster, stages: Sequence[StageResult], judgement: Judgement, rules: Sequence[Rule]
) -> None:
    """Raise Disagreement unless the roster is lawful, and penalised between what the stages paid and what they proved.

    A stage may come out cheaper than it ended, as a later one may find more; never dearer, and never below its bound.
    What the stages say of the weeks after the roster's period is left out.
    """
    own = [stage for stage in stages if stage.name != LOOK_AHEAD]
    least, most = sum(stage.bound for stage in own), sum(stage.penalty for stage in own)
    if judgement.hard or not least <= judgement.penalty <= most:
        raise reported(roster, stages, judgement, rules)


def reported(
    roster: Roster, stages: Sequence[StageResult], judgement: Judgement, rules: Sequence[Rule]
) -> Disagreement:
    """Save the reproduction in the current folder, and make the error that names it."""
    folder = Path(f"rostering-disagreement-{roster.problem.input_hash[:12]}")
    write_files(folder, _reproduction(roster, stages, judgement, rules))
    return Disagreement(folder)


def _reproduction(
    roster: Roster, stages: Sequence[StageResult], judgement: Judgement, rules: Sequence[Rule]
) -> dict[str, bytes]:
    facts = {
        "input_hash": roster.problem.input_hash,
        "period": str(roster.problem.period),
        "holders": dict(sorted(roster.holders.items())),
        "days_off": sorted(f"{who} {day}" for who, day in roster.days_off),
        "rules": [repr(rule) for rule in rules],
        "solver": {"price": sum(stage.penalty for stage in stages), "stages": [vars(stage) for stage in stages]},
        "audit": {
            "price": judgement.penalty,
            "hard": judgement.hard,
            "price_by_rule": dict(judgement.penalty_by_rule),
            "breaches": [judged.text for judged in judgement.breaches],
        },
    }
    text = json.dumps(facts, ensure_ascii=False, indent=2)
    return {"disagreement.json": text.encode(), "problem.pickle": pickle.dumps(roster.problem)}
