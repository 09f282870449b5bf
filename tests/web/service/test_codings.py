"""Whether a client takes gzip, by what it says."""

import pytest

from rostering.web.service.codings import takes_gzip


@pytest.mark.parametrize(
    "accepted",
    [
        *("gzip", "GZIP", " gzip ", "x-gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.001", "*", "deflate, *;q=0.5"),
        *("gzip ; q=1", "gzip;q=1.000", "identity, gzip", "gzip;q=0, x-gzip", ",,gzip,,"),
    ],
)
def test_who_names_gzip_takes_it(accepted: str) -> None:
    assert takes_gzip(accepted)


@pytest.mark.parametrize(
    "accepted",
    [
        *("", " ", "identity", "br", "deflate, br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzip;q=0, *", "gzipped"),
        *("gzip;q=2", "gzip;q=x", "gzip;level=9", "gzip;q=0;q=1", ";", "é"),
    ],
)
def test_who_does_not_gets_it_as_it_is(accepted: str) -> None:
    assert not takes_gzip(accepted)
