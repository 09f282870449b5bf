"""Billing: what the published readiness costs whom, a charge for each booking, consultant and date."""
