"""Small PDFs that keep every rule, or break one: a page of 100 × 60 mm in the brand's font."""

from __future__ import annotations

from pathlib import Path

from generator.preflight.rule import Expected
from generator.preflight.runner import examine
from generator.renderers.pdf import FontFolder, render_pdf
from generator.renderers.qr import encode
from generator.themes.fonts import FontBook

LINK = "https://contoh.go.id/layani"
EXPECTED = Expected(
    product="test",
    language="id",
    pages=1,
    trim_mm=(100, 60),
    safe_mm=3,
    least_pt=6,
    fonts=frozenset({"Plus Jakarta Sans"}),
    locale="id-ID",
    link=LINK,
)
Assets = dict[str, tuple[bytes, str]]


def small_pdf(folder: Path, body: str, assets: Assets | None = None) -> Path:
    """Write a PDF of one page with `body` on it."""
    style = "@page{size:100mm 60mm;margin:0}html{font-family:'Plus Jakarta Sans'}body>*{position:absolute;margin:0}"
    html = f"<html lang='id'><head><title>Uji</title><style>{style}</style></head><body>{body}</body></html>"
    faces = [FontBook().face("Plus Jakarta Sans", weight) for weight in (400, 700)]
    path = folder / "small.pdf"
    path.write_bytes(render_pdf(html, "small", faces, FontFolder(folder / ".fonts"), [], assets or {}))
    return path


def text(words: str = "Utamakan warga", left: float = 10, top: float = 10, size: float = 10, style: str = "") -> str:
    """Return a line of text at a place in mm."""
    return f"<p style='left:{left}mm;top:{top}mm;font-size:{size}pt;white-space:nowrap;{style}'>{words}</p>"


def code(link: str = LINK, side: float = 20, dark: str = "#12143D") -> str:
    """Return a QR code with its quiet zone."""
    made = encode(link)
    return (
        f"<div style='left:40mm;top:30mm'><svg width='{side}mm' height='{side}mm' viewBox='0 0 {made.modules} "
        f"{made.modules}'><title>QR</title><path d='{made.path}' fill='none' stroke='{dark}'/></svg></div>"
    )


def broken(path: Path, expected: Expected = EXPECTED) -> list[tuple[str, str, int]]:
    """Return rule, severity and page of every finding; no rule may fail to be checked but for want of context."""
    report = examine(path, expected)
    assert [each for each in report.unchecked if "not known" not in each.reason] == []
    assert all(finding.mend and finding.message for finding in report.findings)
    return [(finding.rule, finding.severity, finding.page) for finding in report.findings]
