"""How good a roster is: breaches by weight, accounts by deviation, and what rules out the candidates of empty seats."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rostering.domain.findings import Account, Candidate, JudgedBreach
from rostering.domain.seats import Duty
from rostering.rosters.ledger import LedgerEntry
from rostering.rosters.version import Directory, Version


@dataclass(frozen=True)
class RuleStanding:
    """One rule with its breaches and what they cost; hard breaches have no penalty."""

    rule: str
    penalty: int
    breaches: tuple[JudgedBreach, ...]

    @property
    def hard(self) -> bool:
        """Whether a breach of the rule is forbidden."""
        return any(judged.breach.penalty is None for judged in self.breaches)


@dataclass(frozen=True)
class Vacancy:
    """Empty seats that have the same candidates, and who is ruled out by each reason."""

    seats: tuple[str, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]


def ranked(breaches: Iterable[JudgedBreach]) -> list[JudgedBreach]:
    """Breaches of what is forbidden first, then the dearest."""
    return sorted(breaches, key=lambda judged: (*_weight(judged), judged.breach.rule))


def hard_breaches(version: Version) -> int:
    """How many breaches are forbidden."""
    return sum(judged.breach.penalty is None for judged in version.breaches)


def standings(version: Version) -> list[RuleStanding]:
    """Every rule that is broken or costs something: forbidden ones first, then the dearest."""
    rules = {rule for rule, penalty in version.penalty_by_rule.items() if penalty}
    rules |= {judged.breach.rule for judged in version.breaches}
    return sorted((_standing(version, rule) for rule in rules), key=lambda one: (not one.hard, -one.penalty, one.rule))


def by_deviation(accounts: Iterable[Account], directory: Directory) -> list[Account]:
    """Accounts by role in the directory's order; in each role those who did the most stand first."""
    return sorted(accounts, key=_order(directory))


def entries_by_deviation(entries: Iterable[LedgerEntry], directory: Directory) -> list[LedgerEntry]:
    """Entries in the order of their accounts."""
    order = _order(directory)
    return sorted(entries, key=lambda entry: order(entry.account))


def large_deviations(version: Version) -> tuple[list[Account], int]:
    """The accounts that are further from their target than the dearest duty could explain, and that duty's points."""
    limit = max((duty.seat.points for duty in version.duties), default=0)
    return [account for account in version.ledger if abs(account.deviation) > limit], limit


def unfilled(version: Version) -> list[Duty]:
    """The duties that nobody has."""
    return [duty for duty in version.duties if duty.consultant is None]


def vacancies(version: Version) -> list[Vacancy]:
    """The empty seats with their reasons; seats whose candidates and reasons are the same stand together."""
    together: dict[tuple[Candidate, ...], list[str]] = {}
    for empty in version.empty:
        together.setdefault(empty.candidates, []).append(empty.seat)
    return [Vacancy(tuple(seats), _reasons(candidates)) for candidates, seats in together.items()]


def _order(directory: Directory) -> Callable[[Account], tuple[int, str, int, str]]:
    roles = {role: number for number, role in enumerate(directory.roles)}
    return lambda one: (roles.get(one.role, len(roles)), one.role, -one.deviation, one.consultant)


def _reasons(candidates: Iterable[Candidate]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    people: dict[str, list[str]] = {}
    for candidate in candidates:
        people.setdefault(candidate.reason, []).append(candidate.consultant)
    return tuple((reason, tuple(ruled_out)) for reason, ruled_out in people.items())


def _standing(version: Version, rule: str) -> RuleStanding:
    breaches = ranked(judged for judged in version.breaches if judged.breach.rule == rule)
    return RuleStanding(rule, version.penalty_by_rule.get(rule, 0), tuple(breaches))


def _weight(judged: JudgedBreach) -> tuple[bool, int]:
    penalty = judged.breach.penalty
    return penalty is not None, -(penalty or 0)
