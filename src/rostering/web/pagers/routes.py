"""The pages of pagers: how each stands and what is to be told, and a push with what came of it."""

from rostering.answers.pagers import PagersShown, PushRun
from rostering.domain.errands import Errand
from rostering.domain.rights import Action
from rostering.language import counted, told
from rostering.reports.outside.pagers import change_cells, hours, sentence, standing, summary, what_goes_onto
from rostering.services.errands.errand_kinds import about_push
from rostering.services.pagers.pager_looks import pagers
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import Fields, Tick
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

MOST = 8
"""Changes of one pager that are shown, of which there may be hundreds at first."""


async def show_pagers(asked: Asked) -> Reply:
    """How all pagers stand, as far as is remembered."""
    found: PagersShown = await asked.run(pagers, asked.store, asked.actor, (), asked.now)
    known = {"counted": counted, "hours": hours, "sentence": sentence, "standing": standing, "takes": what_goes_onto}
    return page(asked, "pagers/pagers.html", found=found, most=MOST, **known)


async def begin_push(asked: Asked) -> Reply:
    """Push in a child process, or try it out."""
    about = about_push(asked.form.tick("trial"))
    began = await asked.run(asked.site.errands.begin, asked.user, "push", about)
    return see(asked.url("push", push=began.key))


async def show_push(asked: Asked) -> Reply:
    """How far a push is, or what came of it."""
    found = await _errand(asked)
    if found is None:
        return see(asked.url("pagers"))
    run = found.result if isinstance(found.result, PushRun) else None
    known = {"counted": counted, "summary": summary, "cells": change_cells, "sentence": sentence, "told": told}
    return page(asked, "pagers/push.html", errand=found, run=run, **known)


async def _errand(asked: Asked) -> Errand | None:
    """The push in the path, if whoever asks has asked for it, and it is known."""
    found = await asked.run(asked.site.errands.find, asked.param("push"), asked.user)
    return found if found and found.kind == "push" else None


_PUSH = Action.PUSH_PAGERS

PAGES = (
    Page("/pagers", "pagers", READ, _PUSH, show_pagers),
    Page("/pagers", "pagers", SEND, _PUSH, begin_push, Fields(Tick("trial")), again=show_pagers),
    Page("/pagers/pushes/{push}", "push", READ, _PUSH, show_push),
)
