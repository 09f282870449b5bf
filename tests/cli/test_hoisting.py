import pytest

from rostering.cli.hoisting import hoisted


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("show 1", "show 1"),
        ("show --json 1", "--json show 1"),
        ("windows 2026 --json --db x.db", "--json --db x.db windows 2026"),
        ("billing show 2026 --db=x.db", "--db=x.db billing show 2026"),
        ("--db x.db show --json", "--db x.db --json show"),
        ("publish 1 --by --jason", "publish 1 --by --jason"),
        ("import -- --json --db", "import -- --json --db"),
        ("--json import -- --db", "--json import -- --db"),
        ("show --db", "--db"),
        ("--db", "--db"),
        ("", ""),
    ],
)
def test_options_of_every_command_come_first(written: str, read: str) -> None:
    assert hoisted(written.split()) == read.split()
