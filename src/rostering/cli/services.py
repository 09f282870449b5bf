"""The use cases, each imported when it is called: the help needs neither database nor solver."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from rostering import services

# The one place in the house where an import waits for its use: the help and the completion of a command need neither
# the database nor the solver, which take ten times as long to load as everything else; nor does a question need the
# solver.
if TYPE_CHECKING:
    from rostering.services import demo as demo
    from rostering.services import opening as opening
    from rostering.services.access import access_tokens as access_tokens
    from rostering.services.access import acting as acting
    from rostering.services.access import provider_file as provider_file
    from rostering.services.access import users as users
    from rostering.services.callouts import callout_files as callout_files
    from rostering.services.callouts import callout_looks as callout_looks
    from rostering.services.callouts import recording as recording
    from rostering.services.callouts import response as response
    from rostering.services.callouts import rest_after as rest_after
    from rostering.services.charges import billing_by_hand as billing_by_hand
    from rostering.services.charges import closing as closing
    from rostering.services.charges import exporting as exporting
    from rostering.services.charges import forecasting as forecasting
    from rostering.services.charges import tracing as tracing
    from rostering.services.charges import verifying as verifying
    from rostering.services.chats import channels as channels
    from rostering.services.chats import chat_sending as chat_sending
    from rostering.services.dues import due_looks as due_looks
    from rostering.services.dues import keeping as keeping
    from rostering.services.inputs import beginning as beginning
    from rostering.services.inputs import folders as folders
    from rostering.services.inputs import leave as leave
    from rostering.services.links import feeds as feeds
    from rostering.services.links import subscriptions as subscriptions
    from rostering.services.month_ends import month_closing as month_closing
    from rostering.services.notices import letters as letters
    from rostering.services.notices import sending as sending
    from rostering.services.pagers import pager_looks as pager_looks
    from rostering.services.pagers import pushing as pushing
    from rostering.services.pay import margins as margins
    from rostering.services.pay import pay_closing as pay_closing
    from rostering.services.pay import pay_exporting as pay_exporting
    from rostering.services.pay import pay_showing as pay_showing
    from rostering.services.pay import pay_verifying as pay_verifying
    from rostering.services.people import forgetting_people as forgetting_people
    from rostering.services.people import held as held
    from rostering.services.people import retention as retention
    from rostering.services.questions import booking as booking
    from rostering.services.questions import quotes as quotes
    from rostering.services.questions import what_if as what_if
    from rostering.services.rosters import edits as edits
    from rostering.services.rosters import explaining as explaining
    from rostering.services.rosters import fairness as fairness
    from rostering.services.rosters import listing as listing
    from rostering.services.rosters import planning as planning
    from rostering.services.rosters import publishing as publishing
    from rostering.services.rosters import radar as radar
    from rostering.services.rosters import replanning as replanning
    from rostering.services.rosters import report as report
    from rostering.services.rosters import risk as risk
    from rostering.services.rosters import showing as showing
    from rostering.services.rosters import who as who
    from rostering.services.rosters import windows as windows
    from rostering.services.service_reports import report_looks as report_looks
    from rostering.services.service_reports import report_making as report_making
    from rostering.services.service_reports import report_sending as report_sending
    from rostering.services.service_reports import ticket_files as ticket_files
    from rostering.services.swaps import answering as answering
    from rostering.services.swaps import approving as approving
    from rostering.services.swaps import choosing as choosing
    from rostering.services.swaps import offering as offering
    from rostering.services.swaps import swap_looks as swap_looks
    from rostering.services.upkeep import backups as backups
    from rostering.services.upkeep import checkup as checkup
    from rostering.services.webhooks import delivering as delivering
    from rostering.services.webhooks import webhooks as webhooks
else:

    @cache
    def __getattr__(name: str) -> object:
        """The use cases of this name, in whichever room they stand."""
        for module in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
            if not module.ispkg and module.name.rpartition(".")[2] == name:
                return import_module(module.name)
        raise AttributeError(name)
