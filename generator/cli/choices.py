"""Options that several commands share: what of a kit is made, and how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from generator.cli.commands import option
from generator.cli.millimetres import Millimetres
from generator.imposition.scheme import Flip, Sides

F = TypeVar("F", bound=Callable[..., Any])


_KIT = (
    option("-p", "--product", "products", multiple=True, help="Only this product; may be given again."),
    option("--design", "designs", multiple=True, help="Only this design of a product; may be given again."),
    option("-l", "--language", "languages", multiple=True, help="Only this language; may be given again."),
    option("--size", help="Sheet of products that come in several: A4, A3, A2, A1, or a size as 500x700mm."),
    option("--press", is_flag=True, help="Also write PDF/X-4 for a print shop, into press/."),
    option("--sheet", help="Sheet that cards are imposed on: A4, A3, SRA3 or its size as 320x450mm [A4]."),
    option(
        "--sides",
        type=click.Choice(get_args(Sides)),
        default="duplex",
        help="Both sides of a sheet, each on sheets of its own, or side by side to be folded [duplex].",
    ),
    option(
        "--flip",
        type=click.Choice(get_args(Flip)),
        default="long-edge",
        help="How the printer turns sheets [long-edge].",
    ),
    option("--shift", type=Millimetres(), default="0,0", help="X,Y: what the calibration sheet reads, in mm."),
    option("--theme", help="Theme instead of the event's."),
)


def kit_options(command: F) -> F:
    """Add the options that say what of a kit is made, as plan.Options takes them."""
    for choice in reversed(_KIT):
        command = choice(command)
    return command
