"""What holds for every test."""

import signal

pytest_plugins = ["samples.firm_stores", "samples.page_fixtures", "samples.servers", "samples.web_stores"]


def pytest_configure() -> None:
    """Let Ctrl-C reach tests and the commands they start, also where the tests themselves run in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
