"""The trade's values: frozen, without behaviour that needs the outside."""
