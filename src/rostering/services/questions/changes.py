"""The changes that can be asked of a what-if: the one table of their options, their forms and their order."""

from dataclasses import dataclass

from rostering.errors import BadCall
from rostering.language import _


@dataclass(frozen=True)
class ChangeOption:
    """A kind of change: how it is written, and what it means."""

    name: str
    """The step of the overlay that makes it is called so."""
    form: str
    help: str
    makes_room: bool = False
    """Whether it is made before the others."""

    @property
    def option(self) -> str:
        """The option that asks for it."""
        return f"--{self.name.replace('_', '-')}"


CHANGES = (
    ChangeOption("add_agreement", "CUSTOMER:PACKAGE:FROM[..TO]", "A customer gets a package."),
    ChangeOption("end_agreement", "CUSTOMER:LAST", "A customer's agreement ends.", makes_room=True),
    ChangeOption(
        "add_booking", "CUSTOMER:FROM..TO:PART:ROLES", "A customer books readiness; roles as backend:1,pim:1."
    ),
    ChangeOption("cancel_booking", "ID", "A booking is cancelled."),
    ChangeOption("remove_consultant", "ID[:FROM]", "A consultant is gone, by default from the first day."),
    ChangeOption("add_leave", "ID:FROM..TO", "A consultant is on leave."),
    ChangeOption("set_rule", "RULE.PARAMETER=VALUE", "A rule is another: a number, forbidden or unlimited."),
)

IN_TURN = {change.option: change for change in sorted(CHANGES, key=lambda change: not change.makes_room)}
"""By option, in the order in which they are made."""


@dataclass(frozen=True)
class Alteration:
    """One change that is asked for: an option, and what is written behind it."""

    option: str
    text: str

    @property
    def place(self) -> str:
        """What faults call it."""
        return f"{self.option} {self.text}"


class NothingToChange(BadCall):
    """A question without a change in it."""

    def __init__(self) -> None:
        super().__init__(_("nothing is to be changed: give one or more of {known}", known=", ".join(IN_TURN)))
