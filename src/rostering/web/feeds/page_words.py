"""What the page of a link says, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from rostering.domain.subscriptions import SubjectKind


@dataclass(frozen=True)
class PageWords:
    """The texts of one language; `{}` stands for a name, a time or a number."""

    title: str
    everybody: str
    subjects: Mapping[SubjectKind, str]
    secret: str
    copy: str
    by_hand: str
    """Where the page does not know its own address."""
    by_hand_hint: str
    apple: str
    apple_hint: str
    google: str
    outlook: str
    thunderbird: str
    slow: str
    replaced: str
    until: str
    ended: str
    ask: str
    fetched: str
    never: str
    clients: Mapping[str, str]
    """Families of clients that are no names."""
    utc: str
    busy: str
    alarm: str


WORDS = {
    "en": PageWords(
        title="On-call duties in your calendar",
        everybody="All duties",
        subjects={
            SubjectKind.CONSULTANT: "Duties of {}",
            SubjectKind.ROLE: "Duties of the role {}",
            SubjectKind.TEAM: "Duties of the team {}",
            SubjectKind.CUSTOMER: "Duties for {}",
        },
        secret="Whoever has this link can read along: keep it like a password.",  # noqa: S106 - says so, is none
        copy="Copy this link",
        by_hand="Copy the address of this link",
        by_hand_hint="Right click, or press and hold, and copy the link.",
        apple="Open in Apple Calendar",
        apple_hint="iPhone, iPad and Mac open the button above; other calendars are given the link.",
        google="Google Calendar: in a browser, Other calendars, +, From URL; paste the link. "
        "Google looks again every 8 to 24 hours.",
        outlook="Outlook: Add calendar, Subscribe from web; paste the link. Outlook looks again every 3 hours or more.",
        thunderbird="Thunderbird: New calendar, On the network; paste the link.",
        slow="A calendar may show a late change hours too late. Late changes are told by mail or phone.",
        replaced="This link has been replaced and is good until {}. Subscribe to the new one before.",
        until="This link is good until {}.",
        ended="This link ended at {} and shows no duties any more.",
        ask="Remove it from your calendar, and ask whoever plans the duties for a new one.",
        fetched="Last fetched {} by {}.",
        never="No calendar has fetched it yet.",
        clients={"other": "an unknown calendar", "unknown": "an unknown calendar", "browser": "a browser"},
        utc="Times in UTC",
        busy="Readiness shown as busy",
        alarm="An alarm {} minutes before each duty",
    ),
    "da": PageWords(
        title="Vagter i din kalender",
        everybody="Alle vagter",
        subjects={
            SubjectKind.CONSULTANT: "Vagter for {}",
            SubjectKind.ROLE: "Vagter i rollen {}",
            SubjectKind.TEAM: "Vagter i teamet {}",
            SubjectKind.CUSTOMER: "Vagter hos {}",
        },
        secret="Alle, der har linket, kan læse med: pas på det som på en adgangskode.",  # noqa: S106 - says so, is none
        copy="Kopiér dette link",
        by_hand="Kopiér adressen på dette link",
        by_hand_hint="Højreklik, eller hold fingeren på det, og kopiér linket.",
        apple="Åbn i Apple Kalender",
        apple_hint="iPhone, iPad og Mac åbner knappen herover; andre kalendere skal have linket.",
        google="Google Kalender: i en browser, Andre kalendere, +, Fra webadresse; indsæt linket. "
        "Google ser efter nyt hver 8. til 24. time.",
        outlook="Outlook: Tilføj kalender, Abonnér fra internettet; indsæt linket. "
        "Outlook ser efter nyt hver 3. time eller sjældnere.",
        thunderbird="Thunderbird: Ny kalender, På netværket; indsæt linket.",
        slow="En kalender kan vise en sen ændring timer for sent. Sene ændringer meldes med mail eller telefon.",
        replaced="Linket er afløst af et nyt og gælder til {}. Abonnér på det nye inden da.",
        until="Linket gælder til {}.",
        ended="Linket udløb {} og viser ingen vagter mere.",
        ask="Fjern det fra din kalender, og bed vagtplanlæggeren om et nyt.",
        fetched="Senest hentet {} af {}.",
        never="Ingen kalender har hentet det endnu.",
        clients={"other": "en ukendt kalender", "unknown": "en ukendt kalender", "browser": "en browser"},
        utc="Tider i UTC",
        busy="Beredskab vises som optaget",
        alarm="En alarm {} minutter før hver vagt",
    ),
}
