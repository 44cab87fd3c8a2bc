"""Products: folders under templates/ with a product.yaml. Discovered, never listed here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError
from generator.products.declaration import Design, Layout, ProductFile, Role, merged_roles
from generator.products.paper import SHEETS, paper
from generator.resources import Resources
from generator.schema.base import validate
from generator.schema.problems import Problem
from generator.schema.yaml import scan_yaml
from generator.wording import say

__all__ = ["SHEETS", "Design", "Layout", "Product", "Role", "Sheet", "discover", "merged_roles", "paper"]

STRETCH = 0.07  # how far a sheet's shape may be from the product's: 2:3 and 3:4 are as near to A3


@dataclass(frozen=True)
class Sheet:
    """A page size in mm; `scale` is its size against the product's own trim."""

    width: float
    height: float
    scale: float = 1.0


@dataclass(frozen=True)
class Product:
    """A discovered product: its folder's name, its declaration, and the file it was read from."""

    name: str
    file: ProductFile
    path: Path

    @property
    def designs(self) -> dict[str, Design]:
        """Its designs; a product without any has the one design "page"."""
        return self.file.designs or {"page": Design(title=self.file.title, file=self.name)}

    def sheet(self, size: str | None) -> Sheet:
        """Return the sheet named `size`, or of that size as in "500x700mm", or the product's own.

        ValueError says why it does not scale to it.
        """
        width, height = self.file.trim_mm
        if size is None:
            return Sheet(width, height)
        named = size.upper() in self.file.sheets
        if not self.file.sheets or (not named and not size[:1].isdigit()):
            sizes = (
                ", ".join(self.file.sheets) + say(", or a size as 500x700mm")
                if self.file.sheets
                else say("its own size only")
            )
            raise ValueError(
                say("{name} does not come in {size}; it comes in: {sizes}", name=self.name, size=size, sizes=sizes)
            )
        wide, high = paper(size)
        if not height / width * (1 - STRETCH) <= high / wide <= height / width * (1 + STRETCH):
            mend = say("{wide:g} × {fitting:g} mm would be", wide=wide, fitting=round(wide * height / width))
            raise ValueError(
                say(
                    "{wide:g} × {high:g} mm is not of the shape of {name}; {mend}",
                    wide=wide,
                    high=high,
                    name=self.name,
                    mend=mend,
                )
            )
        return Sheet(wide, high, min(wide / width, high / height))


def discover(resources: Resources) -> dict[str, Product]:
    """Return every product by name, the project's own versions before the shipped ones.

    Raises InputError with the problems of all product.yaml files.
    """
    products: dict[str, Product] = {}
    problems: list[Problem] = []
    for root in resources.template_roots:
        for path in sorted(root.glob("*/product.yaml")):
            if path.parent.name in products:
                continue
            document, found = scan_yaml(path)
            problems += found
            if document is None or document.data is None:
                continue
            file, found = validate(document, ProductFile)
            problems += found
            if file is not None:
                products[path.parent.name] = Product(path.parent.name, file, path)
    if problems:
        raise InputError(problems)
    return dict(sorted(products.items()))
