"""The page of channels in chats: which are told of what, another one added, one tried or removed."""

from rostering.answers.chats import ChatList, ChatRun
from rostering.domain.chats import LONGEST_NAME, ChatKind, News
from rostering.domain.outgoing import LONGEST_ADDRESS
from rostering.domain.rights import Action
from rostering.reports.outside.chats import problem
from rostering.services.chats.channels import add_chat, chats, greet, remove_chat
from rostering.services.chats.chat_sending import send_chats
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Fields, Secret, Several, Text
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply


async def show_chats(asked: Asked) -> Reply:
    """The channels, and a form for another."""
    found: ChatList = await asked.run(chats, asked.store, asked.actor)
    return page(
        asked,
        "chats/chats.html",
        found=found,
        kinds=[(kind.value, kind.service) for kind in ChatKind],
        news=tuple(News),
        problem=problem,
        teams=sorted(found.teams.items(), key=lambda pair: pair[1].casefold()),
        longest=LONGEST_NAME,
    )


async def keep_chat(asked: Asked) -> Reply:
    """Tell another channel."""
    form = asked.form
    kind, news = ChatKind(form.text("kind")), tuple(map(News, form.several("news", str)))
    said = (form.text("address"), form.text("name"), form.text("team") or None, news)
    await asked.run(add_chat, asked.store, asked.actor, kind, *said, form.version)
    return see(asked.url("chats", done="added"))


async def try_chat(asked: Asked) -> Reply:
    """Send a message to a channel at once."""
    number = int(asked.param("number"))
    await asked.run(greet, asked.store, asked.actor, number)
    run: ChatRun = await asked.run(send_chats, asked.store, asked.site.base or "", at_once=True, number=number)
    return see(asked.url("chats", done="taken" if run.is_taken else "refused"))


async def end_chat(asked: Asked) -> Reply:
    """Tell a channel nothing more."""
    await asked.run(remove_chat, asked.store, asked.actor, int(asked.param("number")), asked.form.version)
    return see(asked.url("chats", done="removed"))


_KEEP, _ONE = Action.KEEP_CHATS, "/chats/{number:int}"
_DONE = Fields(ChoiceField("done", options=("added", "taken", "refused", "removed"), required=False))
_NEW = Fields(
    ChoiceField("kind", options=tuple(kind.value for kind in ChatKind)),
    Text("name", longest=LONGEST_NAME),
    Secret("address", longest=LONGEST_ADDRESS),
    Text("team", required=False, longest=100),
    Several("news", of=ChoiceField("news", options=tuple(news.value for news in News))),
)

PAGES = (
    Page("/chats", "chats", READ, _KEEP, show_chats, query=_DONE),
    Page("/chats", "chats", SEND, _KEEP, keep_chat, _NEW, again=show_chats),
    Page(f"{_ONE}/try", "try_chat", SEND, _KEEP, try_chat, again=show_chats),
    Page(f"{_ONE}/remove", "remove_chat", SEND, _KEEP, end_chat, again=show_chats),
)
