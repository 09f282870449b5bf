"""The pages of people's data: who has left, one of them, forgetting, and all that is held of somebody as a file."""

from rostering.answers.exports import Download
from rostering.answers.people import AllHeld, PeopleKept, PersonLooked
from rostering.domain.rights import Action
from rostering.errors import Fault, FaultyInput
from rostering.language import _
from rostering.reports.people.forgetting import money_line
from rostering.reports.people.held_page import held_files
from rostering.services.people.forgetting_people import forget, look_at
from rostering.services.people.held import held, zipped_files
from rostering.services.people.retention import people_kept
from rostering.web.frame.asked import Asked
from rostering.web.frame.documents import attachment
from rostering.web.frame.fields import Fields, Text
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

MOST_LETTERS = 1000
"""Of further texts that are theirs."""


async def show_people(asked: Asked) -> Reply:
    """Who has left, from when they can be forgotten, and who was."""
    found: PeopleKept = await asked.run(people_kept, asked.store, asked.actor, asked.now)
    return page(asked, "people/people.html", found=found, money_line=money_line)


async def show_person(asked: Asked) -> Reply:
    """One of them, with what forgetting would change."""
    found: PersonLooked = await asked.run(look_at, asked.store, asked.actor, asked.param("consultant"), asked.now)
    return page(asked, "people/person.html", found=found, money_line=money_line, longest=MOST_LETTERS)


async def forget_person(asked: Asked) -> Reply:
    """Forget somebody whose name was typed to confirm it."""
    form, key = asked.form, asked.param("consultant")
    found: PersonLooked = await asked.run(look_at, asked.store, asked.actor, key, asked.now)
    if " ".join(form.text("confirm").split()).casefold() != " ".join(found.name.split()).casefold():
        raise FaultyInput([Fault("confirm", _("this is not the name: type {name}", name=found.name))])
    also = [line.strip() for line in form.text("also").splitlines() if line.strip()]
    done = await asked.run(forget, asked.store, asked.actor, key, also=also, at=asked.now, seen=form.version)
    return see(asked.url("people", done=str(done.former.number)))


async def send_held(asked: Asked) -> Reply:
    """All that is held of somebody: a file of data and a page, in one."""
    key = asked.query.text("consultant") or asked.actor.consultant
    if key is None:  # an ops lead who is no consultant says whose
        return see(asked.url("people"))
    found: AllHeld = await asked.run(held, asked.store, asked.actor, key, asked.now)
    return attachment(asked, Download(f"{found.id}.zip", await asked.run(_zipped, found)))


def _zipped(found: AllHeld) -> bytes:
    return zipped_files(held_files(found))


_LEAD, _ONE = Action.FORGET_PEOPLE, "/people/{consultant}"
_FORM = Fields(Text("confirm", longest=200), Text("also", required=False, longest=MOST_LETTERS, lines=True))
_DONE = Fields(Text("done", required=False, longest=9))
_WHOSE = Fields(Text("consultant", required=False, longest=100))

PAGES = (
    Page("/people", "people", READ, _LEAD, show_people, query=_DONE),
    Page(_ONE, "person_data", READ, _LEAD, show_person),
    Page(f"{_ONE}/forget", "forget_person", SEND, _LEAD, forget_person, _FORM, again=show_person),
    Page("/me/held", "held", READ, Action.LOOK_HELD, send_held, query=_WHOSE),
)
