"""What the page for sending leave says, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from rostering.domain.proposals import Flag, ProposalState, SkipReason


@dataclass(frozen=True)
class LeaveWords:
    """The texts of one language; `{}` stands for a name, a number or dates."""

    title: str
    lead: str
    file: str
    send: str
    kept: str
    faults: str
    found: str
    nothing: str
    tick: str
    confirm: str
    thanks: str
    aside: str
    to: str
    states: Mapping[ProposalState, str]
    flags: Mapping[Flag, str]
    reasons: Mapping[SkipReason, str]


LEAVE_WORDS = {
    "en": LeaveWords(
        title="Leave of {}",
        lead="Send your calendar (.ics) or a table (CSV with from and to). Nothing counts before it is accepted.",
        file="Calendar or table",
        send="Read it",
        kept="Dates alone are kept, no titles, places or names.",
        faults="It could not be read",
        found="Days away",
        nothing="Nothing in it looks like leave from {} to {}.",
        tick="Tick what is leave.",
        confirm="These are my days of leave",
        thanks="Thank you. Whoever plans the duties will look at it.",
        aside="Left aside",
        to="to",
        states={
            ProposalState.PROPOSED: "waits for your ticks",
            ProposalState.CHOSEN: "waits to be accepted",
            ProposalState.ACCEPTED: "accepted",
            ProposalState.REJECTED: "rejected",
        },
        flags={flag: flag.value for flag in Flag},
        reasons={reason: reason.value for reason in SkipReason},
    ),
    "da": LeaveWords(
        title="Fravær for {}",
        lead="Send din kalender (.ics) eller en tabel (CSV med fra og til). Intet gælder, før det er godkendt.",
        file="Kalender eller tabel",
        send="Læs den",
        kept="Kun datoer gemmes; ingen titler, steder eller navne.",
        faults="Den kunne ikke læses",
        found="Dage væk",
        nothing="Intet i den ligner fravær fra {} til {}.",
        tick="Sæt kryds ved det, der er fravær.",
        confirm="Det er mine fraværsdage",
        thanks="Tak. Vagtplanlæggeren ser på det.",
        aside="Lagt til side",
        to="til",
        states={
            ProposalState.PROPOSED: "venter på dine krydser",
            ProposalState.CHOSEN: "venter på godkendelse",
            ProposalState.ACCEPTED: "godkendt",
            ProposalState.REJECTED: "afvist",
        },
        flags={
            Flag.FLOATING: "tid uden tidszone",
            Flag.UNKNOWN_ZONE: "ukendt tidszone",
            Flag.MARKED_FREE: "markeret som ledig",
            Flag.TENTATIVE: "foreløbig",
            Flag.ELSEWHERE: "arbejder et andet sted",
            Flag.PARTLY: "væk en del af dagen",
        },
        reasons={
            SkipReason.SHORT: "varer kortere end en arbejdsdag",
            SkipReason.CANCELLED: "er aflyst",
            SkipReason.OUTSIDE: "har ingen dato i perioden",
            SkipReason.UNREADABLE: "har en dato, der ikke kan læses",
            SkipReason.OFTEN: "gentages oftere, end fravær gør",
            SkipReason.UNFOLLOWED: "har en gentagelse, der ikke kan følges",
            SkipReason.REPLACED: "er erstattet af en nyere",
            SkipReason.OLD_FORM: "er skrevet som vCalendar 1.0",
            SkipReason.BUSY_TIMES: "er en liste over ledige og optagne tider",
            SkipReason.WISH: "er et ønske, ikke fravær",
        },
    ),
}
