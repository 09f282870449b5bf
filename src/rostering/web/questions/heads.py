"""The field of forms that says how many of a role are wanted."""

import re
from dataclasses import dataclass

from rostering.language import _
from rostering.web.frame.fields import FormField, Several, Unfit

_HEADS = re.compile(r"[^:,\s]{1,60}:[1-9]", re.ASCII)


@dataclass(frozen=True)
class Heads(FormField):
    """A role and how many of it, such as `pim:2`; as many as a booking may ask for."""

    def value(self, text: str) -> str:
        """The text."""
        if not _HEADS.fullmatch(text):
            raise Unfit(_("this is not among what can be chosen"))
        return text


def heads(required: bool) -> Several:
    """One for each role that is wanted."""
    return Several("role", required=required, of=Heads("role"), most=50)
