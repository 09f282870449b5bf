"""Which class speaks to which pager."""

from collections.abc import Callable, Mapping

from rostering.domain.pagers import Pager, PagerKind
from rostering.language import said
from rostering.notices.pagers.contract import Client, Down
from rostering.notices.pagers.goalert import GoAlert
from rostering.notices.pagers.incident_io import IncidentIo
from rostering.notices.pagers.jira import Jira

_BY_REST: Mapping[PagerKind, Callable[[Pager, str], Client]] = {
    PagerKind.JIRA: Jira,
    PagerKind.INCIDENT_IO: IncidentIo,
    PagerKind.GOALERT: GoAlert,
}


def client_of(pager: Pager, token: str) -> Client:
    """Whoever speaks to a pager. Raises Down where PagerDuty's own client is wanted and not installed."""
    if pager.kind in _BY_REST:
        return _BY_REST[pager.kind](pager, token)
    try:
        # Imported here, as it comes with the extra `pagers` alone.
        from rostering.notices.pagers.pager_duty import PagerDuty  # noqa: PLC0415
    except ImportError:
        raise Down(said("PagerDuty's own client is not installed: install 'rostering[pagers]'")) from None
    return PagerDuty(pager, token)
