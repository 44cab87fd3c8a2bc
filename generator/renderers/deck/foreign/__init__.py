"""Decks in a PowerPoint template of the agency's own: read safely, its layouts matched, filled, and fitted."""
