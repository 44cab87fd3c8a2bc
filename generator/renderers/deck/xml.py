"""Small pieces of Office XML: escaping, lengths, colours."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from generator.themes.tokens import SchemeColour

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
# What a theme's slot is called where a colour map stands between (master, layouts, slides).
_MAPPED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def attr(text: str) -> str:
    """Return `text` as a quoted attribute value."""
    return quoteattr(text, {"\n": " "})


def emu(mm: float) -> int:
    """Return millimetres in English Metric Units."""
    return round(mm * 36000)


def frame(x: float, y: float, width: float, height: float) -> str:
    """Return a place and size given in mm."""
    return f'<a:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm>'


def hundredths(points: float) -> int:
    """Return points in the hundredths that DrawingML counts in."""
    return round(points * 100)


def colour(scheme: SchemeColour) -> str:
    """Return a theme colour as an element."""
    name = _MAPPED.get(scheme.slot, scheme.slot)
    lum_mod = f'<a:lumMod val="{round(scheme.lum_mod * 100000)}"/>' if scheme.lum_mod != 1.0 else ""
    lum_off = f'<a:lumOff val="{round(scheme.lum_off * 100000)}"/>' if scheme.lum_off else ""
    return f'<a:schemeClr val="{name}">{lum_mod}{lum_off}</a:schemeClr>'


def fill(scheme: SchemeColour) -> str:
    """Return a solid fill in a theme colour."""
    return f"<a:solidFill>{colour(scheme)}</a:solidFill>"
