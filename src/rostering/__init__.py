"""rostering: plans, publishes and bills on-call preparedness for service packages."""

__version__ = "0.5.0"
