"""The local page on which a kit is made, seen and fetched."""
