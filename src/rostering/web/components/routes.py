"""The page that shows all components, for whoever builds the next page."""

from datetime import date

from rostering.domain.rights import Action
from rostering.errors import Fault
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, DateField, Fields, Secret, Text, Tick
from rostering.web.frame.form import read_form
from rostering.web.frame.looks import role_looks
from rostering.web.frame.page import READ, Page
from rostering.web.frame.rendering import page
from rostering.web.service.replies import Reply

_FIELDS = Fields(
    Text("name", longest=20),
    Secret("secret"),
    DateField("day", first=date(2026, 1, 1), last=date(2026, 12, 31)),
    ChoiceField("colour", options=("red", "green")),
    Text("note", lines=True, required=False),
    Tick("sure"),
)
_TYPED = (("name", "A name that is longer than it may be"), ("day", "2027-02-28"), ("note", "Fits.\nBoth lines do."))
_ROLES = {
    "backend": "Backend",
    "frontend": "Frontend",
    "pim": "PIM",
    "lead": "Lead",
    "platform": "Platform",
    "data": "Data",
    "network": "Network",
    "security": "Security",
}


async def show_components(asked: Asked) -> Reply:
    """Everything that pages are made of; the form is shown as somebody would see it who had typed nonsense."""
    form = read_form(_FIELDS, _TYPED)
    form.faults.append(Fault("", "and this is wrong with all of it together"))
    return page(asked, "components/components.html", filled=form, looks=list(role_looks(_ROLES).values()))


PAGES = (Page("/components", "components", READ, Action.KEEP_USERS, show_components),)
