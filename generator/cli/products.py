"""sosialisasi products"""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.products import Product, discover
from generator.resources import Resources
from generator.schema.base import localised


@click.command("products")
@click.argument("project", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print them for machines.")
def command(project: Path | None, as_json: bool) -> None:
    """List the products, with PROJECT's own among them."""
    folder = project or (Path() if Path("event.yaml").is_file() else None)
    found = discover(Resources(folder))
    rows = [_row(product) for product in found.values()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for product in found.values():
        click.echo(_line(product))


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
