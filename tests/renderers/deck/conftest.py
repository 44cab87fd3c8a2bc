"""Fixtures for the deck's tests."""

from tests.renderers.deck.decks import any_deck, deck
from tests.renderers.deck.office import office_pdf

__all__ = ["any_deck", "deck", "office_pdf"]
