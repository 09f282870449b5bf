"""The table of all routes of the API: the service, the document and the test of rights are made from it."""

from rostering.web.api.callouts import ROUTES as CALLOUTS
from rostering.web.api.changes import ROUTES as CHANGES
from rostering.web.api.data import ROUTES as DATA
from rostering.web.api.links import ROUTES as LINKS
from rostering.web.api.money import ROUTES as MONEY
from rostering.web.api.month_end import ROUTES as MONTH_END
from rostering.web.api.obligations import ROUTES as OBLIGATIONS
from rostering.web.api.own import ROUTES as OWN
from rostering.web.api.pay import ROUTES as PAY
from rostering.web.api.people import ROUTES as PEOPLE
from rostering.web.api.people_data import ROUTES as PEOPLE_DATA
from rostering.web.api.plans import ROUTES as PLANS
from rostering.web.api.rosters import ROUTES as ROSTERS
from rostering.web.api.route import ApiRoute
from rostering.web.api.service_reports import ROUTES as SERVICE_REPORTS
from rostering.web.api.swaps import ROUTES as SWAPS

ROUTES: tuple[ApiRoute, ...] = (
    *(*ROSTERS, *CHANGES, *PLANS, *OWN, *LINKS, *PEOPLE),
    *(*MONEY, *MONTH_END, *PAY, *SWAPS, *CALLOUTS, *OBLIGATIONS, *SERVICE_REPORTS, *DATA, *PEOPLE_DATA),
)
