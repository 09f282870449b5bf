"""Leave over HTTP: the page behind a secret link, which takes a calendar and shows what it proposes."""
