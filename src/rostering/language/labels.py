"""What ids of our own are called by people; an id of the firm's is shown in its own words."""

from rostering.language.speech import SOURCE, spoken
from rostering.language.words import _, marked

LABELS = (
    *(marked("Draft"), marked("Published"), marked("Superseded")),
    *(marked("Weekend"), marked("Public holiday"), marked("Holiday period"), marked("Readiness"), marked("Bench")),
    *(marked("Business day"), marked("Weekday"), marked("Holiday"), marked("Special"), marked("Average hours")),
    *(marked("Big day again"), marked("Big day shares"), marked("Caps"), marked("Compensation"), marked("Continuity")),
    *(marked("Coverage"), marked("Daily rest"), marked("Difference"), marked("Fairness"), marked("Unfairness")),
    *(marked("Knowledge"), marked("Leave"), marked("Lending"), marked("Membership"), marked("Notice")),
    marked("Pins"),
    *(marked("Overlap"), marked("Qualification"), marked("Seniority"), marked("Spacing"), marked("Stability")),
    *(marked("Unbroken standby"), marked("Work after night"), marked("Work after callout"), marked("Big days")),
    *(
        marked("Cheapest"),
        marked("Other people"),
        marked("Settled"),
        marked("Weekday office"),
        marked("Weekday evening"),
    ),
    marked("Outside"),
    *(marked("Rest after callout"), marked("Largest unfairness")),
    *(marked("Night"), marked("Evening"), marked("Christmas"), marked("New year"), marked("Easter")),
    *(marked("Brought"), marked("Big day"), marked("Look ahead"), marked("Preferences and stability")),
    marked("Polishing"),
    *(marked("Weekly rest"), marked("Wishes"), marked("Preferences"), marked("Fewest changes"), marked("Fairest")),
)
"""What ids of our own are called: those of kinds, day classes, rules, stages, aims."""


WEEKDAYS = (
    *(marked("Monday"), marked("Tuesday"), marked("Wednesday"), marked("Thursday"), marked("Friday")),
    *(marked("Saturday"), marked("Sunday")),
)
"""Names that windows have for want of a better one, alone or in brackets behind a part of the day."""


def window_name(name: str) -> str:
    """The name of a window; a weekday in it is of the language: `Saturday`, `Night (lørdag)`."""
    part, bracket, day = name.removesuffix(")").partition(" (")
    if bracket and name.endswith(")") and day in WEEKDAYS:
        return f"{part} ({_(day).lower() if spoken() != SOURCE else day})"
    return _(name) if name in WEEKDAYS else name


def label(name: str) -> str:
    """An id in words: `holiday_period` is `Holiday period`, `Ferieperiode`."""
    words = name.replace("_", " ").strip()
    return _(words[:1].upper() + words[1:]) if words else ""
