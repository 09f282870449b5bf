"""Who is on call: for everybody here, and for one customer behind a secret link, without names."""
