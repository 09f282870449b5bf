"""What the data pages call things: the files of text, and what was done to a record."""

from rostering.language import _, marked
from rostering.language.labels import label

DOCUMENTS = {
    "organisation.toml": (marked("The firm"), marked("Name, time zone, calendar, language; the seller on invoices.")),
    "packages.toml": (
        marked("Packages"),
        marked("Roles, grades, teams, packages with what they promise, parts of the day."),
    ),
    "policy.toml": (marked("Policy"), marked("The rules of a roster and what a breach costs; points; ordinary work.")),
    "rates.toml": (marked("Rates"), marked("Rate cards, discounts, terms of cancellation, fees.")),
    "pay.toml": (marked("Pay"), marked("What standby and call-outs pay; payroll numbers.")),
    "pagers.toml": (marked("Pagers"), marked("Which programs are told who is on, and on which of their schedules.")),
    "": (marked("Calendar"), marked("Which dates are holidays, and what they are called.")),
}
"""The title of each file of text, and what stands in it; any other is a calendar."""
FORMS = {
    "policy.toml": (marked("Rules"), marked("Penalties and parameters of the rules, and points. The rest is text.")),
    "rates.toml": (marked("Prices"), marked("Prices, discounts, terms of cancellation and fees. The rest is text.")),
}
"""The files of which a page has a form for what is changed often, with its title and what it has."""
ACTS = {
    "import": marked("Imported"),
    "add record": marked("Added"),
    "change record": marked("Changed"),
    "remove record": marked("Removed"),
    "change document": marked("Changed"),
    "enter leave": marked("Put in by themselves"),
    "change leave": marked("Changed by themselves"),
    "withdraw leave": marked("Taken back by themselves"),
    "record leave": marked("Recorded with a repair"),
    "book": marked("Booked from a quote"),
}


def act(action: str) -> str:
    """What was done, in a word."""
    return _(ACTS[action]) if action in ACTS else label(action)
