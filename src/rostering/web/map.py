"""The map of all pages: whoever builds a room adds its pages here, and the table of rights is tested from it."""

from rostering.web.board.hand_routes import PAGES as BY_HAND
from rostering.web.board.plan_routes import PAGES as PLANS
from rostering.web.board.publish_routes import PAGES as PUBLISHING
from rostering.web.board.repair_routes import PAGES as REPAIRS
from rostering.web.board.routes import PAGES as BOARD
from rostering.web.callouts.routes import PAGES as CALLOUTS
from rostering.web.chats.routes import PAGES as CHATS
from rostering.web.components.routes import PAGES as COMPONENTS
from rostering.web.data.routes import PAGES as DATA
from rostering.web.frame.page import Page
from rostering.web.log.routes import PAGES as LOG
from rostering.web.me.routes import PAGES as ME
from rostering.web.month_end.routes import PAGES as MONTH_END
from rostering.web.obligations.routes import PAGES as OBLIGATIONS
from rostering.web.on_call.routes import PAGES as ON_CALL
from rostering.web.pagers.routes import PAGES as PAGERS
from rostering.web.people.routes import PAGES as PEOPLE
from rostering.web.questions.routes import PAGES as QUESTIONS
from rostering.web.service_reports.routes import PAGES as SERVICE_REPORTS
from rostering.web.sign_in.account import PAGES as ACCOUNT
from rostering.web.sign_in.provider_routes import PAGES as PROVIDER
from rostering.web.sign_in.routes import PAGES as SIGN_IN
from rostering.web.start.routes import PAGES as START
from rostering.web.swaps.routes import PAGES as SWAPS

PAGES: tuple[Page, ...] = (
    *START,
    *PROVIDER,
    *SIGN_IN,
    *ACCOUNT,
    *BOARD,
    *BY_HAND,
    *PUBLISHING,
    *REPAIRS,
    *PLANS,
    *ME,
    *SWAPS,
    *CALLOUTS,
    *OBLIGATIONS,
    *SERVICE_REPORTS,
    *ON_CALL,
    *PAGERS,
    *MONTH_END,
    *PEOPLE,
    *QUESTIONS,
    *DATA,
    *CHATS,
    *LOG,
    *COMPONENTS,
)
