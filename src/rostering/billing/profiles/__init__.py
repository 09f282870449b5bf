"""Mapping profiles: how an ERP wants charges."""
