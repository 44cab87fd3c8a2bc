"""sosialisasi template"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.commands import Group, option
from generator.errors import InputError
from generator.schema.problems import Problem
from generator.wording import marked, say

if TYPE_CHECKING:
    from generator.renderers.deck.foreign.inspecting import Inspection, Kind

_HOW = {
    "type": marked("found by its type"),
    "place": marked("found by its placeholders"),
    "title's": marked("found as the title's, for there is no other"),
}


@click.group("template", cls=Group)
def command() -> None:
    """Look into a PowerPoint template of your own."""


@command.command("inspect")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@option("--json", "as_json", is_flag=True, help="Print it for machines.")
def inspect(file: Path, as_json: bool) -> None:
    """Say which layout of FILE, a .pptx or .potx, takes which kind of slide, and which it does not use.

    A project uses it with the line “template: assets/FILE” under defaults.sosialisasi.deck in its _brand.yml; there
    “layouts” may name others.
    """
    from generator.renderers.deck.foreign.inspecting import inspect_template  # noqa: PLC0415  # imports python-pptx

    found = inspect_template(file)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))
    else:
        _print(found)
    if found.faults:
        mend = say("add such a layout; there are {names}", names="; ".join(found.layouts) or say("none"))
        raise InputError([Problem(str(file), 0, 0, kind, fault, mend) for kind, fault in found.faults.items()])


def _print(found: Inspection) -> None:
    if found.slide_mm:
        width, height = found.slide_mm
        click.echo(say("{file}: slides of {width:g} × {height:g} mm", file=found.file, width=width, height=height))
    for kind in found.kinds:
        click.echo(f"{kind.kind:<11} {_layout(kind)}")
        for one in kind.placeholders:
            left, top, width, height = one.box_mm
            font = f", {one.font} {one.size_pt:g} pt" if one.size_pt else ""
            click.echo(f"{'':<11}   {one.slot:<13} {one.type:<8} {left:g}, {top:g}: {width:g} × {height:g} mm{font}")
    click.echo(f"{say('not used'):<11} {', '.join(dict.fromkeys(found.unused)) or say('none')}")
    for font, at_hand in found.fonts.items():
        state = say("at hand") if at_hand else say("no file at hand, its fit cannot be checked")
        click.echo(f"{say('font'):<11} {font}: {state}")


def _layout(kind: Kind) -> str:
    if kind.layout:
        type_ = f" ({kind.type})" if kind.type else ""
        return f"“{kind.layout}”{type_}, {say(_HOW[kind.how])}"
    return say("no layout; shown as “{shown_as}”", shown_as=kind.shown_as) if kind.shown_as else say("no layout")
