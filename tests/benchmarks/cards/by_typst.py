"""Typst: the plate is one image, codes are images of their modules."""

from __future__ import annotations

import json
import os
from pathlib import Path

os.environ.setdefault("RUST_MIN_STACK", str(1 << 28))  # its threads overflow theirs on 10,000 cards

import typst

from tests.benchmarks.cards.people import Modules, people

_SHADES = bytes([0xFB, 0x12, *range(2, 256)])  # of light and dark modules


def run(folder: Path, count: int, out: Path) -> None:
    """Make so many cards; `folder` holds the plate and the fonts."""
    modules = Modules()
    with (folder / "codes.bin").open("wb") as file:
        for each in people(count):
            rows = modules.rows(each.code)
            file.write(b"".join(rows).translate(_SHADES))
    texts = [[each.name, each.number_line, each.unit] for each in people(count)]
    (folder / "people.json").write_text(json.dumps(texts))
    (folder / "cards.typ").write_text(Path(__file__).with_name("cards.typ").read_text())
    inputs = {"modules": str(len(rows))}
    typst.compile(str(folder / "cards.typ"), output=str(out), font_paths=[str(folder / "fonts")], sys_inputs=inputs)
