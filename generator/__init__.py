"""sosialisasi: one content file becomes posters, pocket cards, handouts and decks."""

__version__ = "0.1.0"
