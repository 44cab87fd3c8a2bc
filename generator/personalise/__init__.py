"""Personalised runs: a product is typeset once as a plate, then filled in for every row of a roster."""
