"""What holds for every test."""

import signal

from hypothesis import HealthCheck, settings

pytest_plugins = [
    "samples.browsing",
    "samples.disks",
    "samples.firm_stores",
    "samples.openid_providers",
    "samples.page_fixtures",
    "samples.servers",
    "samples.web_stores",
]

# Examples are drawn anew each time, also where CI is set, which Hypothesis else takes for a wish to draw the same every
# day. How long one takes is no property of what is tested: a machine with other things to do fails nothing.
settings.register_profile(
    "rostering",
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("rostering")


def pytest_configure() -> None:
    """Let Ctrl-C reach tests and the commands they start, also where the tests themselves run in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
