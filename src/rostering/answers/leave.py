"""What comes of a proposal of leave."""

from dataclasses import dataclass

from rostering.domain.parties import Leave
from rostering.domain.proposals import LeaveProposal
from rostering.domain.seats import Duty
from rostering.rosters.version import Directory


@dataclass(frozen=True)
class Accepted:
    """A proposal's answer: the leave that is new in the inputs, and the published duties that it falls on."""

    proposal: LeaveProposal
    added: tuple[Leave, ...]
    duties: tuple[Duty, ...]
    directory: Directory | None
