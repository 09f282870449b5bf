"""The tools that assistants have, with what each is told of them: one row for each."""

from rostering.assistants.asking import (
    answer_charges,
    answer_coverage,
    answer_explain,
    answer_my_duties,
    answer_quote,
    answer_who_is_on,
)
from rostering.assistants.tools import Given, Tool
from rostering.domain.rights import Action

INSTRUCTIONS = (
    "Rostering plans who is on call for which customer. All tools only look. Dates are ISO, instants have the offset "
    "of the firm's clock, ids are those of the firm's data, and money is in øre."
)
_CUSTOMER = Given("customer", "Only for this customer, by id.", needed=False)
TOOLS = (
    Tool(
        "who_is_on",
        "Who is on call",
        "Say who is on call at an instant, and who comes next: names, roles, hours and customers, as published.",
        Action.LOOK_ON_CALL,
        answer_who_is_on,
        (Given("at", "Such as 2026-12-24T20:00, by the firm's clock; now by default.", needed=False), _CUSTOMER),
    ),
    Tool(
        "my_duties",
        "My duties",
        "List somebody's own published duties and days off: when, in which role, and beside whom.",
        Action.LOOK_OWN,
        answer_my_duties,
        (Given("consultant", "Whose, by id; by default those of whoever asks.", needed=False),),
    ),
    Tool(
        "coverage",
        "Coverage of a period",
        "List the published duties of a period with their holders, what nobody has, and dates not published yet.",
        Action.LOOK_BOARD,
        answer_coverage,
        (Given("period", "Such as 2026-12, 2026Q4, 2026-12-24, or 2026-12-24..2026-12-31."), _CUSTOMER),
    ),
    Tool(
        "explain",
        "Why a seat has its holder",
        "Say why somebody has a seat and what others in it would cost; or why nobody has it, and what would fill it.",
        Action.EXPLAIN,
        answer_explain,
        (
            Given("seat", "The seat's id, as coverage has it."),
            Given("roster", "The roster's number; by default the one that is published for the date.", needed=False),
        ),
    ),
    Tool(
        "quote",
        "Can a booking be staffed",
        "Say whether a booking can be staffed, by whom, at what price, and what else would move. Nothing is booked.",
        Action.ASK,
        answer_quote,
        (
            Given("customer", "Who asks, by id."),
            Given("period", "The dates, FROM..TO, or one date."),
            Given("part", "The part of the day, by id."),
            Given("roles", "Who is wanted, as backend:1,pim:1."),
            Given("shared", "yes where the consultants may serve others besides; else no.", needed=False),
        ),
    ),
    Tool(
        "charges",
        "Charges of a month",
        "List what customers are charged for a month: as it was closed, or as it stands. Money is in øre.",
        Action.LOOK_CHARGES,
        answer_charges,
        (Given("month", "Such as 2026-11."),),
    ),
)
