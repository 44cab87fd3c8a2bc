"""sosialisasi products"""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.cli.commands import Group, option
from generator.cli.project import find_project
from generator.errors import UsageError
from generator.pipeline import build_kit
from generator.plan import Options
from generator.products import Product, discover
from generator.resources import Resources
from generator.schema.base import localised
from generator.wording import say

LIST = "list"


class ListingGroup(Group):
    """Lists the products unless another of its commands is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the listing command before arguments that name none."""
        asks_help = bool(args) and args[0] in ctx.help_option_names
        if not asks_help and (not args or args[0] not in self.commands):
            args = [LIST, *args]
        return super().parse_args(ctx, args)


@click.group("products", cls=ListingGroup)
def command() -> None:
    """List the products, with those of a project among them: products [list] [PROJECT]."""


@command.command(LIST)
@click.argument("project", required=False, type=click.Path(path_type=Path, file_okay=False))
@option("--json", "as_json", is_flag=True, help="Print them for machines.")
def list_(project: Path | None, as_json: bool) -> None:
    """List the products, with PROJECT's own among them."""
    folder = project or (Path() if Path("event.yaml").is_file() else None)
    found = discover(Resources(folder))
    rows = [_row(product) for product in found.values()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for product in found.values():
        click.echo(_line(product))


@command.command()
@click.argument("project", required=False, type=click.Path(path_type=Path, file_okay=False))
@option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to [output/<event>].")
@option("--sheet", help="Sheet that the cards are imposed on, as for build.")
def calibration(project: Path | None, output: Path | None, sheet: str | None) -> None:
    """Write the sheet that shows how far a printer's backs are out of place, for build --shift."""
    folder = find_project(project)
    names = tuple(name for name, product in discover(Resources(folder)).items() if product.file.calibrates)
    if not names:
        raise UsageError(say("no product calibrates a printer"))
    result = build_kit(folder, Options(products=names, sheet=sheet), output, lambda *_: None)
    for entry in result.manifest.files:
        if entry.product in names:
            click.echo(result.out / entry.path)


def _line(product: Product) -> str:
    width, height = product.file.trim_mm
    extras = {"designs": list(product.file.designs), "sizes": product.file.sheets}
    listed = "; ".join(f"{label}: {', '.join(names)}" for label, names in extras.items() if names)
    title = localised(product.file.title, "id")
    return f"{product.name:<14} {title:<16} {width:g} × {height:g} mm  {listed}".rstrip()


def _row(product: Product) -> dict[str, object]:
    title = product.file.title
    return {
        "name": product.name,
        "title": localised(title, "id"),
        "trim_mm": product.file.trim_mm,
        "designs": list(product.file.designs),
        "sheets": product.file.sheets,
    }
