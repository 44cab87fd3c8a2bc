"""ReportLab: both sides' art is a form each, codes are rectangles, a run of modules each."""

from __future__ import annotations

import math
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.cards.people import Modules, people

WIDE, HIGH = 85.6 * mm, 54 * mm
PETALS, CURVES = 20, 10


def run(folder: Path, count: int, out: Path) -> None:
    """Make so many cards; `folder` holds the fonts."""
    for weight in (400, 700):
        pdfmetrics.registerFont(TTFont(str(weight), str(next((folder / "fonts").glob(f"*{weight}*.ttf")))))
    canvas: Any = Canvas(str(out), pagesize=(WIDE, HIGH), pageCompression=0)
    _art(canvas)
    modules = Modules()
    paper, pale, ground = HexColor("#FBF6EB"), HexColor("#E4E5F3"), "0.0706 0.0784 0.2392 rg "
    for each in people(count):
        canvas.doForm("front")
        canvas.showPage()
        canvas.doForm("back")
        canvas.setFillColor(paper)
        canvas.setFont("700", 8.5)
        lines = simpleSplit(each.name, "700", 8.5, 36.9 * mm)
        for number, line in enumerate(lines, start=1):
            canvas.drawString(5 * mm, HIGH - 40.7 * mm + (len(lines) - number) * 9.8, line)
        canvas.setFillColor(pale)
        canvas.setFont("400", 6.5)
        canvas.drawString(5 * mm, HIGH - 44 * mm, each.number_line)
        canvas.drawString(5 * mm, HIGH - 47.2 * mm, each.unit)
        canvas._code.append(ground + _rectangles(modules.rows(each.code)))
        canvas.showPage()
    canvas.save()


def _rectangles(rows: list[bytes]) -> str:
    module = 16.4 * mm / (len(rows) + 8)
    left, top = 64.2 * mm + 4 * module, HIGH - 34.2 * mm - 4 * module
    parts = []
    for number, row in enumerate(rows):
        x, y = 0, top - (number + 1) * module
        for dark, run_of in groupby(row):
            length = len(list(run_of))
            if dark:
                parts.append(f"{left + x * module:.3f} {y:.3f} {length * module:.3f} {module:.3f} re")
            x += length
    return " ".join([*parts, "f"])


def _art(canvas: Any) -> None:
    """Draw both sides once: grounds, a motif of 200 curves, and lines of text."""
    canvas.beginForm("front")
    canvas.setFillColor(HexColor("#12143D"))
    canvas.rect(0, 0, WIDE, HIGH, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#F0A51E"))
    for petal in range(PETALS):
        path = canvas.beginPath()
        x, y = WIDE * 0.9, HIGH * petal / PETALS
        path.moveTo(x, y)
        for curve in range(CURVES):
            angle = math.tau * curve / CURVES
            path.curveTo(x + 9 * math.cos(angle), y, x, y + 9 * math.sin(angle), x + 4, y + 4)
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#FBF6EB"))
    canvas.setFont("700", 20)
    canvas.drawString(5 * mm, HIGH - 15 * mm, "Utamakan warga.")
    canvas.endForm()
    canvas.beginForm("back")
    canvas.setFillColor(HexColor("#FBF6EB"))
    canvas.rect(0, 0, WIDE, HIGH, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#12143D"))
    canvas.rect(0, 0, WIDE, HIGH - 31.9 * mm, stroke=0, fill=1)
    canvas.setFont("400", 6.5)
    for line in range(8):
        canvas.drawString(
            5 * mm, HIGH - (5.8 + 3.2 * line) * mm, "Berorientasi Pelayanan   pelayanan prima demi kepuasan masyarakat"
        )
    canvas.setFillColor(HexColor("#FBF6EB"))
    canvas.rect(64.2 * mm, HIGH - 50.6 * mm, 16.4 * mm, 16.4 * mm, stroke=0, fill=1)
    canvas.endForm()
