"""The fixed words of a feed, in English and Danish; names come from the catalogue and stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from rostering.domain.catalogue import Presence


@dataclass(frozen=True)
class FeedWords:
    """Everything that a feed says of its own, in one language."""

    on_call: str
    """Begins the title of a calendar of duties."""
    served: str
    """Begins the title of a customer's calendar."""
    window: str
    team: str
    role: str
    roles: str
    consultant: str
    presence: str
    customers: str
    promise: str
    presences: Mapping[Presence, str]
    day_off: str
    in_return: str
    """Before the dates of the duties that a day off makes up for."""
    date: str
    """How a date is written, as for `strftime`."""
    kinds: Mapping[str, str]
    """Kinds that their own name does not say well."""
    days: Mapping[str, str]
    """Days that windows are named after, as the calendars that come along call them."""
    owed: str
    """Names what a customer is owed."""
    customer: str
    by: str
    ended: str
    """Names the notice that a link has ended, and its calendar."""
    ask_again: str


ENGLISH = FeedWords(
    on_call="On call",
    served="Preparedness",
    window="Window",
    team="Team",
    role="Role",
    roles="Roles",
    consultant="Consultant",
    presence="Presence",
    customers="Customers",
    promise="Promise",
    presences={Presence.WORKING: "at work", Presence.HOME_STANDBY: "on standby at home"},
    day_off="Compensating day off",
    in_return="In return for duty on",
    date="%Y-%m-%d",
    kinds={},
    days={},
    owed="Obligation",
    customer="Customer",
    by="By",
    ended="This calendar link has ended",
    ask_again="Duties are no longer shown here. Ask whoever plans the duties for a new link.",
)

DANISH = FeedWords(
    on_call="Vagt",
    served="Beredskab",
    window="Vagt",
    team="Hold",
    role="Rolle",
    roles="Roller",
    consultant="Konsulent",
    presence="Vagtform",
    customers="Kunder",
    promise="Aftale",
    presences={Presence.WORKING: "på arbejde", Presence.HOME_STANDBY: "rådighedsvagt hjemmefra"},
    day_off="Kompenserende fridag",
    in_return="Til gengæld for vagt den",
    date="%d-%m-%Y",
    kinds={
        "holiday_period": "Ferieperiode",
        "weekend": "Weekend",
        "public_holiday": "Helligdag",
        "business_day": "Hverdag",
        "readiness": "Øget beredskab",
        "preparedness": "Beredskab",
        "on_call": "Vagt",
        "standby": "Rådighedsvagt",
        "night": "Nattevagt",
    },
    days={
        "Monday": "Mandag",
        "Tuesday": "Tirsdag",
        "Wednesday": "Onsdag",
        "Thursday": "Torsdag",
        "Friday": "Fredag",
        "Saturday": "Lørdag",
        "Sunday": "Søndag",
        "Summer": "Sommer",
        "Christmas to New Year": "Mellem jul og nytår",
        "Day after Ascension Day": "Dagen efter Kristi himmelfartsdag",
        "Days before Easter": "Dagene før påske",
    },
    owed="Forpligtelse",
    customer="Kunde",
    by="Af",
    ended="Kalenderlinket er udløbet",
    ask_again="Vagter vises ikke længere her. Bed den, der planlægger vagterne, om et nyt link.",
)

_LANGUAGES = {"en": ENGLISH, "da": DANISH}


def words_of(language: str) -> FeedWords:
    """The words of a language; English where it has none."""
    return _LANGUAGES.get(language, ENGLISH)
