"""Lengths on the command line."""

from __future__ import annotations

from typing import Any

import click

from generator.wording import say

MOST_SHIFT = 10.0  # mm; a printer that is further out of place needs mending


class Millimetres(click.ParamType[tuple[float, float]]):
    """Two lengths in mm, as X,Y."""

    name = "X,Y"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return them as two numbers."""
        if isinstance(value, tuple):
            return value
        try:
            x, y = (float(part) for part in value.split(","))
        except ValueError:
            self.fail(say("“{value}” is not two lengths in mm; write them as 0.5,-1", value=value), param, ctx)
        if not (abs(x) <= MOST_SHIFT and abs(y) <= MOST_SHIFT):
            self.fail(
                say(
                    "“{value}” is more than {limit:g} mm; read the calibration sheet again",
                    value=value,
                    limit=MOST_SHIFT,
                ),
                param,
                ctx,
            )
        return x, y
