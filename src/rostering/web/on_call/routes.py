"""The pages of who is on call: for everybody here, for a customer, and for whoever gives customers links."""

from collections.abc import Mapping
from dataclasses import replace

from rostering.answers.links import Issued
from rostering.domain.links import LONGEST_NAME
from rostering.domain.rights import Action
from rostering.domain.subscriptions import Purpose, Subject, SubjectKind
from rostering.services.links.on_call import customers_links
from rostering.services.links.subscriptions import add_link, revoke_link
from rostering.services.rosters.coverage import NoSuchLink, coverage, customer_coverage
from rostering.spans import DAY
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import DateField, Fields, Text
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.on_call.views import view_of
from rostering.web.service.hosts import known_base
from rostering.web.service.replies import Reply

_HIDDEN: Mapping[str, str] = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


async def show_on_call(asked: Asked) -> Reply:
    """Who is on now and next, and a week."""
    week = asked.query.day("week")
    found = await asked.run(coverage, asked.store, asked.actor, week, asked.now)
    monday = found.period.first
    return page(
        asked,
        "on_call/on_call.html",
        view=view_of(found),
        days=found.days,
        today=found.today,
        week=monday,
        is_this_week=found.today in found.period,
        earlier=asked.url("on_call", week=monday - 7 * DAY),
        later=asked.url("on_call", week=monday + 7 * DAY),
    )


async def show_to_customer(asked: Asked) -> Reply:
    """Which roles are on call for a customer; a link that has ended says so."""
    try:
        found = await asked.run(customer_coverage, asked.store, asked.param("secret"), asked.now)
    except NoSuchLink:
        return _hidden(page(asked, "on_call/no_link.html", 404))
    number = found.link.subscription.number
    asked.request.scope["state"]["link"] = number
    if found.coverage is None:
        return _hidden(page(asked, "on_call/ended_link.html", 410, customer=found.name))
    view = view_of(found.coverage, named=False)
    days = [day for day in found.coverage.days if day.windows and day.day.day >= found.coverage.today]
    return _hidden(
        page(asked, "on_call/customer.html", customer=found.name, view=view, days=days, today=found.coverage.today)
    )


async def show_links(asked: Asked) -> Reply:
    """The links that customers have, and the form for another."""
    found = await asked.run(customers_links, asked.store, asked.actor)
    return page(asked, "on_call/links.html", found=found)


async def give_link(asked: Asked) -> Reply:
    """Make a link and show it, once; it stands in no address of ours."""
    form = asked.form
    subject = Subject(SubjectKind.CUSTOMER, form.text("customer"))
    issued: Issued = await asked.run(
        add_link,
        asked.store,
        subject,
        asked.actor,
        form.text("name"),
        purpose=Purpose.ON_CALL,
        version=form.version,
    )
    found = await asked.run(customers_links, asked.store, asked.actor)
    base = asked.site.base or known_base(asked.request.scope) or ""
    address = f"{base}{asked.url('customer_on_call', secret=issued.secret)}"
    customer = found.customers.get(subject.id, subject.id)
    return page(asked, "on_call/new_link.html", address=address, customer=customer, link=issued.link)


async def end_link(asked: Asked) -> Reply:
    """Let a link end now."""
    await asked.run(revoke_link, asked.store, int(asked.param("number")), asked.actor, asked.form.version)
    return see(asked.url("customers_links"))


def _hidden(reply: Reply) -> Reply:
    """The reply as one behind a secret link: nobody is to find it, nor to be told where its reader came from."""
    return replace(reply, headers={**reply.headers, **_HIDDEN})


_NEW = Fields(Text("customer", longest=100), Text("name", required=False, longest=LONGEST_NAME))
_GIVE = Action.GIVE_ON_CALL_LINK
_WEEK = Fields(DateField("week", required=False))

PAGES = (
    Page("/on-call", "on_call", READ, Action.LOOK_ON_CALL, show_on_call, query=_WEEK),
    Page("/on-call/links", "customers_links", READ, _GIVE, show_links),
    Page("/on-call/links", "customers_links", SEND, _GIVE, give_link, _NEW, again=show_links),
    Page("/on-call/links/{number:int}/revoke", "end_customers_link", SEND, _GIVE, end_link, again=show_links),
    Page("/on-call/{secret}", "customer_on_call", READ, None, show_to_customer),
)
