"""What is asked of pages that judge what is sent, and of those that are looked at first after a change."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from page_calls import BOARD, LARGE_BOARD, Call, Visitors
from page_people import Answer, Figures


@dataclass
class Measured:
    """Calls with their figures and their last answer, by name."""

    calls: dict[str, tuple[Call, Figures, Answer]] = field(default_factory=dict)

    async def measure(self, visitors: Visitors, call: Call) -> Answer:
        """Answer a call and count it."""
        figures = self.calls[call.name][1] if call.name in self.calls else Figures()
        answer = await visitors.answer(call, figures)
        self.calls[call.name] = call, figures, answer
        return answer


async def edited(visitors: Visitors, measured: Measured, consultants: int) -> None:
    """A seat is given by hand, what came of it is looked at, and it is undone."""
    values, url = visitors.filled.values, visitors.site.url
    page = url("seat", seat=values["seat"], roster=values["published"])
    give = Call("give a seat", url("give", seat=values["seat"]))
    given = await measured.measure(visitors, await visitors.form(give, page, to=visitors.filled.given))
    found = re.search(r"roster=(\d+)", given.location)
    if found is None:
        raise LookupError(given.text.decode())
    number, goal = found[1], BOARD if consultants <= 16 else LARGE_BOARD
    board = url("board", period="2026Q4", roster=number)
    await measured.measure(visitors, Call("first look: board, quarter, a draft", board, goal=goal))
    await measured.measure(visitors, Call("first look: publish", url("publish", number=number)))
    await measured.measure(visitors, Call("first look: seat", url("seat", seat=values["seat"], roster=number)))
    await measured.measure(visitors, await visitors.form(Call("undo", url("undo", number=number)), board))


async def swapped(visitors: Visitors, measured: Measured) -> None:
    """An offer is taken back, and the same duty offered again, to one person."""
    filled, url = visitors.filled, visitors.site.url
    live = await visitors.people["giver"].get(url("swaps"))
    number = re.findall(r"/me/swaps/(\d+)", live.text.decode())[0]
    back = Call("withdraw a swap", url("withdraw_swap", number=number), "giver")
    await measured.measure(visitors, await visitors.form(back, url("swap", number=number)))
    offer, page = Call("offer a swap", url("offer_swap"), "giver"), url("offer_swap", seat=filled.values["seat"])
    await measured.measure(visitors, await visitors.form(offer, page, seat=str(filled.values["seat"]), to=filled.given))


async def approved(visitors: Visitors, measured: Measured) -> None:
    """A swap that waits takes effect: what it publishes is there from then on."""
    url, number = visitors.site.url, visitors.filled.taken
    call = Call("approve a swap", url("approve_swap", number=number))
    await measured.measure(visitors, await visitors.form(call, url("judge_swap", number=number)))


async def answers(visitors: Visitors) -> Mapping[str, object]:
    """Answers to look at: a quote, what hangs on whom on a day, and documents that somebody stopped."""
    values, lead = visitors.filled.values, visitors.people["lead"]
    page = (await lead.get(visitors.site.url("quote"))).text.decode()
    head = re.findall(r'<option value="([^"]+:1)"', page)[0]
    asked = {"customer": str(values["customer"]), "from": str(values["day"]), "part": "evening", "role": head}
    quote = await _begun(visitors, "quote", asked)
    risk = await _begun(visitors, "risk", {"period": f"{values['day']}..{values['day']}"})
    return {"quote": quote, "risk": risk, "making": await _stopped(visitors)}


async def _begun(visitors: Visitors, name: str, fields: Mapping[str, str]) -> str:
    """The key of the answer to a question, once it is there."""
    path, lead = visitors.site.url(name), visitors.people["lead"]
    sent = await visitors.answer(await visitors.form(Call(name, path), path, **fields))
    if sent.status != 303:
        raise LookupError(sent.text.decode())
    while b'http-equiv="refresh"' in (await lead.get(sent.location)).text:
        await asyncio.sleep(0.5)
    return sent.location.rpartition("/")[2]


async def _stopped(visitors: Visitors) -> str:
    """The key of documents whose making was stopped at once."""
    url, key = visitors.site.url, visitors.filled.values["month"]
    path = url("export_month", month=key)
    sent = await visitors.answer(await visitors.form(Call("export", path), path, format="pdf"))
    await visitors.answer(await visitors.form(Call("stop", f"{sent.location}/stop"), sent.location))
    return sent.location.rpartition("/")[2]
