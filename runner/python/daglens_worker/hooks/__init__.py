"""Hooks: what gets connections, and stand-ins for what would use them."""
